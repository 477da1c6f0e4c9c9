import { startPostgres, startPrivatePostgres } from '@casebook/postgres-for-tests';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';

/** A server to measure on, and databases of their own on it. */
export interface BenchServer {
  /** With a URL of one that was made before: a copy of it, which nobody may be connected to. */
  readonly make: (name: string, of?: string) => Promise<string>;
  /** Writes down what is in memory only, so that nobody is measured while that is done. */
  readonly settle: () => Promise<void>;
  /** How many bytes it has written to its log by now, for all its databases. */
  readonly written: () => Promise<number>;
  /** Processor seconds that all its processes have taken by now; NaN where they are not of this machine, or it does not tell. */
  readonly processorSeconds: () => number;
  /** Drops the databases that were made, and the server if it was started. */
  readonly stop: () => Promise<void>;
}

const asked = async (url: string, sql: string): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
};

const told = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size', 'wal_sync_method'];

/** What is durable must be durable here too: a server that answers before it has written makes every figure worthless. */
const settings = async (url: string): Promise<string> => {
  const rows = await asked(
    url,
    `select name, current_setting(name) as value from pg_settings where name in ('${told.join(`', '`)}')`,
  );
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  for (const name of ['fsync', 'synchronous_commit'])
    if (values.get(name) !== 'on')
      throw new Error(`${name} is ${String(values.get(name))} on this server: it must be on to be measured`);
  return told.map((name) => `${name} ${String(values.get(name))}`).join(', ');
};

const ticks = 100; // a second, on every Linux there is

/** Of a process, and of its children that have ended. */
const processorTicks = (pid: string): number => {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  return fields
    .split(' ')
    .slice(11, 15)
    .reduce((sum, each) => sum + Number(each), 0);
};

const processorSecondsOf = (postmaster: string): number => {
  try {
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
    return [postmaster, ...children].reduce((sum, pid) => sum + processorTicks(pid), 0) / ticks;
  } catch {
    return NaN; // not of this machine, or one has just ended
  }
};

/** The server under this URL, else one that is started and stopped again; says on standard output what it is and how it is set. */
export const benchServer = async (given: string | undefined): Promise<BenchServer> => {
  const { url, origin, stop } = given === undefined ? await startPrivatePostgres() : await startPostgres(given);
  const [row] = await asked(url, 'select version()');
  console.log(
    `${String(row?.['version'])}\n${given === undefined ? origin : 'a server that was given'}; ${await settings(url)}\n`,
  );
  const [first] = await asked(url, `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`);
  const postmaster = String(first?.['pid']);
  const made: string[] = [];
  return {
    make: async (name, of) => {
      const database = `casebook_bench_${process.pid}_${name}`;
      const like = of === undefined ? '' : ` template ${new URL(of).pathname.slice(1)} strategy file_copy`;
      await asked(url, `create database ${database}${like}`);
      made.push(database);
      const own = new URL(url);
      own.pathname = `/${database}`;
      return own.href;
    },
    settle: async () => {
      await asked(url, 'checkpoint');
    },
    written: async () => {
      const [lsn] = await asked(url, `select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes`);
      return Number(lsn?.['bytes']);
    },
    processorSeconds: () => processorSecondsOf(postmaster),
    stop: async () => {
      for (const database of made) await asked(url, `drop database if exists ${database} with (force)`);
      await stop();
    },
  };
};
