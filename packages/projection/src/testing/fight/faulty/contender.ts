import { join } from 'node:path';
import { migrate } from '@casebook/event-store-postgres';
import { inSnapshot, logIn } from '../casebook/log';
import type { Contender } from '../contender';
import type { Counted } from '../examine';
import { reach } from '../reach';
import type { Planted } from './planted';

/** A worker that is right where nothing is planted in it; it counts events in the order of the log. */
export const faulty = (planted: Planted, lease: number): Contender => ({
  name: `a worker with this fault: ${planted}`,
  log: 'casebook',
  worker: (url, name) => [join(__dirname, 'worker.ts'), url, name, String(lease), planted],
  isHeldBy: (holder, { name }) => holder === name,
  lease,
  killsServer: true,
  checkpoints: {
    table: 'public.checkpoints',
    key: `'all'`,
    position: '$position',
    epoch: '$epoch',
    holder: '$holder',
    until: '$expires_at',
  },
  prepare: async (url) => {
    const database = await reach(url);
    await migrate(database);
    await database.pool
      .query(`create table public.checkpoints (position bigint not null default 0, epoch bigint not null default 0,
      holder text, expires_at timestamptz)`);
    await database.pool.query('insert into public.checkpoints default values');
    await database.pool
      .query(`create table public.tallies (stream text primary key, events bigint not null, sum bigint not null,
      positions bigint[] not null)`);
    await database.close();
  },
  seen: (database) =>
    inSnapshot(database, async (query) => {
      const [at] = await query<{ readonly position: number }>(
        'select position::float8 as position from public.checkpoints',
      );
      const counted = await query<Counted>(
        `select stream, events::float8 as events, sum::float8 as sum, positions::float8[] as positions, 0 as disorder from public.tallies`,
      );
      const log = [...(await logIn(query))].sort((a, b) => a.position - b.position);
      return { log, tables: [{ name: 'tallies', counted, reached: () => at?.position ?? 0 }] };
    }),
});
