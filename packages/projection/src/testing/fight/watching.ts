import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@casebook/event-store-postgres';
import type { Contender } from './contender';
import { faultsIn, wordsOf, type Fault } from './examine';
import type { Process } from './processes';

/** Asks again where a connection was lost with the server that had been killed. */
export const persistently = async <A>(ask: () => Promise<A>): Promise<A> => {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await ask();
    } catch (error) {
      if (attempt === 20) throw error;
      await pause(50);
    }
};

/** Those of the workers that hold a checkpoint now. */
export const holding = async (
  { pool }: Database,
  { checkpoints, isHeldBy }: Contender,
  workers: ReadonlyArray<Process>,
): Promise<ReadonlyArray<Process>> => {
  const { rows } = await pool.query<{ holder: string | null }>(
    `select distinct ${checkpoints.holder.replaceAll('$', '')} as holder from ${checkpoints.table}`,
  );
  return workers.filter((worker) => rows.some(({ holder }) => holder !== null && isHeldBy(holder, worker)));
};

/** While everybody works on: that the tables hold what their checkpoints say, no event more and none less. */
export const midway = async (database: Database, contender: Contender): Promise<ReadonlyArray<string>> => {
  const { log, tables } = await contender.seen(database);
  return tables.flatMap(({ name, counted, reached }) => {
    if (reached === null) return [];
    const upTo = log.filter(({ stream, position }) => position <= reached(stream));
    return faultsIn(upTo, counted).map((fault) => `${name} otherwise than its checkpoint says, ${wordsOf(fault)}`);
  });
};

const quiet = 5_000; // milliseconds, beyond the lease, in which nothing was counted any more

/** Once nobody appends: what was counted when every event was, or when nothing was counted any more. */
export const atRest = async (
  database: Database,
  contender: Contender,
  mend: () => void,
): Promise<{ readonly events: number; readonly faults: ReadonlyArray<Fault> }> => {
  let before = '';
  let until = Date.now() + contender.lease + quiet;
  for (;;) {
    mend();
    const seen = await persistently(() => contender.seen(database));
    const { log, tables } = seen;
    const faults = tables.flatMap(({ counted }) => faultsIn(log, counted));
    const isReached = tables.every(
      ({ reached }) => reached !== null && log.every(({ stream, position }) => position <= reached(stream)),
    );
    const now = JSON.stringify(tables.map(({ counted }) => counted.map(({ events }) => events)));
    if (now !== before) until = Date.now() + contender.lease + quiet;
    before = now;
    if (faults.length === 0 || isReached || Date.now() > until) return { events: log.length, faults };
    await pause(100);
  }
};
