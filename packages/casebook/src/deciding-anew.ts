import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  caseCategory,
  isDecided,
  redecideCase,
  versionLacking,
  type CaseEvent,
  type RulebookMissing,
  type Rules,
} from '@casebook/domain';
import {
  streamParts,
  type EventCodec,
  type EventStore,
  type EventUnreadable,
  type Recorded,
  type StoreUnavailable,
  type StreamName,
} from '@casebook/event-store';
import type { TenantId } from '@casebook/vocabulary';

/** An event that rules or time brought to a case, held against what they make of the case as it stood. */
export interface DecidedAnew {
  readonly recorded: Recorded<CaseEvent>;
  /** They make the same of it. */
  readonly same: boolean;
  /** What they make of it where it is not the same; null where it is, or where it is nothing of the kind. */
  readonly expected: CaseEvent | null;
}

export interface DecisionsChecked {
  readonly cases: number;
  /** Events that rules or time had brought. */
  readonly decided: number;
  readonly differing: ReadonlyArray<DecidedAnew>;
}

const inOrder = (recorded: ReadonlyArray<Recorded<CaseEvent>>) => [...recorded].sort((a, b) => a.revision - b.revision);

/** The decisions of a case, from all its events, in the order in which they were made. */
export const decidedAnew = (
  events: ReadonlyArray<Recorded<CaseEvent>>,
  rules: Rules,
): E.Either<RulebookMissing, ReadonlyArray<DecidedAnew>> => {
  const ordered = inOrder(events);
  const plain = ordered.map(({ event }) => event);
  const lacking = versionLacking(plain, rules);
  if (lacking !== null) return E.left(lacking);
  const { differing } = redecideCase(plain, rules);
  const others = new Map(differing.map(({ index, expected }) => [index, expected]));
  return E.right(
    ordered.flatMap((recorded, index) =>
      isDecided(recorded.event) ? [{ recorded, same: !others.has(index), expected: others.get(index) ?? null }] : [],
    ),
  );
};

type Failure = StoreUnavailable | EventUnreadable | RulebookMissing;

interface Dependencies<F> {
  readonly log: EventStore;
  readonly codec: EventCodec<CaseEvent>;
  readonly rules: (tenant: TenantId) => TE.TaskEither<F, Rules>;
}

const pageSize = 5000;

/** The names of all streams that hold a case, in the order in which they began. */
const casesIn = (log: EventStore): TE.TaskEither<StoreUnavailable, ReadonlyArray<StreamName>> => {
  const names = new Set<StreamName>();
  const from = (after: number): TE.TaskEither<StoreUnavailable, ReadonlyArray<StreamName>> =>
    pipe(
      log.readAll({ after, limit: pageSize, filter: { categories: [caseCategory] } }),
      TE.chain(({ events, position, end }) => {
        for (const { stream } of events) names.add(stream);
        return end ? TE.right([...names]) : from(position);
      }),
    );
  return from(0);
};

/** Decides every case of the log anew; `onProgress` is told how many of how many are done. */
export const decisionsChecker =
  <F>({ log, codec, rules }: Dependencies<F>) =>
  (onProgress: (done: number, of: number) => void = () => undefined): TE.TaskEither<Failure | F, DecisionsChecked> =>
    pipe(
      casesIn(log),
      TE.chainW((streams) => {
        let done = 0;
        const one = (stream: StreamName): TE.TaskEither<Failure | F, ReadonlyArray<DecidedAnew>> =>
          pipe(
            rules(streamParts(stream).tenant),
            TE.bindTo('under'),
            TE.bindW('stored', () => log.readStream(stream)),
            TE.chainEitherKW(({ under, stored }) =>
              pipe(
                E.traverseArray(codec.decode)(stored),
                E.chainW((events) => decidedAnew(events, under)),
              ),
            ),
            TE.map((decisions) => {
              done += 1;
              onProgress(done, streams.length);
              return decisions;
            }),
          );
        return pipe(
          TE.traverseSeqArray(one)(streams),
          TE.map((cases) => {
            const all = cases.flat();
            return { cases: cases.length, decided: all.length, differing: all.filter(({ same }) => !same) };
          }),
        );
      }),
    );
