import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from './advance';
import { queryOn, type Query } from './database';
import { Stopped } from './failure';
import type { Projection } from './projection';
import { columnsOf, liveTable, qualified } from './sql/table';

const hasPersonal = (projection: Projection): boolean => columnsOf(projection).some(([, column]) => column.personal);

/** Every transaction holds the lock of its own number, whatever it does; the processes by these numbers. */
const transactions = async (query: Query): Promise<ReadonlyMap<string, number>> => {
  const rows = await query(
    `select lock.virtualxid, lock.pid::text as pid
     from pg_locks as lock join pg_stat_activity as process on process.pid = lock.pid
     where lock.locktype = 'virtualxid' and lock.granted and process.datname = current_database()
       and lock.pid <> pg_backend_pid()`,
  );
  return new Map(rows.map(({ virtualxid, pid }) => [virtualxid ?? '', Number(pid)]));
};

/** Rows that a transaction can still see are kept by a table that is written anew: waits until those that were open have ended. */
const othersOver = async (query: Query, patience: number): Promise<void> => {
  const before = await transactions(query);
  const until = Date.now() + patience;
  for (;;) {
    const open = await transactions(query);
    const still = [...before].filter(([number]) => open.has(number)).map(([, pid]) => pid);
    if (still.length === 0) return;
    if (Date.now() > until) throw new Stopped({ type: 'OldRowsHeld', processes: still });
    await pause(20);
  }
};

/** Writes the tables anew in which something is personal, one after the other. */
export const rewrite = async (
  { db, schema }: Context,
  projections: ReadonlyArray<Projection>,
  patience: number,
): Promise<void> => {
  const query = queryOn(db);
  const wanted = projections.filter(hasPersonal);
  if (wanted.length === 0) return;
  await othersOver(query, patience);
  for (const projection of wanted) await query(`vacuum (full, analyze) ${qualified(liveTable(schema, projection))}`);
};
