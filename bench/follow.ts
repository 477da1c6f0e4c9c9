import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { eventIdOf, streamName } from '@casebook/event-store';
import { migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { startPrivatePostgres } from '@casebook/postgres-for-tests';
import { Actor, Instant, literal, TenantId } from '@casebook/vocabulary';

// `pnpm bench follow [COUNT]`: another process appends single events, 5 to 105 ms apart; how long after it has its answer does a
// subscription yield the page? Woken by notifications, and by looking alone.

const now = (): bigint => process.hrtime.bigint(); // one clock for all processes of a machine

const between = (index: number): number => 5 + ((index * 37) % 101); // milliseconds

const write = async (url: string, count: number): Promise<void> => {
  const database = await openDatabase({ url });
  const store = postgresEventStore(database);
  const stream = streamName({ category: 'thing', tenant: literal(TenantId, 'bench'), id: `${process.pid}` });
  for (let index = 0; index < count; index += 1) {
    await pause(between(index));
    const name = `${process.pid} ${index}`;
    const event = {
      id: eventIdOf(name, 0),
      type: 'ThingHappened',
      schema: 1,
      data: JSON.stringify({ name }),
      occurredAt: literal(Instant, '2026-03-01T12:00:00.000Z'),
      actor: literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null }),
      commandId: null,
      correlationId: name,
      causationId: null,
      saidAt: null,
      source: null,
      wake: null,
    };
    const asked = now();
    const answer = await store.append(stream, { is: 'any' }, [event])();
    if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left));
    process.stdout.write(
      `${JSON.stringify({ position: answer.right.position, asked: `${asked}`, answered: `${now()}` })}\n`,
    );
  }
  await store.close();
  await database.close();
};

/** What the writer says of an event: its place, and when it was asked for and answered. */
interface Written {
  readonly position: number;
  readonly asked: string;
  readonly answered: string;
}

const quantile = (values: ReadonlyArray<number>, share: number): string =>
  ([...values].sort((a, b) => a - b)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? NaN)
    .toFixed(1)
    .padStart(7);

const told = (what: string, waits: ReadonlyArray<number>): void => {
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => quantile(waits, share));
  console.log(`${what.padEnd(36)} p50 ${p50}  p99 ${p99}  max ${max} ms of ${waits.length}`);
};

/** The least there is: a bare NOTIFY, until a bare connection hears it. */
const floor = async ({ pool }: Database, count: number): Promise<void> => {
  const client = await pool.connect();
  const waits: number[] = [];
  let asked = now();
  client.on('notification', () => waits.push(Number(now() - asked) / 1e6));
  await client.query('listen floor');
  for (let index = 0; index < count; index += 1) {
    await pause(between(index));
    asked = now();
    await pool.query('notify floor');
    while (waits.length <= index) await pause(1);
  }
  client.release(true);
  told('floor: a bare NOTIFY heard', waits);
};

const measure = async (kind: string, readers: Database, url: string, count: number): Promise<void> => {
  const store = postgresEventStore(readers);
  const seen = new Map<number, bigint>();
  const stopping = new AbortController();
  const after = (
    await readers.pool.query<{ last: string }>('select coalesce(max(position), 0) as last from casebook.events')
  ).rows[0]?.last;
  const over = (async () => {
    for await (const { events } of store.subscribe({ after: Number(after), signal: stopping.signal }))
      for (const { position } of events) seen.set(position, now());
  })();
  await pause(3_000); // it listens by now, and looks have become rare
  const child = spawn(process.execPath, [...process.execArgv, join(__dirname, 'run.ts'), 'follow', `${count}`, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const written: Written[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    written.push(JSON.parse(line) as Written); // of `write`, in the other process
  }
  await pause(1_000);
  stopping.abort();
  await over;
  await store.close();
  for (const from of ['answered', 'asked'] as const) {
    const waits = written.map((event) => {
      const arrived = seen.get(event.position);
      if (arrived === undefined) throw new Error(`the event at ${event.position} was not yielded`);
      return Number(arrived - BigInt(event[from])) / 1e6;
    });
    told(`${kind}, since it was ${from}`, waits);
  }
};

const main = async (): Promise<void> => {
  const [, , given = '400', writeTo] = process.argv;
  const count = Number(given);
  if (writeTo !== undefined) return write(writeTo, count);
  const { url, origin, stop } = await startPrivatePostgres();
  console.log(`${origin}, node ${process.version}`);
  const admin = await openDatabase({ url });
  const name = `casebook_follow_${process.pid}`;
  await admin.pool.query(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const readers = await openDatabase({ url: own.href });
  await migrate(readers);
  await floor(readers, count);
  await measure('notified', readers, own.href, count);
  // An embedded database has no other processes to listen to: the same store, without a listener.
  await measure('looking alone', { ...readers, engine: 'pglite' }, own.href, count);
  await readers.close();
  await admin.pool.query(`drop database ${name} with (force)`);
  await admin.close();
  await stop();
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
