import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import {
  contentHash,
  streamParts,
  type Expected,
  type Hash,
  type NewEvent,
  type StreamName,
} from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import { expectation, outcome } from '../schema/append';
import type { Names } from '../schema/names';
import { plainArray, textArray } from './arrays';
import type { Request } from './group-commit';

/** One append. */
export interface AppendRequest extends Request {
  readonly expected: Expected;
}

/** The one row that the function gives back. */
export interface AppendRow {
  readonly recorded_at: Instant;
  readonly outcomes: ReadonlyArray<number>;
  readonly revisions: ReadonlyArray<number>;
  readonly positions: ReadonlyArray<number>;
  readonly lates: ReadonlyArray<boolean>;
  readonly hashes: ReadonlyArray<Hash>;
  readonly heads: ReadonlyArray<Hash | null>;
}

/** What the log has added to an event. */
interface Recording {
  readonly position: number;
  readonly late: boolean;
  readonly hash: Hash;
  readonly previous: Hash | null;
}

export type AppendOutcome =
  | { readonly is: 'taken'; readonly revision: number; readonly recordings: ReadonlyArray<Recording> }
  | { readonly is: 'conflict'; readonly actual: number | null }
  | { readonly is: 'known' };

const unheardOf = -4; // a revision that no stream ever has

const expectationOf = (expected: Expected): number => {
  if (expected.is !== 'revision') return expectation[expected.is];
  return Number.isSafeInteger(expected.revision) && expected.revision >= 0 ? expected.revision : unheardOf;
};

/** PostgreSQL counts no year 0000: it calls it 1 BC. */
const written = (instant: Instant | null): string | null =>
  instant?.startsWith('0000') === true ? `0001${instant.slice(4)} BC` : instant;

const jsonOf = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** The call that appends a group, in the order in which `append` takes its arguments. */
export const appendCall = (names: Names, group: NonEmptyArray<AppendRequest>, clock: Instant | null) => {
  const places = new Map<StreamName, number>();
  for (const { stream } of group) if (!places.has(stream)) places.set(stream, places.size + 1);
  const streams = [...places.keys()];
  const parts = streams.map(streamParts);
  const events = group.flatMap((request) => request.events);
  const column = <A>(pick: (event: NewEvent) => A): ReadonlyArray<A> => events.map(pick);
  const values = [
    textArray(streams),
    textArray(parts.map(({ tenant }) => tenant)),
    textArray(parts.map(({ category }) => category)),
    plainArray(group.map(({ stream }) => places.get(stream) ?? null)),
    plainArray(group.map(({ expected }) => expectationOf(expected))),
    plainArray(group.map((request) => request.events.length)),
    plainArray(group.flatMap((request, index) => request.events.map(() => index + 1))),
    plainArray(column(({ id }) => id)),
    textArray(column(({ type }) => type)),
    plainArray(column(({ schema }) => schema)),
    textArray(column(({ data }) => data)),
    plainArray(column(({ occurredAt }) => written(occurredAt))),
    textArray(
      column(({ actor }) => jsonOf(actor)),
      'json',
    ),
    textArray(column(({ commandId }) => commandId)),
    textArray(column(({ correlationId }) => correlationId)),
    textArray(column(({ causationId }) => causationId)),
    plainArray(column(({ saidAt }) => written(saidAt))),
    textArray(
      column(({ source }) => jsonOf(source)),
      'json',
    ),
    plainArray(column(({ wake }) => written(wake))),
    written(clock),
    Buffer.from(
      group.flatMap((request) => request.events.map((event) => contentHash(request.stream, event))).join(''),
      'hex',
    ),
  ];
  const placeholders = values.map((_, index) => `$${index + 1}`).join(', ');
  return { text: `select * from ${names.append}(${placeholders})`, values };
};

/** What became of each append of the group. */
export const outcomesOf = (group: NonEmptyArray<AppendRequest>, row: AppendRow): ReadonlyArray<AppendOutcome> => {
  let taken = 0;
  return group.map(({ events }, index): AppendOutcome => {
    const first = row.revisions[index] ?? 0;
    if (row.outcomes[index] === outcome.known) return { is: 'known' };
    if (row.outcomes[index] === outcome.conflict) return { is: 'conflict', actual: first === 0 ? null : first - 1 };
    let previous = row.heads[index] ?? null;
    const recordings = events.map((): Recording => {
      const [position, late, hash] = [row.positions[taken], row.lates[taken], row.hashes[taken]];
      if (position === undefined || late === undefined || hash === undefined)
        throw new Error('an event was written without an answer');
      const recording = { position, late, hash, previous };
      previous = hash;
      taken += 1;
      return recording;
    });
    return { is: 'taken', revision: first, recordings };
  });
};
