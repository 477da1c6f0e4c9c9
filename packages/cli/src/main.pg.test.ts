import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agent, customer, openCasebook, run } from '@casebook/casebook';
import { openDatabase } from '@casebook/event-store-postgres';
import { instantOf } from '@casebook/vocabulary';
import { retailerRulebook } from './demo/rulebook';
import type { ReadModelsStatus } from '@casebook/projection';
import { answer, command, root, start } from './testing/command';

const database = process.env['CASEBOOK_TEST_DATABASE_URL'] ?? 'set by the global setup of jest';
const schema = `cli_${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'casebook-cli-'));

/** The real command, as somebody types it, on a desk with two cases. */
const casebook = (args: ReadonlyArray<string>, input = ''): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [command(), ...args, '--database', database, '--schema', schema], {
    cwd: root,
    encoding: 'utf8',
    input,
  });
const json = (...args: ReadonlyArray<string>): unknown => JSON.parse(casebook([...args, '--json']).stdout);

const begin = Date.UTC(2026, 2, 16, 9);
const minutes = 60_000;
let number = '';

beforeAll(async () => {
  let now = begin;
  const desk = await openCasebook({ database, schema, clock: () => instantOf(now) });
  const { rulebook } = desk.as({ tenant: 'desk', actor: agent('ines') });
  const publication = { approvedBy: 'ines', changeNote: 'The first rulebook.', effectiveFrom: 'now' } as const;
  await run(rulebook.publish(retailerRulebook(), publication));
  const as = (actor: ReturnType<typeof agent>) => desk.as({ tenant: 'desk', actor }).cases;
  const opening = {
    type: 'technical-issue',
    channel: 'chat',
    customer: 'maria',
    subject: 'Screen stays dark',
    fields: { serial: 'SN-20711' },
  } as const;
  const created = await run(as(customer('maria')).create(opening));
  number = created.number;
  now += 5 * minutes;
  await run(as(agent('ines')).categorize(created.id, { category: 'technical/display' }));
  now += 5 * minutes;
  await run(as(agent('ada')).claim(created.id));
  now += 60 * minutes;
  await run(as(agent('ada')).resolve(created.id, { code: 'replaced', notes: 'Panel faulty.' }));
  await run(as(customer('maria')).create({ ...opening, channel: 'phone' }));
  await desk.close();
}, 60_000);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  const { pool, close } = await openDatabase({ url: database });
  await pool.query(`drop schema if exists ${schema} cascade`);
  await pool.query(`drop schema if exists ${schema}_analytics cascade`);
  await pool.query(`drop schema if exists ${schema}_keys cascade`);
  await pool.query(`drop schema if exists ${schema}_march cascade`);
  await close();
});

jest.setTimeout(60_000);

describe('an answer', () => {
  test('is alone on standard output, without escape sequences where nobody looks', () => {
    const { stdout, stderr, status } = casebook(['queue']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Queues {2}1 open case at /);
    expect(stdout).not.toContain('\u001b');
  });

  test('of queue counts by team, or lists the cases of one, at any instant', () => {
    expect(json('queue', '--as-of', '2026-03-16T09:06:00Z')).toMatchObject({
      at: '2026-03-16T09:06:00.000Z',
      teams: [{ team: 'technical-support', open: 1, unassigned: 1, waiting: 0, oldestAge: 6 * minutes }],
    });
    expect(json('queue', 'technical-support', '--as-of', '2026-03-16T09:06:00Z')).toMatchObject({
      team: 'technical-support',
      open: 1,
      cases: [{ number, priority: 3, status: 'New', assignee: null, category: 'technical/display' }],
    });
  });

  test('of queue --to-review lists whose category somebody else is to look over', () => {
    expect(json('queue', '--to-review')).toMatchObject({ cases: [] });
    expect(casebook(['queue', '--to-review']).stdout).toMatch(/^To review {2}0 cases at /);
    const { status, stderr } = casebook(['queue', 'orders', '--to-review']);
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('exclude each other') });
  });

  test('of taxonomy says how categories were used, and which were not', () => {
    expect(json('taxonomy', '--to', '2026-03-17')).toMatchObject({
      from: '1970-01-01T00:00:00.000Z',
      to: '2026-03-17T00:00:00.000Z',
      categories: [{ category: 'technical/display', known: true, cases: 1, movedAway: 0, rerouted: 0, reviewed: 0 }],
      unused: expect.arrayContaining(['complaint/service']),
      relabelled: [],
      overlapping: [],
    });
    const { stdout } = casebook(['taxonomy', '--from', '2026-03-16', '--to', '2026-03-17']);
    expect(stdout).toMatch(/^Categories {2}from 2026-03-16 00:00 to 2026-03-17 00:00 UTC\n/);
    expect(stdout).toContain('Nothing was put into\n  technical/power\n');
    expect(json('taxonomy', '--as-of', '2026-03-16T09:01:00Z')).toMatchObject({ categories: [] });
  });

  test('of case is a timeline with reasons', () => {
    const page = casebook(['case', number]).stdout;
    expect(page).toContain(`maria (customer) opened case ${number} by chat`);
    expect(page).toContain('because category is technical/display');
    expect(json('case', number)).toMatchObject({
      number,
      status: 'Resolved',
      stage: 'resolution',
      entries: expect.arrayContaining([
        expect.objectContaining({ revision: 0, type: 'CaseCreated', who: 'maria (customer)', finding: null }),
      ]),
    });
  });

  test('of similar is the open cases like one case, with the reasons', () => {
    expect(casebook(['similar', number]).stdout).toContain(
      'why   customer maria (35), serial SN-20711 (35), words dark screen stays (35), case type',
    );
    expect(json('similar', number)).toMatchObject({ number, cases: [{ score: 110, subject: 'Screen stays dark' }] });
    expect(json('similar', number, '--as-of', '2026-03-16T09:06:00Z')).toMatchObject({ number, cases: [] });
  });

  test('of replay goes event by event, as far as asked', () => {
    expect(json('replay', number, '--to', '4')).toMatchObject({
      number,
      events: [
        { revision: 0, type: 'CaseCreated' },
        { revision: 1, type: 'CasePrioritized' },
        { revision: 2, type: 'ServiceLevelStarted', said: { policy: 'answered within 4 hours' } },
        { revision: 3, type: 'ServiceLevelStarted', said: { policy: 'solved within 48 hours' } },
        {
          revision: 4,
          type: 'CaseCategorized',
          occurredAt: '2026-03-16T09:05:00.000Z',
          recordedAt: '2026-03-16T09:05:00.000Z',
          said: { category: 'technical/display' },
          changed: [
            { path: 'categorization.category', before: null, after: 'technical/display' },
            { path: 'categorization.by', before: null, after: 'ines' },
            { path: 'stage', before: 'intake', after: 'categorization' },
          ],
          status: 'New',
        },
      ],
      state: { categorization: { category: 'technical/display' } },
    });
  });

  test('of draft is what templates make of a case, with what is missing; of one template its text alone', () => {
    expect(json('draft', number, '--for', 'note')).toEqual({
      number,
      for: 'note',
      drafts: [
        {
          template: 'on its way to the repair centre',
          rulebook: 1,
          text: '{{product}}, serial number SN-20711, goes to the repair centre by {{fields.handover}}.',
          missing: ['product', 'fields.handover'],
          because: 'category is technical/display',
        },
      ],
    });
    const one = ['draft', number, '--for', 'message', '--template'];
    expect(casebook([...one, 'news tomorrow']).stdout).toBe('We are looking into it and will be back tomorrow.\n');
    expect(casebook([...one, 'serial number wanted'])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('There are: news tomorrow.'),
    });
  });

  test('of services says what is offered to whom, and why the rest is not', () => {
    const asked = ['services', '--product', 'phone-x2', '--channel', 'portal', '--field', 'tier=gold'];
    expect(json(...asked)).toMatchObject({
      rulebook: 1,
      offered: [
        { name: 'device repair', caseType: 'technical-issue', because: 'product is phone-x2' },
        { name: 'exchange', defaults: { category: 'returns/exchange' } },
        { name: 'invoice copy', because: 'channel is portal' },
      ],
      notOffered: [
        { name: 'express replacement', because: 'product is phone-x2, not one of tv-55-oled, laptop-14' },
        { name: 'product advice', because: 'channel is portal' },
      ],
    });
    expect(casebook(asked).stdout).toContain('- product advice: not offered, because channel is portal\n');
    const wrong = (...given: ReadonlyArray<string>) => casebook(['services', '--field', ...given]);
    expect(wrong('tier')).toMatchObject({ status: 2, stderr: expect.stringContaining('such as tier=gold') });
    expect(wrong('teir=gold')).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no field teir') });
    expect(wrong('tier=bronze')).toMatchObject({
      status: 2,
      stderr: 'The field tier must be one of standard, silver, gold.\n',
    });
    expect(wrong('tier=gold', '--channel', 'pigeon')).toMatchObject({ status: 2 });
  });

  test('of report has the documented shape', () => {
    expect(json('report')).toEqual({
      cases: 2,
      sourceRows: 0,
      resolution: { cases: 1, hours: { median: 1.166667, mean: 1.166667, p90: 1.166667 } },
      undisturbed: { cases: 1, share: 1 },
      reopens: { count: 0, cases: 0 },
      handovers: { team: 0, agent: 0 },
      variants: 2,
      topTeams: [{ team: 'technical-support', cases: 1 }],
    });
    expect(casebook(['report', '--csv', '--as-of', '2026-03-16T09:30:00Z']).stdout).toMatch(
      /^figure,value\ncases,1\n[^]*resolution.cases,0\n/,
    );
  });

  test('of as-of is a schema that stays, beside the answer what is in it', () => {
    const into = ['as-of', '2026-03-16T09:06:00Z', '--into', `${schema}_march`];
    expect(json(...into)).toMatchObject({
      schema: `${schema}_march`,
      at: '2026-03-16T09:06:00.000Z',
      tables: expect.arrayContaining([{ name: 'fact_case', rows: 1 }]),
    });
    expect(json('sql', `select number, status from ${schema}_march.fact_case`)).toEqual([{ number, status: 'New' }]);
    expect(casebook(into).stderr).toContain('--replace');
    expect(casebook([...into, '--replace', '--analyst', 'nobody_here']).stderr).toContain('no role nobody_here');
    expect(casebook(['as-of', '2026-03-16', '--into', schema]).stderr).toContain('has not made it');
    expect(casebook([...into, '--replace']).stdout).toMatch(/fact_case +1\n/);
  });

  test('of sql comes from an argument or from standard input', () => {
    const query = 'select number, category_last from fact_case order by number limit 1';
    expect(json('sql', query)).toEqual([{ number, category_last: 'technical/display' }]);
    expect(casebook(['sql', '--csv'], query).stdout).toBe(`number,category_last\n${number},technical/display\n`);
  });

  test('of check --log keeps the head in a file, and then names what somebody has changed in the database', async () => {
    const head = join(folder, 'head.json');
    expect(json('check', '--log', '--head', head)).toMatchObject({ findings: [], heads: [] });
    const kept = JSON.parse(readFileSync(head, 'utf8')) as unknown;
    expect(json('check', '--log', '--head', head)).toMatchObject({
      head: { root: (kept as { root: string }).root },
      heads: [kept, kept],
    });

    const { pool, close } = await openDatabase({ url: database, schema });
    const edit = async (from: string, to: string): Promise<void> => {
      await pool.query(`alter table ${schema}.events disable trigger append_only;
        update ${schema}.events set data = replace(data, '${from}', '${to}') where type = 'CaseAssigned';
        alter table ${schema}.events enable trigger append_only`);
    };
    await edit('"ada"', '"eve"');
    try {
      const { status, stdout } = casebook(['check', '--log', '--head', head]);
      expect(status).toBe(1);
      expect(stdout).toMatch(
        /changed +position \d+ +case-desk_\S+, revision \d+: it is not the event that was written/,
      );
      expect(stdout).toContain(`${head} was left as it is.`);
    } finally {
      await edit('"eve"', '"ada"');
      await close();
    }
  });

  test('of snapshot is what is kept, and the same question has the same answer with it', () => {
    const question = ['report', '--as-known', '2026-03-17T00:00Z'];
    const before = json(...question);
    const taken = json('snapshot');
    expect(taken).toMatchObject({
      snapshots: [
        { tables: expect.arrayContaining([{ projection: 'case_facts', version: 1, rows: 2, usable: true }]) },
      ],
    });
    expect(json(...question)).toEqual(before);
    expect(json('snapshot', '--list')).toEqual(taken);
    expect(casebook(['snapshot', '--list']).stdout).toMatch(/^Position \d+ {2}kept at [^]*case_facts +\d+ +2\n/);
    expect(casebook(['snapshot', '--drop', '0']).stdout).toBe('Nothing is kept at position 0.\n');
    expect(casebook(['snapshot', '--list', '--drop', '0'])).toMatchObject({ status: 2 });
    const [, position = ''] = /"position":(\d+)/.exec(JSON.stringify(taken)) ?? [];
    expect(casebook(['snapshot', '--drop', position]).stdout).toMatch(/: \d+ tables dropped\.\n/);
    expect(json('snapshot', '--list')).toEqual({ snapshots: [] });
  });

  test('of check finds no drift, that of rebuild names what was built', () => {
    expect(json('rebuild', 'queue_entries')).toMatchObject({ names: ['queue_entries'] });
    expect(json('rebuild', '--roll-back', 'queue_entries')).toMatchObject({ names: ['queue_entries'] });
    expect(json('rebuild', '--drop-previous')).toHaveProperty('names');
    expect(casebook(['rebuild', '--roll-back', 'queue_entries'])).toMatchObject({ status: 2 });
    expect(json('check')).toMatchObject({ drifts: [] });
  });
});

const statusOf = async (): Promise<ReadModelsStatus> =>
  (await answer('status', '--database', database, '--schema', schema)) as ReadModelsStatus; // as the help says

describe('following the log', () => {
  test('is seen in the status, as one of several who share the streams; one that is killed is replaced', async () => {
    const begun = [1, 2].map(() => start('follow', '--database', database, '--schema', schema));
    const holders = async () => {
      const { tables } = await statusOf();
      return [...new Set(tables.flatMap(({ held }) => held.map(({ holder }) => holder)))];
    };
    const until = async (count: number): Promise<void> => {
      for (let time = 0; (await holders()).filter((holder) => holder !== null).length !== count; time += 1)
        if (time > 40) throw new Error(`there are not ${count} holders`);
    };
    try {
      await until(2);
      expect((await statusOf()).workers).toHaveLength(2);
      begun[0]?.child.kill('SIGKILL');
      await until(1);
      expect(casebook(['status']).stdout).toContain('1 worker follows the log');
      expect(json('queue')).toBeDefined(); // a question waits for whoever follows
    } finally {
      for (const { child } of begun) child.kill('SIGTERM');
    }
    expect((await begun[1]?.ended)?.status).toBe(130);
    expect(await holders()).toEqual([null]);
  }, 120_000);
});

describe('streams that cannot be folded', () => {
  test('are named by the status and folded anew once asked', async () => {
    const { pool, close } = await openDatabase({ url: database, schema });
    try {
      await pool.query(
        `insert into ${schema}.parked_streams (build, tenant, stream, revision, position, event_type, message)
         select r.build, q.tenant, q.stream, 1, 1, 'CaseCategorized', 'a planted fault'
         from ${schema}.read_models r, ${schema}.queue_entries q where r.projection = 'queue_entries' and q.number = $1`,
        [number],
      );
    } finally {
      await close();
    }
    expect(casebook(['status']).stdout).toContain('revision 1 (CaseCategorized): a planted fault');
    expect(casebook(['check']).stdout).toContain('1 stream cannot be folded and was left out');
    expect(json('replay-parked')).toMatchObject({ folded: 1, parked: [] });
    expect((await statusOf()).parked).toEqual([]);
    expect(json('check')).toMatchObject({ parked: 0, drifts: [] });
  });
});

describe('the exit code', () => {
  const refused = (...args: ReadonlyArray<string>) => {
    const { status, stdout, stderr } = casebook(args);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/^\s+at /m); // no stack
    return { status, stderr };
  };
  const says = (status: number, text: string) => ({ status, stderr: expect.stringContaining(text) });

  test('is 2 for a head that is none, and for one without --log', () => {
    const head = join(folder, 'no-head.json');
    writeFileSync(head, '{"position":-1}');
    expect(refused('check', '--log', '--head', head)).toMatchObject(
      says(2, 'position: -1 must be a whole number from 0'),
    );
    expect(refused('check', '--head', head)).toMatchObject(says(2, '--head goes with --log'));
  });

  test('is 1 for drift, which is named', async () => {
    const { pool, close } = await openDatabase({ url: database, schema });
    try {
      await pool.query(`update ${schema}.queue_entries_v1 set team = 'billing' where number = $1`, [number]);
      const { status, stdout } = casebook(['check', 'queue_entries']);
      expect(status).toBe(1);
      expect(stdout).toContain('team: stored "billing", folded "technical-support"');
    } finally {
      await pool.query(`update ${schema}.queue_entries_v1 set team = 'technical-support' where number = $1`, [number]);
      await close();
    }
  });

  test('is 2 for what cannot be understood, with what would be right', () => {
    expect(refused('queue', '--as-of', 'yesterday')).toMatchObject(says(2, '2026-03-15T12:00:00Z'));
    expect(refused('queue', '--json', '--csv')).toMatchObject(says(2, 'exclude each other'));
    expect(refused('queueue')).toMatchObject(says(2, 'Did you mean queue'));
    expect(refused('check', 'nothing')).toMatchObject(says(2, 'queue_entries'));
  });

  test('is 2 for a query that writes, or that is two', () => {
    expect(refused('sql', `delete from ${schema}.queue_entries_v1`)).toMatchObject(says(2, 'one statement that reads'));
    expect(refused('sql', 'select 1; select 2')).toMatchObject(says(2, 'one statement'));
  });

  test('is 3 for a case and a team that are not there', () => {
    expect(refused('case', 'C-1')).toMatchObject(says(3, 'There is no case C-1'));
    const mistyped = `${number.slice(0, -1)}${number.endsWith('1') ? '2' : '1'}`;
    expect(refused('case', mistyped)).toMatchObject(says(3, `${number} is meant`));
    expect(refused('queue', 'nobody')).toMatchObject(says(3, 'There are: technical-support.'));
  });
});

describe('an instant', () => {
  test('without a zone is taken as UTC, which is said', () => {
    expect(casebook(['queue', '--as-of', '2026-03-16']).stderr).toContain('UTC is assumed');
  });

  test('before the log knew anything points to --as-of, unless nobody wants to hear it', () => {
    const args = ['report', '--as-known', '2020-01-01T00:00:00Z'];
    expect(casebook(args)).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('use --as-of 2020-01-01T00:00'),
    });
    expect(casebook([...args, '--quiet'])).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('an import', () => {
  const file = join(folder, 'log.csv');
  const map = join(folder, 'map.yaml');

  test('is refused with a mapping that is none, by line', () => {
    writeFileSync(file, 'case,activity\n1,Opened\n');
    writeFileSync(map, 'columns: 7\n');
    const { status, stderr } = casebook(['import', 'csv', file, '--map', map]);
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/is no mapping:\n {2}line \d+: /),
    });
  });

  test('is refused where there is no file', () => {
    const { status, stderr } = casebook(['import', 'servicenow', join(folder, 'gone.csv')]);
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('gone.csv') });
  });
});

test('a pipe that nobody reads any more is no failure', () => {
  const piped = `"${process.execPath}" "${command()}" replay ${number} --database "${database}" --schema ${schema} | head -1; exit \${PIPESTATUS[0]}`;
  const { status, stderr } = spawnSync('bash', ['-c', piped], { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe('a customer', () => {
  const reason = ['--reason', 'GDPR article 17'];

  test('who is not known, or under a legal hold, is not erased', () => {
    expect(casebook(['erase', 'mraia', ...reason])).toMatchObject({ status: 3, stdout: '' });
    expect(casebook(['hold', number])).toMatchObject({ status: 2, stderr: expect.stringContaining('--basis') });
    expect(json('hold', number, '--basis', 'lawsuit', '--id', 'lawsuit-7')).toMatchObject({
      number,
      holdId: 'lawsuit-7',
      events: [{ type: 'LegalHoldPlaced', basis: 'lawsuit' }],
    });
    const { status, stderr } = casebook(['erase', 'maria', ...reason]);
    expect(status).toBe(2);
    expect(stderr).toContain(`${number}: lawsuit-7`);
    expect(casebook(['case', number]).stdout).toContain('Screen stays dark');
    expect(casebook(['hold', number, '--release', 'other', '--reason', 'settled']).status).toBe(2);
    expect(casebook(['hold', number, '--release', 'lawsuit-7', '--reason', 'settled']).stdout).toBe(
      `Case ${number} is released from legal hold lawsuit-7.\n`,
    );
  });

  test('is erased with a receipt, which says what it could not reach; again with the same one', () => {
    const figures = json('report');
    const { status, stdout } = casebook(['erase', 'maria', ...reason]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Erased {2}customer maria of tenant desk\n/);
    expect(stdout).toContain('2 events recorded it now.');
    expect(stdout).toContain('Out of reach');
    const timeline = casebook(['case', number]).stdout;
    expect(timeline).not.toContain('Screen stays dark');
    expect(timeline).toContain('(erased)');
    expect(casebook(['replay', number]).stdout).not.toContain('Screen stays dark');
    expect(json('report')).toEqual(figures);
    expect(json('check')).toMatchObject({ drifts: [] });
    expect(json('erase', 'maria', '--reason', 'again')).toMatchObject({
      person: 'maria',
      tenant: 'desk',
      reason: 'GDPR article 17',
      cases: expect.arrayContaining([expect.objectContaining({ number })]),
      recorded: [],
    });
  });
});
