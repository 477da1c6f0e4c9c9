import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import * as t from 'io-ts';
import {
  caseCategory,
  caseDecider,
  type CaseCommand,
  type CaseEvent,
  type CaseRejection,
  type CaseState,
  type Of,
} from '@casebook/domain';
import { eventIdOf, streamParts, type StoreUnavailable, type StreamName } from '@casebook/event-store';
import type { Erasure, KeyStore } from '@casebook/privacy';
import type { ReadModels } from '@casebook/projection';
import { CommandId, CustomerId, literal, Text, textOf } from '@casebook/vocabulary';
import type { Authorize, NotAuthorized } from './authorize';
import type { ErasureFailure, ErasureReceipt, PersonUnknown, UnderLegalHold } from './erasure-answers';
import type { CommandIdTaken } from './handle';
import { decodeInput, invalid } from './input';
import type { Load } from './other-cases';
import type { RulesFailure } from './read-rulebooks';
import type { Desking } from './send';
import type { Loaded, LogFailure } from './transact';

export interface ErasureDependencies extends Desking {
  readonly keys: KeyStore;
  readonly authorize: Authorize;
  readonly load: Load;
  readonly readModels: Pick<ReadModels, 'waitFor' | 'rewrite'>;
}

type Record = Of<CaseCommand, 'RecordErasure'>;

const Asked = t.strict({ customer: CustomerId, reason: Text });

const isCase = (stream: StreamName): boolean => streamParts(stream).category === caseCategory;

/** Cases that are there: a stream may have been bound for an event that was never written. */
const begun = (loaded: ReadonlyArray<Loaded<CaseState, CaseEvent>>) =>
  loaded.flatMap(({ stream, state }) => {
    const { opening } = state.creation;
    return opening === null ? [] : [{ stream, state, number: opening.number }];
  });

/** What the law asks of a desk concerning persons. */
export const privacyOf = ({ tenant, actor, clock, handle, keys, authorize, load, readModels }: ErasureDependencies) => {
  const casesIn = (streams: ReadonlyArray<StreamName>) =>
    pipe(streams.filter(isCase), TE.traverseSeqArray(load), TE.map(begun));

  /** All that could stand in the way, before anything is done. */
  const allowed = (record: Record, cases: ReturnType<typeof begun>): E.Either<NotAuthorized | UnderLegalHold, void> => {
    const states = cases.length === 0 ? [caseDecider.initial] : cases.map(({ state }) => state);
    const refused = states.map((state) => authorize(actor, record, state)).find(E.isLeft);
    if (refused !== undefined) return refused;
    const held = cases.flatMap(({ number, state: { compliance } }) =>
      compliance.holds.length === 0 ? [] : [{ number, holds: compliance.holds }],
    );
    return held.length === 0
      ? E.right(undefined)
      : E.left({ type: 'UnderLegalHold', person: record.person, cases: held });
  };

  const recorded = (record: Record, stream: StreamName) => {
    // The same person erased again by somebody else is another command, and brings nothing.
    const commandId = literal(CommandId, eventIdOf(`erasure/${record.key}/${actor.kind}/${actor.id}`, 0));
    return pipe(
      handle({
        stream,
        actor,
        commandId,
        correlationId: `erasure/${record.key}`,
        causationId: null,
        command: TE.right(record),
      }),
      TE.mapLeft((failure: CaseRejection | NotAuthorized | CommandIdTaken | RulesFailure | LogFailure) => {
        const own = failure as ErasureFailure; // a command is decided by its own topic: see `RejectionTo`
        return own;
      }),
    );
  };

  const recordedIn = (record: Record, erasure: Erasure): TE.TaskEither<ErasureFailure, ErasureReceipt> =>
    pipe(
      TE.Do,
      TE.bindW('cases', () => casesIn(erasure.streams)),
      TE.bindW('outcomes', ({ cases }) =>
        pipe(
          cases,
          TE.traverseSeqArray(({ stream }) => recorded({ ...record, key: textOf(erasure.keyId) }, stream)),
        ),
      ),
      TE.map(({ cases, outcomes }) => ({
        person: record.person,
        keyId: erasure.keyId,
        erasedAt: erasure.tombstone.at,
        erasedBy: erasure.tombstone.by,
        reason: erasure.tombstone.reason,
        cases: cases.map(({ stream, number }) => ({ stream, number })),
        events: outcomes.flatMap(({ events, repeated }) => (repeated ? [] : events)),
        position: outcomes.reduce((latest, { position }) => Math.max(latest, position), 0),
      })),
    );

  const unknown = (person: string): PersonUnknown => ({ type: 'PersonUnknown', person });

  return {
    /**
     * Erases what is known about a customer: destroys the key under which it is sealed, records that in each case, folds these
     * cases anew and writes the tables anew that held anything. It cannot be undone. Repeating it completes what a crash has left.
     */
    erase: (customer: string, input: { readonly reason: string }): TE.TaskEither<ErasureFailure, ErasureReceipt> =>
      pipe(
        decodeInput(Asked, { customer, reason: input.reason }),
        E.filterOrElseW(
          ({ reason }) => reason.trim() !== '',
          () => invalid('reason: must not be empty: it is what remains of why'),
        ),
        E.map(({ customer: person, reason }): Record => ({
          type: 'RecordErasure',
          at: clock(),
          person,
          key: textOf(''),
          reason,
        })),
        TE.fromEither,
        TE.bindTo('record'),
        TE.bindW('streams', ({ record }) =>
          pipe(
            keys.streamsOf(tenant, record.person),
            TE.chainW(TE.fromNullable<StoreUnavailable | PersonUnknown>(unknown(record.person))),
          ),
        ),
        TE.chainFirstW(({ record, streams }) =>
          pipe(
            casesIn(streams),
            TE.chainEitherKW((cases) => allowed(record, cases)),
          ),
        ),
        TE.bindW('erasure', ({ record }) =>
          pipe(
            keys.erase(tenant, record.person, { at: record.at, by: actor, reason: record.reason }),
            TE.chainW(TE.fromNullable<StoreUnavailable | PersonUnknown>(unknown(record.person))),
          ),
        ),
        TE.chainW(({ record, erasure }) => recordedIn(record, erasure)),
        TE.chainFirstW(({ position }) => readModels.waitFor(position)),
        TE.chainFirstW(() => readModels.rewrite()),
        // A transaction that was open then could still see the key, so its row had to stay. Now those are over.
        TE.chainFirstW(({ person, erasedAt, erasedBy, reason }) =>
          keys.erase(tenant, person, { at: erasedAt, by: erasedBy, reason }),
        ),
      ),
  };
};

export type Privacy = ReturnType<typeof privacyOf>;
