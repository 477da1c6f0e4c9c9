import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { Contender } from './contestants';
import { floorSql } from './floor-sql';
import { sampleInstant, samplePayload } from './sample-event';

interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: ReadonlyArray<{ readonly id: string; readonly data: string; readonly command: string }>;
}

interface Waiting {
  readonly append: Append;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Row {
  readonly outcomes: ReadonlyArray<number>;
}

const envelope = JSON.stringify({
  tenant: 'bench',
  schema: 1,
  actor: { kind: 'agent', id: 'ada', onBehalfOf: null },
  correlationId: 'a correlation',
  causationId: null,
  saidAt: null,
  source: null,
  wake: null,
});

const most = 5_000; // events a call, as in the log itself
const atOnce = 2; // calls under way, as in the log itself

const written = async (pool: Pool, appends: ReadonlyArray<Append>): Promise<Row> => {
  const events = appends.flatMap(({ events: brought }) => brought);
  const values = [
    appends.map(({ stream }) => stream),
    appends.map(({ expected }) => expected),
    appends.map(({ events: brought }) => brought.length),
    events.map(({ id }) => id),
    events.map(() => 'CaseAssigned'),
    events.map(({ data }) => data),
    events.map(() => envelope),
    events.map(() => sampleInstant),
    events.map(({ command }) => command),
  ];
  const { rows } = await pool.query<Row>('select * from append($1, $2, $3, $4, $5, $6, $7, $8, $9)', values);
  if (rows[0] === undefined) throw new Error('the append was not answered');
  return rows[0];
};

/** Plain `pg` and `floorSql`; appends that wait share the next call, as in the log itself, and nothing else is done for them. */
export const floor: Contender = async (url) => {
  const pool = new Pool({ connectionString: url });
  for (const statement of floorSql) await pool.query(statement);
  let waiting: Waiting[] = [];
  let underWay = 0;

  const next = (): ReadonlyArray<Waiting> => {
    let events = 0;
    const end = waiting.findIndex(({ append }, index) => (events += append.events.length) > most && index > 0);
    const group = end === -1 ? waiting : waiting.slice(0, end);
    waiting = waiting.slice(group.length);
    return group;
  };

  const start = (): void => {
    if (underWay === atOnce || waiting.length === 0) return;
    const group = next();
    underWay += 1;
    written(
      pool,
      group.map(({ append }) => append),
    )
      .then(
        ({ outcomes }) =>
          group.forEach(({ append, resolve, reject }, index) =>
            outcomes[index] === 0 ? resolve() : reject(new Error(`the append to ${append.stream} was refused`)),
          ),
        (error: unknown) => group.forEach(({ reject }) => reject(error)),
      )
      .finally(() => {
        underWay -= 1;
        start();
      });
    start();
  };

  return {
    name: 'floor',
    keeps:
      'the same with hashes, by the plainest SQL: expectations that are a revision, no checks of the input, no retries, no answer with the stored events',
    fill: async (events) => {
      await pool.query(
        `with filled as (
          insert into events
          select n, gen_random_uuid(), 'case-bench_fill-' || (n - 1) / 10, (n - 1) % 10, 'CaseAssigned', $2, $3, $4, now(), false,
            'command-' || n, sha256(int8send(n - 1)), sha256(int8send(n))
          from generate_series(1, $1::bigint) as n
        )
        select setval('positions', $1)`,
        [events, JSON.stringify(samplePayload()), envelope, sampleInstant],
      );
      await pool.query(
        `insert into streams select 'case-bench_fill-' || n, 9, $2, sha256(int8send(n)) from generate_series(0, $1::bigint / 10 - 1) as n`,
        [events, sampleInstant],
      );
      await pool.query('vacuum (analyze, freeze) events, streams');
    },
    append: (stream, have, count) => {
      const command = randomUUID();
      const events = Array.from({ length: count }, () => ({
        id: randomUUID(),
        data: JSON.stringify(samplePayload()),
        command,
      }));
      return new Promise((resolve, reject) => {
        waiting.push({ append: { stream, expected: have - 1, events }, resolve, reject });
        setImmediate(start);
      });
    },
    stored: async () => {
      const { rows } = await pool.query<{ count: string }>('select count(*) from events');
      return Number(rows[0]?.count);
    },
    close: () => pool.end(),
  };
};
