import type { Recorded } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import { encoded } from './encoded';
import { fold, inTime } from './fold';
import type { Projection, Row, Typed } from './projection';

/** How much of the log counts: what had happened by an instant, what the log knew by then, or what stands up to a position. */
export type Cut = { readonly occurred: Instant } | { readonly known: Instant } | { readonly position: number };

/** True for an event that is on this side of the cut. */
export const within = (cut: Cut, event: Pick<Recorded<unknown>, 'occurredAt' | 'recordedAt' | 'position'>): boolean =>
  'occurred' in cut
    ? event.occurredAt <= cut.occurred
    : 'known' in cut
      ? event.recordedAt <= cut.known
      : event.position <= cut.position;

/** The rows by stream that a log makes, whole or cut: what every table must agree with. Throws where a value does not fit its column. */
export const inMemory = (
  projection: Projection,
  log: ReadonlyArray<Recorded<Typed>>,
  cut?: Cut,
): ReadonlyMap<string, ReadonlyArray<Row>> => {
  const streams = new Map<string, Recorded<Typed>[]>();
  for (const recorded of log) {
    if (cut !== undefined && !within(cut, recorded)) continue;
    const events = streams.get(recorded.stream);
    if (events === undefined) streams.set(recorded.stream, [recorded]);
    else events.push(recorded);
  }
  const rows = [...streams].map(([stream, events]) => [stream, fold(projection, [], events.sort(inTime))] as const);
  for (const [, all] of rows) all.forEach((row) => encoded(projection, row));
  return new Map(rows.filter(([, all]) => all.length > 0));
};
