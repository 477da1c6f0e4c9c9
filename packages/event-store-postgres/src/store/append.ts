import * as E from 'fp-ts/Either';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import {
  assertStorable,
  namedTwice,
  repeatOf,
  streamParts,
  type AppendFailure,
  type Appended,
  type EventStore,
  type StoredEvent,
} from '@casebook/event-store';
import type { EventId, Instant, TenantId } from '@casebook/vocabulary';
import type { Names } from '../schema/names';
import { appendCall, outcomesOf, type AppendOutcome, type AppendRequest, type AppendRow } from './append-call';
import type { Ask } from './ask';
import { isPassing, isRefusal, unavailable } from './failures';
import { groupCommit, type Grouping } from './group-commit';
import { columns, storedEvent, type Row } from './rows';

type Answer = E.Either<AppendFailure, Appended>;

const attempts = 20; // each lost race for a new stream or an event id costs one, and can be lost but once
const isNonEmpty = <A>(list: ReadonlyArray<A>): list is NonEmptyArray<A> => list.length > 0;

const takenAs = (
  { stream, events }: AppendRequest,
  { revision, recordings }: Extract<AppendOutcome, { readonly is: 'taken' }>,
  recordedAt: Instant,
): Answer => {
  const { tenant } = streamParts(stream);
  const stored = recordings.flatMap((recording, index): StoredEvent | [] => {
    const event = events[index];
    if (event === undefined) return [];
    // Field by field, in the order of `storedEvent`: a spread costs microseconds, and this is done for every event.
    return {
      id: event.id,
      type: event.type,
      schema: event.schema,
      data: event.data,
      occurredAt: event.occurredAt,
      actor: event.actor,
      commandId: event.commandId,
      correlationId: event.correlationId,
      causationId: event.causationId,
      saidAt: event.saidAt,
      source: event.source,
      wake: event.wake,
      tenant,
      stream,
      revision: revision + index,
      position: recording.position,
      recordedAt,
      late: recording.late,
      hash: recording.hash,
      previous: recording.previous,
    };
  });
  const last = stored[stored.length - 1];
  if (last === undefined || !isNonEmpty(stored)) throw new Error(`${stream}: an append without events was written`);
  return E.right({ revision: last.revision, position: last.position, events: stored, repeated: false });
};

export interface Appending {
  readonly clock: (() => Instant) | undefined;
  readonly grouping: Grouping;
}

/** `EventStore.append`: one call of the database for all that waits; `wrote` is told when there is something new to read. */
export const appender = (
  ask: Ask,
  names: Names,
  { clock, grouping }: Appending,
  wrote: () => void,
): EventStore['append'] => {
  const called = async (group: NonEmptyArray<AppendRequest>, attempt = 1): Promise<AppendRow> => {
    try {
      const call = appendCall(names, group, clock?.() ?? null);
      const [row] = await ask.rows<AppendRow>({ ...call, name: `a ${names.append}` });
      if (row === undefined) throw new Error('the append was not answered');
      return row;
    } catch (error) {
      if (attempt < attempts && isPassing(error)) return called(group, attempt + 1);
      throw error;
    }
  };

  // Events never change, so what is read here after the call is what the call saw. Where that fails, the rest of the group is answered all the same.
  const knownTo = async (requests: ReadonlyArray<AppendRequest>): Promise<(request: AppendRequest) => Answer> => {
    if (requests.length === 0) return () => E.left(unavailable(new Error('an append was not answered')));
    try {
      const text = `select ${columns} from ${names.events} as e where e."id" = any ($1::uuid[]) and e."tenant" = any ($2)`;
      const ids = requests.flatMap(({ events }) => events.map(({ id }) => id));
      const tenants = new Set(requests.map(({ stream }) => streamParts(stream).tenant));
      const known = (await ask.lists<Row>({ text, values: [ids, [...tenants]] })).map(storedEvent);
      const keyOf = (tenant: TenantId, id: EventId): string => `${tenant} ${id}`;
      const byKey = new Map(known.map((event) => [keyOf(event.tenant, event.id), event]));
      return ({ stream, events }) => {
        const { tenant } = streamParts(stream);
        const found = events.flatMap(({ id }) => byKey.get(keyOf(tenant, id)) ?? []);
        if (!isNonEmpty(found)) return E.left(unavailable(new Error('known events were not found')));
        return repeatOf(stream, events, found);
      };
    } catch (error) {
      return () => E.left(unavailable(error));
    }
  };

  const write = async (group: NonEmptyArray<AppendRequest>): Promise<ReadonlyArray<Answer>> => {
    try {
      const row = await called(group);
      const results = outcomesOf(group, row);
      if (row.positions.length > 0) wrote();
      const repeated = await knownTo(group.filter((_, index) => results[index]?.is === 'known'));
      return group.map((request, index): Answer => {
        const result = results[index];
        if (result === undefined || result.is === 'known') return repeated(request);
        if (result.is === 'taken') return takenAs(request, result, row.recorded_at);
        const { stream, expected } = request;
        return E.left({ type: 'RevisionConflict', stream, expected, actual: result.actual });
      });
    } catch (error) {
      // One append that the database refuses must not be the refusal of the others.
      if (group.length > 1 && isRefusal(error)) return oneByOne(group);
      return group.map(() => E.left(unavailable(error)));
    }
  };

  const oneByOne = async (group: NonEmptyArray<AppendRequest>): Promise<ReadonlyArray<Answer>> => {
    const answers: Answer[] = [];
    for (const request of group) answers.push(...(await write([request])));
    return answers;
  };

  const enqueue = groupCommit<AppendRequest, Answer>({
    ...grouping,
    write,
    refuse: (full) => E.left(unavailable(new Error(`${full}: this one was not tried, and repeating it later is safe`))),
  });

  return (stream, expected, events) => async () => {
    assertStorable(events);
    const twice = namedTwice(stream, events);
    return twice === undefined ? enqueue({ stream, expected, events }) : E.left(twice);
  };
};
