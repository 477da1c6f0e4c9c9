import { createHash, randomInt } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import * as E from 'fp-ts/Either';
import { openCasebook, run, type Casebook } from '@casebook/casebook';
import type { CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import { openDatabase, type Database } from '@casebook/event-store-postgres';
import { importServicenow } from '@casebook/interchange';
import { count, fold, inTime, instant, rowsOf, text, type Projection } from '@casebook/projection';
import { asJsonb } from '@casebook/projection/contract';
import { epochMillis, instantOf, literal, plus, TenantId, type Instant } from '@casebook/vocabulary';
import { chance } from './demo/chance';

const log = join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'servicenow-incidents.csv.gz');
const present = existsSync(log);
if (!present) console.warn(`skipped: the real log is not beside this repository (${log})`);

/** Another one each time; CASEBOOK_TEST_SEED repeats a run that failed. */
const seed = Number(process.env['CASEBOOK_TEST_SEED'] ?? randomInt(2 ** 31));
/** One case of so many is taken in, others for another seed; CASEBOOK_TEST_EVERY=1 takes all of them. */
const every = Number(process.env['CASEBOOK_TEST_EVERY'] ?? 12);

/** A read model whose past is told by nothing but the log. */
const teamsOfCase = rowsOf<CaseEvent>()({
  name: 'teams_of_case',
  version: 1,
  comment: 'One row a case and routing',
  key: ['n'],
  columns: { n: count('routing of the case'), team: text('team'), since: instant('when it was routed there') },
  on: {
    CaseRouted: (rows, { event: { team }, occurredAt }) => [...rows, { n: rows.length + 1, team, since: occurredAt }],
  },
});

const folder = mkdtempSync(join(tmpdir(), 'casebook-real-travel-'));
const schema = `travel_${process.pid}`;
const database = process.env['CASEBOOK_TEST_DATABASE_URL'] ?? 'set by the global setup of jest';
let casebook: Casebook;
let server: Database;
let events: ReadonlyArray<Recorded<CaseEvent>>;

