import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { createGunzip, createGzip } from 'node:zlib';
import { openCasebook, run } from '@casebook/casebook';
import { caseEventSchemas, type CaseEvent } from '@casebook/domain';
import { eventCodec, memoryEventStore } from '@casebook/event-store';
import { openDatabase } from '@casebook/event-store-postgres';
import { importServicenow } from '@casebook/interchange';
import { literal, TenantId } from '@casebook/vocabulary';

// `pnpm bench import FILE`: a ServiceNow log into PGlite on disk, all read models kept live, once as it is and once four
// times as long (the same rows under other numbers). Each size in a process of its own, so that memory is its own.

interface Measured {
  readonly rows: number;
  readonly events: number;
  readonly seconds: number;
  /** Resident bytes once the empty database is open, and at most after that. */
  readonly opened: number;
  readonly peak: number;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;

/** The log under other numbers, `times` as long. */
const longer = async (file: string, times: number, to: string): Promise<void> => {
  const out = createGzip({ level: 1 });
  out.pipe(createWriteStream(to));
  for (let copy = 0; copy < times; copy += 1) {
    const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity });
    let first = true;
    for await (const line of lines) {
      if (!first || copy === 0)
        if (!out.write(`${first ? line : line.replace(/^INC/, `INC${copy}`)}\n`)) await once(out, 'drain');
      first = false;
    }
  }
  out.end();
  await once(out, 'close');
};

const measure = async (file: string, data: string): Promise<Measured> => {
  const casebook = await openCasebook({ data });
  globalThis.gc?.();
  const opened = process.memoryUsage.rss();
  let peak = opened;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);

  const began = performance.now();
  let importing = true;
  const live = (async () => {
    while (importing) await run(casebook.readModels.catchUp());
  })();
  const { rows, events } = await run(
    importServicenow({ file, log: casebook.log, codec: casebook.codec, tenant: literal(TenantId, 'desk') }),
  );
  importing = false;
  await live;
  await run(casebook.readModels.catchUp());
  const seconds = (performance.now() - began) / 1000;

  clearInterval(sampling);
  await casebook.close();
  return { rows, events: events.all, seconds, opened, peak };
};

/** The least that can be done with the same rows and events: read the lines, and insert the events' text by plain SQL. */
const floor = async (file: string, data: string): Promise<{ readonly reading: number; readonly inserting: number }> => {
  const read = performance.now();
  let fields = 0;
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity });
  for await (const line of lines) fields += line.split(',').length;
  const reading = (performance.now() - read) / 1000;
  if (fields === 0) throw new Error(`${file} has no fields`);

  const log = memoryEventStore();
  const tenant = literal(TenantId, 'desk');
  await run(importServicenow({ file, log, codec: eventCodec<CaseEvent>(caseEventSchemas), tenant }));
  const { events } = await run(log.readAll({ after: 0, limit: Number.MAX_SAFE_INTEGER }));
  const { pool, close } = await openDatabase({ folder: data });
  await pool.query('create table plain (position bigint primary key, stream text, revision int, type text, data text)');
  const inserted = performance.now();
  for (let from = 0; from < events.length; from += 5_000) {
    const page = events.slice(from, from + 5_000);
    const columns = [
      page.map(({ position }) => position),
      page.map(({ stream }) => stream),
      page.map(({ revision }) => revision),
      page.map(({ type }) => type),
      page.map(({ data: text }) => text),
    ];
    await pool.query(
      'insert into plain select * from unnest($1::bigint[], $2::text[], $3::int[], $4::text[], $5::text[])',
      columns,
    );
  }
  const inserting = (performance.now() - inserted) / 1000;
  await close();
  return { reading, inserting };
};

const inProcessOfItsOwn = async <A>(what: string, file: string): Promise<A> => {
  const data = mkdtempSync(join(tmpdir(), 'casebook-bench-'));
  try {
    const child = spawn(process.execPath, [...process.execArgv, __filename, what, file, data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    await once(child, 'close');
    if (child.exitCode !== 0) throw new Error(`the measured process ended with ${child.exitCode ?? 'a signal'}`);
    return JSON.parse(output) as A; // printed by `main` in that process
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
};

const compare = async (file: string): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-bench-'));
  try {
    const four = join(folder, 'four.csv.gz');
    await longer(file, 4, four);
    for (const [times, log] of [
      [1, file],
      [4, four],
    ] as const) {
      const { rows, events, seconds, opened, peak } = await inProcessOfItsOwn<Measured>('--measure', log);
      console.log(
        [
          `${times}×: ${rows} rows, ${events} events in ${seconds.toFixed(1)} s`,
          `${Math.round(events / seconds)} events/s`,
          `${megabytes(opened)} opened and empty, at most ${megabytes(peak)} (+${megabytes(peak - opened)})`,
        ].join(' · '),
      );
    }
    const { reading, inserting } = await inProcessOfItsOwn<Awaited<ReturnType<typeof floor>>>('--floor', file);
    console.log(
      `floor: the lines of 1× read and split in ${reading.toFixed(1)} s, its events inserted as they are in ${inserting.toFixed(1)} s`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const main = async (): Promise<void> => {
  const [first, file, data] = process.argv.slice(2);
  if ((first === '--measure' || first === '--floor') && file !== undefined && data !== undefined) {
    console.log(JSON.stringify(await (first === '--floor' ? floor : measure)(file, data)));
    return;
  }
  if (first === undefined || !existsSync(first)) {
    console.error('pnpm bench import FILE, where FILE is a ServiceNow incident log, gzipped');
    process.exitCode = 1;
    return;
  }
  await compare(resolve(first));
};

void main();
