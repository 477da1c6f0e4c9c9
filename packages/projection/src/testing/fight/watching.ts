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

// Milliseconds, beyond the lease, in which nothing was counted any more: long enough for processes to start on a busy machine, shorter
// where nothing says that all has been counted.
const quiet = 30_000;
const quietAtLeast = 8_000;

/** Once nobody appends: what was counted when every event was, or when nothing was counted any more. */
export const atRest = async (
  database: Database,
  contender: Contender,
  mend: () => void,
): Promise<{ readonly events: number; readonly faults: ReadonlyArray<Fault> }> => {
  let before = '';
  let since = Date.now();
  for (;;) {
    mend();
    const seen = await persistently(() => contender.seen(database));
    const { log, tables } = seen;
    const faults = tables.flatMap(({ counted }) => faultsIn(log, counted));
    const isReached = tables.every(
      ({ reached }) => reached !== null && log.every(({ stream, position }) => position <= reached(stream)),
    );
    const enough = tables.some(({ reached }) => reached === null) ? quietAtLeast : quiet;
    const now = JSON.stringify(tables.map(({ counted }) => counted.map(({ events }) => events)));
    if (now !== before) since = Date.now();
    before = now;
    if (faults.length === 0 || isReached || Date.now() - since > contender.lease + enough)
      return { events: log.length, faults };
    await pause(100);
  }
};
