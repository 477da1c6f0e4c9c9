import type { Recorded } from '@casebook/event-store';
import { inOrderOfKey } from './key';
import type { Projection, Row, Typed } from './projection';

/** The one way in which events become rows: live, in rebuild, in tests and in time travel. */
export const fold = (
  projection: Projection,
  rows: ReadonlyArray<Row>,
  events: ReadonlyArray<Recorded<Typed>>,
): ReadonlyArray<Row> => events.reduce((all, recorded) => foldOne(projection, all, recorded), rows);

export const foldOne = (
  projection: Projection,
  rows: ReadonlyArray<Row>,
  recorded: Recorded<Typed>,
): ReadonlyArray<Row> => {
  const folded = projection.on[recorded.type]?.(rows, recorded);
  return folded === undefined || folded === rows ? rows : inOrderOfKey(projection, folded);
};

/** The order in which things happened in a stream: a late event goes where it belongs. */
export const inTime = (a: Recorded<unknown>, b: Recorded<unknown>): number =>
  a.occurredAt === b.occurredAt ? a.revision - b.revision : a.occurredAt < b.occurredAt ? -1 : 1;
