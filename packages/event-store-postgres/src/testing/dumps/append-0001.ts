import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { streamParts, type NewEvent, type StreamName } from '@casebook/event-store';

const call = readFileSync(join(__dirname, '..', '..', 'schema', 'dumps', '0001.append.sql'), 'utf8');

interface Row {
  readonly outcomes: ReadonlyArray<number>;
  readonly revisions: ReadonlyArray<number>;
  readonly positions: ReadonlyArray<number>;
}

/**
 * One append as a service of version 1 of the log sends it: twenty arguments. It is kept as it was, and shares no code with
 * the store of today. `expected` is a revision, or -1 for no stream, -2 for any. Outcomes: 0 taken, 1 conflict, 2 known ids.
 */
export const appendAsVersion1 = async (
  pool: Pool,
  stream: StreamName,
  expected: number,
  events: ReadonlyArray<NewEvent>,
): Promise<{ readonly outcome: number | undefined; readonly revision: number | undefined }> => {
  const { tenant, category } = streamParts(stream);
  const each = <A>(pick: (event: NewEvent) => A): Array<A> => events.map(pick);
  const { rows } = await pool.query<Row>(call, [
    [stream],
    [tenant],
    [category],
    [1],
    [expected],
    [events.length],
    each(() => 1),
    each(({ id }) => id),
    each(({ type }) => type),
    each(({ schema }) => schema),
    each(({ data }) => data),
    each(({ occurredAt }) => occurredAt),
    each(({ actor }) => JSON.stringify(actor)),
    each(({ commandId }) => commandId),
    each(({ correlationId }) => correlationId),
    each(({ causationId }) => causationId),
    each(({ saidAt }) => saidAt),
    each(({ source }) => (source === null ? null : JSON.stringify(source))),
    each(({ wake }) => wake),
    null,
  ]);
  return { outcome: rows[0]?.outcomes[0], revision: rows[0]?.revisions[0] };
};