/** The lines of some of the cases. */
const someCases = async (): Promise<string> => {
  const lines: string[] = [];
  for await (const line of createInterface({
    input: createReadStream(log).pipe(createGunzip()),
    crlfDelay: Infinity,
  })) {
    const [, number] = /^INC(\d+)/.exec(line) ?? [];
    if (number === undefined || Number(number) % every === seed % every) lines.push(line);
  }
  const file = join(folder, 'incidents.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};

const shownOf = ({ columns }: Projection) => Object.entries(columns).filter(([, { shown }]) => shown);

/** One line for each row, the same here and in SQL. */
const lineOf = (projection: Projection, stream: string, row: { readonly [column: string]: unknown }): string =>
  [
    stream,
    ...shownOf(projection).map(([column, { encode, sql }]) => {
      if (row[column] === null) return '∅';
      return sql === 'jsonb' ? asJsonb(encode(row[column])) : encode(row[column]);
    }),
  ].join('|');

const lineInSql = (projection: Projection): string =>
  `concat_ws('|', stream, ${shownOf(projection)
    .map(([column, { read }]) => `coalesce(${read.replace('$', () => `"${column}"`)}, '∅')`)
    .join(', ')})`;

/** What all lines come to, whatever their order: the sum of the beginnings of their hashes. */
const hashed = (line: string): bigint => createHash('md5').update(line).digest().readBigInt64BE(0);
const sumInSql = (projection: Projection): string =>
  `coalesce(sum(('x' || substr(md5(${lineInSql(projection)}), 1, 16))::bit(64)::bigint::numeric), 0)::text`;

interface Remembered {
  readonly lines: Map<string, ReadonlyArray<string>>;
  sum: bigint;
  rows: number;
}

const empty = (): Remembered => ({ lines: new Map(), sum: 0n, rows: 0 });

/** Tells all that happened, in order, and what every table then holds. The rows are those of a fold that has seen nothing else. */
const remembering = (projections: ReadonlyArray<Projection>) => {
  const tables = projections.map((projection) => ({
    projection,
    rows: new Map<string, ReturnType<typeof fold>>(),
    remembered: empty(),
  }));
  const tell = (recorded: Recorded<CaseEvent>): void => {
    const { stream } = recorded;
    for (const { projection, rows, remembered } of tables) {
      const before = rows.get(stream) ?? [];
      const after = fold(projection, before, [recorded]);
      if (after === before || (after.length === before.length && after.every((row, index) => row === before[index])))
        continue;
      rows.set(stream, after);
      const gone = remembered.lines.get(stream) ?? [];
      const lines = after.map((row) => lineOf(projection, stream, row));
      for (const line of gone) remembered.sum -= hashed(line);
      for (const line of lines) remembered.sum += hashed(line);
      remembered.rows += lines.length - gone.length;
      remembered.lines.set(stream, lines);
    }
  };
  return { tables, tell };
};

/** Half of them the very instants of events or the millisecond before, half anywhere. */
const instants = (): ReadonlyArray<Instant> => {
  const { between } = chance(seed);
  const own = events.map(({ occurredAt }) => occurredAt).sort();
  const at = (index: number): Instant => own[index] ?? instantOf(0);
  const last = own.length - 1;
  return Array.from({ length: 100 }, (_, index) =>
    index % 2 === 0
      ? plus(at(between(0, last)), -(index % 4 === 0 ? 1 : 0))
      : instantOf(between(epochMillis(at(0)), epochMillis(at(last)))),
  ).sort();
};

(present ? describe : describe.skip)('the log of a ServiceNow desk', () => {
  beforeAll(async () => {
    server = await openDatabase({ url: database });
    casebook = await openCasebook({ database, schema, projections: [teamsOfCase] });
    await run(
      importServicenow({
        file: await someCases(),
        log: casebook.log,
        codec: casebook.codec,
        tenant: literal(TenantId, 'desk'),
      }),
    );
    const { events: stored } = await run(casebook.log.readAll({ after: 0, limit: 1_000_000 }));
    events = stored.map((one) => {
      const decoded = casebook.codec.decode(one);
      if (E.isLeft(decoded)) throw new Error(decoded.left.faults.join('; '));
      return decoded.right;
    });
    await run(casebook.readModels.catchUp());
  }, 300_000);

  afterAll(async () => {
    await casebook.close();
    for (const name of [schema, `${schema}_analytics`, `${schema}_keys`])
      await server.pool.query(`drop schema if exists ${name} cascade`);
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`is in every table, as of any of a hundred instants, what the log cut there gives (seed ${seed})`, async () => {
    const { projections, asOf } = casebook.readModels;
    const { tables, tell } = remembering(projections);
    const told = [...events].sort(inTime);
    let next = 0;
    let compared = 0;
    for (const at of instants()) {
      for (let one = told[next]; one !== undefined && one.occurredAt <= at; one = told[next]) {
        tell(one);
        next += 1;
      }
      const then = await run(
        asOf(
          { occurred: at },
          projections.map(({ name }) => name),
        ),
      );
      for (const { projection, remembered } of tables) {
        const from = `"${then.schema}"."${projection.name}"`;
        const answer = async (statement: string) =>
          (await server.pool.query<{ readonly [column: string]: string }>(statement)).rows;
        const [found] = await answer(`select count(*)::text as rows, ${sumInSql(projection)} as sum from ${from}`);
        compared += remembered.rows;
        if (found?.['rows'] === String(remembered.rows) && found['sum'] === String(remembered.sum)) continue;
        const lines = await answer(`select ${lineInSql(projection)} as line from ${from}`);
        expect({ at, table: projection.name, rows: lines.map(({ line }) => line).sort() }).toEqual({
          at,
          table: projection.name,
          rows: [...remembered.lines.values()].flat().sort(),
        });
        throw new Error(`${projection.name} as of ${at}: the sums differ, and the rows do not`);
      }
      await then.dispose();
    }
    expect(compared).toBeGreaterThan(50_000);
  }, 600_000);
});
