import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from './advance';
import { beginBuild, dropBuild, isUnderWay } from './begin-build';
import { planOf } from './build-parts';
import { lockBuilds, namesOfAll, type Build } from './builds';
import { queryOn, transacted, type Query } from './database';
import { Stopped } from './failure';
import { typesOf } from './page';
import type { Projection } from './projection';
import { dropSnapshots } from './snapshot-tables';
import { columnsOf, liveTable, qualified, shapeOf } from './sql/table';

const hasPersonal = (projection: Projection): boolean => columnsOf(projection).some(([, column]) => column.personal);

/** The processes by what they hold: those that write, in all databases, or those that see anything at all, in this one. */
const holders = async (query: Query, which: 'writing' | 'seeing'): Promise<ReadonlyMap<string, number>> => {
  const rows = await query(
    `select coalesce(lock.transactionid::text, lock.virtualxid) as held, lock.pid::text as pid
     from pg_locks as lock join pg_stat_activity as process on process.pid = lock.pid
     where lock.granted and lock.pid <> pg_backend_pid() and ${
       which === 'writing'
         ? `lock.locktype = 'transactionid'`
         : `lock.locktype = 'virtualxid' and process.datname = current_database()`
     }`,
  );
  return new Map(rows.map(({ held, pid }) => [held ?? '', Number(pid)]));
};

const until = async (
  patience: number,
  isOver: () => Promise<boolean>,
  who: () => Promise<ReadonlyArray<number>>,
): Promise<void> => {
  const end = Date.now() + patience;
  while (!(await isOver())) {
    if (Date.now() > end) throw new Stopped({ type: 'OldRowsHeld', processes: await who() });
    await pause(20);
  }
};

/**
 * A table that is written anew keeps the rows that some transaction may still see, and what a transaction may see depends on
 * what was being written anywhere on the server when it began. So first all writing that was under way must have ended:
 * whoever begins after that sees none of the rows that are gone now. Then those must have ended that had begun before.
 */
const othersOver = async (query: Query, patience: number): Promise<void> => {
  const [now] = await query(`select pg_snapshot_xmax(pg_current_snapshot())::text as number`);
  const isWritten = async (): Promise<boolean> => {
    const [row] = await query(`select (pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8)::text as reached`, [
      now?.['number'] ?? null,
    ]);
    return row?.['reached'] === 'true';
  };
  await until(patience, isWritten, async () => [...(await holders(query, 'writing')).values()]);
  const before = await holders(query, 'seeing');
  const still = async (): Promise<ReadonlyArray<number>> => {
    const open = await holders(query, 'seeing');
    return [...before].filter(([held]) => open.has(held)).map(([, pid]) => pid);
  };
  await until(patience, async () => (await still()).length === 0, still);
};

/** Drops previous tables that may tell of a person, and all snapshots, and begins those anew that are being built. */
export const dropUnread = async (
  { db, schema, source }: Context,
  projections: ReadonlyArray<Projection>,
): Promise<void> => {
  const tellsNothing = ({ projection: name, version, shape }: Build): boolean => {
    const known = projections.find((projection) => projection.name === name);
    // What is personal in a table of another definition is not known here.
    return known?.version === version && shape === shapeOf(known) && !hasPersonal(known);
  };
  const plan = await planOf(source, typesOf(projections)); // not in a transaction: it reads the log
  await transacted(db, async (query) => {
    const names = await namesOfAll(query, schema);
    for (const build of await lockBuilds(query, schema, names)) {
      if (build.role === 'live' || tellsNothing(build)) continue;
      const own = projections.find((projection) => isUnderWay([build], projection));
      if (own === undefined) await dropBuild(query, schema, build);
      else await beginBuild(query, schema, own, plan);
    }
    await dropSnapshots(query, schema); // one that is being taken is waited for; who begins later sees the rows of now
  });
};

/** Writes the tables anew in which something is personal, one after the other. */
export const rewrite = async (
  { db, schema }: Pick<Context, 'db' | 'schema'>,
  projections: ReadonlyArray<Projection>,
  patience: number,
): Promise<void> => {
  const query = queryOn(db);
  const wanted = projections.filter(hasPersonal);
  await othersOver(query, patience);
  for (const projection of wanted) await query(`vacuum (full, analyze) ${qualified(liveTable(schema, projection))}`);
};
