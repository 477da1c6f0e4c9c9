import type { EventUnreadable, Recorded } from '@casebook/event-store';
import { inOrderOfKey } from './key';
import type { Draft, Projection, Row, Typed } from './projection';

/** The one way in which events become rows: live, in rebuild, in tests and in time travel. */
export const fold = (
  projection: Projection,
  rows: ReadonlyArray<Row>,
  events: ReadonlyArray<Recorded<Typed>>,
): ReadonlyArray<Row> => events.reduce((all, recorded) => foldOne(projection, all, recorded), rows);

const foldOne = (
  projection: Projection,
  rows: ReadonlyArray<Row>,
  recorded: Recorded<Typed>,
  draft?: Draft,
): ReadonlyArray<Row> => {
  const folded = projection.on[recorded.type]?.(rows, recorded, draft);
  return folded === undefined || folded === rows ? rows : inOrderOfKey(projection, folded);
};

/** An event that the codec does not understand: whoever handles its type cannot go on with its stream. */
export interface Unread extends Omit<Recorded<never>, 'event'> {
  readonly unreadable: EventUnreadable;
}

/** What the log has of a stream, understood or not. */
export type Entry = Recorded<Typed> | Unread;

/** As `foldOne`; throws for an event that was not understood, if this projection handles its type. */
export const foldEntry = (
  projection: Projection,
  rows: ReadonlyArray<Row>,
  entry: Entry,
  draft: Draft,
): ReadonlyArray<Row> => {
  if (!('unreadable' in entry)) return foldOne(projection, rows, entry, draft);
  if (projection.on[entry.type] === undefined) return rows;
  throw new TypeError(entry.unreadable.faults.join('; '));
};

/** The order in which things happened in a stream: a late event goes where it belongs. */
export const inTime = (a: Pick<Entry, 'occurredAt' | 'revision'>, b: Pick<Entry, 'occurredAt' | 'revision'>): number =>
  a.occurredAt === b.occurredAt ? a.revision - b.revision : a.occurredAt < b.occurredAt ? -1 : 1;
