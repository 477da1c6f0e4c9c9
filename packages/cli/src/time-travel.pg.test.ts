import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { openCasebook, run, type Casebook } from '@casebook/casebook';
import type { CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import { importServicenow } from '@casebook/interchange';
import { count, inMemory, instant, rowsOf, text, type Projection } from '@casebook/projection';
import { epochMillis, instantOf, literal, plus, TenantId, type Instant } from '@casebook/vocabulary';
import { chance } from './demo/chance';
import { servicenowLog } from './testing/servicenow-log';

/** Another one each time; CASEBOOK_TEST_SEED repeats a run that failed. */
const seed = Number(process.env['CASEBOOK_TEST_SEED'] ?? randomInt(2 ** 31));

/** A read model that only this test knows: every team that a case has been with. */
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

const folder = mkdtempSync(join(tmpdir(), 'casebook-travel-'));
let casebook: Casebook;
let events: ReadonlyArray<Recorded<CaseEvent>>;

beforeAll(async () => {
  const file = join(folder, 'incidents.csv');
  writeFileSync(file, servicenowLog(250, 7));
  casebook = await openCasebook({ memory: true, projections: [teamsOfCase] });
  const { log, codec } = casebook;
  await run(importServicenow({ file, log, codec, tenant: literal(TenantId, 'desk') }));
  const { events: stored } = await run(log.readAll({ after: 0, limit: 1_000_000 }));
  events = stored.map((one) => {
    const decoded = codec.decode(one);
    if (E.isLeft(decoded)) throw new Error(decoded.left.faults.join('; '));
    return decoded.right;
  });
}, 120_000);

afterAll(async () => {
  await casebook.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The very instants of the first event, the last and three others, each with its neighbours; then twenty anywhere in the log. */
const instants = (): ReadonlyArray<Instant> => {
  const { between } = chance(seed);
  const own = events.map(({ occurredAt }) => occurredAt).sort();
  const at = (index: number): Instant => own[index] ?? instantOf(0);
  const last = own.length - 1;
  const anywhere = Array.from({ length: 20 }, () => instantOf(between(epochMillis(at(0)), epochMillis(at(last)))));
  const exactly = [0, last, between(0, last), between(0, last), between(0, last)].map(at);
  return [...exactly.flatMap((instant) => [plus(instant, -1), instant, plus(instant, 1)]), ...anywhere];
};

type Rows = ReadonlyArray<{ readonly [column: string]: unknown }>;

/** Rows as sets of lines, so that only what is in them counts. */
const lines = (rows: Rows): ReadonlyArray<string> =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();

/** What the events up to an instant make. The test cuts the log by itself, so that it holds the product's own cut against another. */
const remembered = (projection: Projection, at: Instant): Rows => {
  const told = events.filter(({ occurredAt }) => occurredAt <= at);
  return [...inMemory(projection, told)].flatMap(([stream, rows]) =>
    rows.map((row) => ({
      tenant: 'desk',
      stream,
      ...Object.fromEntries(Object.entries(row).filter(([column]) => projection.columns[column]?.shown === true)),
    })),
  );
};

test(`every table as of any instant is what a log cut there gives (seed ${seed})`, async () => {
  const { readModels } = casebook;
  const names = readModels.projections.map(({ name }) => name);
  expect(names).toContain('teams_of_case');
  let compared = 0;
  for (const at of instants()) {
    const then = await run(readModels.asOf({ occurred: at }, names));
    for (const projection of readModels.projections) {
      const rows: Rows = await then.db.selectFrom(projection.name).selectAll().execute();
      const expected = remembered(projection, at);
      expect({ at, table: projection.name, rows: lines(rows) }).toEqual({
        at,
        table: projection.name,
        rows: lines(expected),
      });
      compared += rows.length;
    }
    await then.dispose();
  }
  expect(compared).toBeGreaterThan(10_000);
}, 300_000);
