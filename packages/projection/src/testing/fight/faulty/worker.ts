import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import { postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { reach } from '../reach';
import type { Planted } from './planted';

// A process of its own that counts until it is killed: node worker.ts URL NAME LEASE PLANTED. As small as it can be, and right where nothing
// is planted: what the fight must find is planted here, one fault at a time.
process.stdin.on('end', () => process.exit(1)).resume(); // whoever started it has ended, maybe by kill -9

interface Held {
  readonly position: number;
  readonly epoch: number;
}

const claim = async ({ pool }: Database, name: string, lease: number, planted: Planted): Promise<Held | undefined> => {
  const free = `(holder is null or holder = $1 or expires_at <= clock_timestamp())`;
  const { rows } = await pool.query<Held>(
    `update public.checkpoints set holder = $1, epoch = epoch + 1, expires_at = clock_timestamp() + $2 * interval '1 millisecond'
     where ${planted === 'lease not checked' ? 'true' : free} returning position::float8 as position, epoch::float8 as epoch`,
    [name, lease],
  );
  return rows[0];
};

const add = `insert into public.tallies as kept (stream, events, sum, positions)
  select stream, count(*), sum(amount), array_agg(position order by nth)
  from unnest($1::text[], $2::bigint[], $3::bigint[]) with ordinality as given (stream, position, amount, nth) group by stream
  on conflict (stream) do update set events = kept.events + excluded.events, sum = kept.sum + excluded.sum,
    positions = kept.positions || excluded.positions`;

const moveOf = (planted: Planted): string =>
  `update public.checkpoints set position = $1, expires_at = clock_timestamp() + $2 * interval '1 millisecond'
   where ${planted === 'checkpoint not compared' ? '$3::text || $4 || $5 is not null' : 'holder = $3 and position = $4 and epoch = $5'}`;

/** Counts the next page; false where somebody else has the checkpoint now. */
const page = async (
  database: Database,
  held: Held,
  name: string,
  lease: number,
  planted: Planted,
): Promise<Held | undefined> => {
  const read = await postgresEventStore(database).readAll({ after: held.position, limit: 50 })();
  if (E.isLeft(read)) throw new Error(read.left.message);
  const { events, position } = read.right;
  const amounts = events.map(({ data }) => (JSON.parse(data) as { readonly amount: number }).amount); // as `appender.ts` wrote it
  const rows = [events.map(({ stream }) => stream), events.map((event) => event.position), amounts];
  const moved = [position, lease, name, held.position, held.epoch];
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query(add, rows);
    if (planted === 'checkpoint apart') {
      await client.query('commit');
      await client.query('begin');
    }
    const { rowCount } = await client.query(moveOf(planted), moved);
    await client.query(rowCount === 1 ? 'commit' : 'rollback');
    client.release();
    return rowCount === 1 ? { ...held, position } : undefined;
  } catch (error) {
    client.release(true);
    throw error;
  }
};

const main = async ([url = '', name = '', millis = '', planted = '']: ReadonlyArray<string>): Promise<void> => {
  const database = await reach(url);
  database.pool.on('connect', (client) => client.on('error', () => undefined)); // the statement under way learns of it
  const [lease, fault] = [Number(millis), planted as Planted]; // one of them, since only `planted.ts` starts this
  for (let held: Held | undefined; ; await pause(held === undefined ? 50 : 5))
    try {
      held =
        held === undefined ? await claim(database, name, lease, fault) : await page(database, held, name, lease, fault);
    } catch {
      held = undefined;
    }
};

void main(process.argv.slice(2));
