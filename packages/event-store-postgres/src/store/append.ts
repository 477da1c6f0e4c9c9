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
import type { Instant } from '@casebook/vocabulary';
import type { Database } from '../database';
import type { Names } from '../schema/names';
import { sqlTypes } from '../sql-types';
import { appendCall, outcomesOf, type AppendOutcome, type AppendRequest, type AppendRow } from './append-call';
import { isPassing, isRefusal, unavailable } from './failures';
import { groupCommit } from './group-commit';
import { columns, storedEvent, type Row } from './rows';

type Answer = E.Either<AppendFailure, Appended>;

const attempts = 5;
const isNonEmpty = <A>(list: ReadonlyArray<A>): list is NonEmptyArray<A> => list.length > 0;

const takenAs = (
  { stream, events }: AppendRequest,
  { revision, positions, lates }: Extract<AppendOutcome, { readonly is: 'taken' }>,
  recordedAt: Instant,
): Answer => {
  const { tenant } = streamParts(stream);
  const stored = events.map((event, index): StoredEvent => {
    const position = positions[index];
    if (position === undefined) throw new Error(`${stream}: an event was written without a position`);
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
      position,
      recordedAt,
      late: lates[index] === true,
    };
  });
  const last = stored[stored.length - 1];
  if (last === undefined || !isNonEmpty(stored)) throw new Error(`${stream}: an append without events was written`);
  return E.right({ revision: last.revision, position: last.position, events: stored, repeated: false });
};

/** `EventStore.append`: one call of the database for all that waits; `wrote` is told when there is something new to read. */
export const appender = (
  { pool, engine }: Database,
  names: Names,
  clock: (() => Instant) | undefined,
  wrote: () => void,
): EventStore['append'] => {
  const called = async (group: NonEmptyArray<AppendRequest>, attempt = 1): Promise<AppendRow> => {
    try {
      const call = appendCall(names, group, clock?.() ?? null);
      const { rows } = await pool.query<AppendRow>({ ...call, types: sqlTypes });
      if (rows[0] === undefined) throw new Error('the append was not answered');
      return rows[0];
    } catch (error) {
      if (attempt < attempts && isPassing(error)) return called(group, attempt + 1);
      throw error;
    }
  };

  // Events never change, so what is read here after the call is what the call saw.
  const repeated = async ({ stream, events }: AppendRequest): Promise<Answer> => {
    const text = `select ${columns} from ${names.events} as e where e."id" = any ($1::uuid[])`;
    const values = [events.map(({ id }) => id)];
    const { rows } = await pool.query<Row>({ text, values, types: sqlTypes, rowMode: 'array' });
    const found = rows.map(storedEvent);
    return isNonEmpty(found)
      ? repeatOf(stream, events, found)
      : E.left(unavailable(new Error('known events were not found')));
  };

  const answered = async (request: AppendRequest, result: AppendOutcome, recordedAt: Instant): Promise<Answer> => {
    if (result.is === 'taken') return takenAs(request, result, recordedAt);
    if (result.is === 'known') return repeated(request);
    const { stream, expected } = request;
    return E.left({ type: 'RevisionConflict', stream, expected, actual: result.actual });
  };

  const write = async (group: NonEmptyArray<AppendRequest>): Promise<ReadonlyArray<Answer>> => {
    try {
      const row = await called(group);
      const results = outcomesOf(group, row);
      if (row.positions.length > 0) wrote();
      return await Promise.all(
        group.map((request, index) => answered(request, results[index] ?? { is: 'known' }, row.recorded_at)),
      );
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

  // On a server the next group is written while the one before is being committed.
  const enqueue = groupCommit<AppendRequest, Answer>(engine === 'pglite' ? 1 : 2, write);

  return (stream, expected, events) => async () => {
    assertStorable(events);
    const twice = namedTwice(stream, events);
    return twice === undefined ? enqueue({ stream, expected, events }) : E.left(twice);
  };
};
