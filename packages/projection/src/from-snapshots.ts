import type { StreamName } from '@casebook/event-store';
import type { Context } from './advance';
import { batch, inOneMoment, queryOn, type Query } from './database';
import type { Wanting } from './fold-streams';
import { within, type Cut } from './in-memory';
import { typesOf } from './page';
import { isOf, isWithin, readSnapshots, tableOfSnapshot, type SnapshotTable } from './snapshot-tables';
import { isUnchanged, sumsIn } from './take-snapshot';
import { streamsTold } from './streams-told';
import { forgetKept, streamsParameter } from './sql/past';
import { keepAll } from './sql/snapshot';
import type { PreparedTable } from './sql/statements';

/** What of a table is in its copy, and the streams that are still to be folded into the table itself. */
export interface Begun extends Wanting {
  readonly streams: ReadonlySet<StreamName>;
}

/**
 * Begins tables with the newest snapshots that hold nothing from beyond the cut. What is lacking is what came after them: of each
 * stream of which something came, all rows are taken out, and it is to be folded from the log. Tables without such a snapshot are left out.
 */
export const beginWithSnapshots = async (
  context: Context,
  cut: Cut,
  upTo: number,
  tables: ReadonlyArray<PreparedTable>,
): Promise<ReadonlyArray<Begun>> => {
  const { db, schema, source } = context;
  const found = await inOneMoment(db, (query) => copied(query, schema, cut, upTo, tables));
  if (found.length === 0) return [];
  const told = await streamsTold(context, {
    after: Math.min(...found.map(({ snapshot }) => snapshot.position)),
    upTo,
    types: [...new Set([...typesOf(found.map(({ table }) => table.projection)), ...source.anewOn])],
    keep: (stored) => within(cut, stored),
  });
  const query = queryOn(db);
  const begun: Begun[] = [];
  for (const { table, snapshot } of found) {
    const concerns = (type: string): boolean => table.projection.on[type] !== undefined || source.anewOn.includes(type);
    const streams = new Set(snapshot.waiting);
    for (const [stream, types] of told) if ([...types].some(concerns)) streams.add(stream);
    if (streams.size > 0) await query(forgetKept(table), streamsParameter(streams));
    begun.push({ table, streams });
  }
  return begun;
};

interface Found {
  readonly table: PreparedTable;
  readonly snapshot: SnapshotTable;
}

/** Copies what is as it was when it was kept; a snapshot that somebody has changed is passed over. */
const copied = async (
  query: Query,
  schema: string,
  cut: Cut,
  upTo: number,
  tables: ReadonlyArray<PreparedTable>,
): Promise<ReadonlyArray<Found>> => {
  const all = (await readSnapshots(query, schema)).filter((one) => isWithin(one, cut, upTo));
  const found: Found[] = [];
  for (const table of tables)
    for (const snapshot of all.filter((one) => isOf(table.projection, one))) {
      const kept = tableOfSnapshot(schema, table.projection, snapshot);
      if (!isUnchanged(snapshot, await sumsIn(query, kept))) continue;
      await query(batch([keepAll(kept, table)]));
      found.push({ table, snapshot });
      break;
    }
  return found;
};
