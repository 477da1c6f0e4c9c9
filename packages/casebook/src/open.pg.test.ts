import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { plainRulebook, type CaseEvent } from '@casebook/domain';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { count, optional, rowOf, text } from '@casebook/projection';
import { agent, customer } from './actors';
import { openCasebook, type Casebook } from './open';
import { run } from './run';
import { movableClock, openTestCasebook, type MovableClock } from './testing';

const hour = 3_600_000;

const messagesOf = rowOf<CaseEvent>()({
  name: 'messages_of_case',
  version: 1,
  comment: 'One row a case: how much was said',
  columns: {
    number: text('of the case'),
    said: count('messages in and out'),
    code: optional(text('of its resolution')),
  },
  starts: { CaseCreated: ({ event: { number } }) => ({ number, said: 0, code: null }) },
  changes: {
    MessageReceived: ({ said }) => ({ said: said + 1 }),
    MessageSent: ({ said }) => ({ said: said + 1 }),
    CaseResolved: (_, { event: { code } }) => ({ code }),
  },
});

const rulebooks = [
  {
    ...plainRulebook,
    version: 1,
    closing: { ...plainRulebook.closing, autoCloseAfter: 24 * hour, reopenWithin: null },
  },
];

interface Desks {
  readonly name: string;
  readonly open: () => Promise<{
    readonly casebook: Casebook;
    readonly clock: MovableClock;
    readonly close: () => Promise<void>;
  }>;
}

const desks: ReadonlyArray<Desks> = [
  {
    name: 'embedded in memory',
    open: async () => {
      const casebook = await openTestCasebook({
        start: '2026-03-02T09:00:00.000Z',
        projections: [messagesOf],
        rulebooks,
      });
      return { casebook, clock: casebook.clock, close: casebook.close };
    },
  },
  {
    name: 'on a pool of PostgreSQL',
    open: async () => {
      const [server] = testDatabases.filter(({ name }) => name === 'PostgreSQL');
      if (server === undefined) throw new Error('there is no PostgreSQL to test on');
      const database = await server.open();
      const clock = movableClock('2026-03-02T09:00:00.000Z');
      const { pool, schema } = database;
      const casebook = await openCasebook({ pool, schema, clock: clock.now, projections: [messagesOf], rulebooks });
      return {
        casebook,
        clock,
        close: async () => {
          await casebook.close();
          await database.close();
        },
      };
    },
  },
];

describe.each(desks)('a casebook $name', ({ open }) => {
  let opened: Awaited<ReturnType<Desks['open']>>;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const ada = (tenant: string) => opened.casebook.as({ tenant, actor: agent('ada') });
  const opening = { channel: 'chat', customer: 'grace', subject: 'Screen stays dark' } as const;

  test('takes a case from its opening to its end, and tells it as it was at any instant', async () => {
    const { clock } = opened;
    const desk = ada('story');
    const { id, number } = await run(desk.cases.create(opening));
    clock.advance({ hours: 1 });
    await run(desk.cases.assign(id, { team: 'support', agent: 'ada' }));
    await run(desk.cases.acceptAssignment(id));
    const halfway = clock.now();
    clock.advance({ hours: 1 });
    await run(desk.cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));

    expect(await run(desk.queues.team('support'))).toEqual([]);
    expect(await run(desk.queues.team('support', { asOf: halfway }))).toMatchObject([{ number, assignee: 'ada' }]);
    expect(await run(desk.queues.worklist('ada', { asKnown: halfway }))).toMatchObject([{ number, status: 'Open' }]);
    expect((await run(desk.history.timeline(number))).map(({ type }) => type)).toEqual([
      'CaseCreated',
      'CaseRouted',
      'CaseAssigned',
      'AssignmentAccepted',
      'CaseResolved',
    ]);
    expect(await run(desk.history.timeline(number, { asOf: halfway }))).toHaveLength(4);
    expect(await run(desk.analytics.report())).toMatchObject({
      cases: 1,
      resolution: { cases: 1, hours: { median: 2 } },
    });
    expect(await run(desk.analytics.backlog({ asOf: halfway }))).toMatchObject({ cases: 1, open: 1 });
  });

  test('keeps tenants apart', async () => {
    await run(ada('one').cases.create(opening));
    expect(await run(ada('other').history.search('screen'))).toEqual([]);
    expect(await run(ada('one').history.search('screen'))).toHaveLength(1);
  });

  test('knows a fact told late as of when it happened, and as known not before it was told', async () => {
    const { clock } = opened;
    const desk = ada('late');
    const { id, number } = await run(desk.cases.create(opening));
    clock.advance({ hours: 3 });
    const told = clock.now();
    const asked = clock.advance({ hours: 1 });
    await run(desk.cases.recordFinding(id, { kind: 'symptom', text: 'dark since noon' }, { at: told }));
    const types = async (when: object) => (await run(desk.history.timeline(number, when))).map(({ type }) => type);
    expect(await types({ asOf: told })).toEqual(['CaseCreated', 'FindingRecorded']);
    expect(await types({ asKnown: told })).toEqual(['CaseCreated']);
    expect(await types({ asKnown: asked })).toEqual(['CaseCreated', 'FindingRecorded']);
  });

  test('lets time bring what is due when a scheduler says so', async () => {
    const { casebook, clock } = opened;
    const desk = ada('time');
    const { id, number } = await run(desk.cases.create(opening));
    await run(desk.cases.assign(id, { agent: 'ada' }));
    await run(desk.cases.acceptAssignment(id));
    await run(desk.cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));
    clock.advance({ days: 3 });
    expect(await run(casebook.observeTime())).toBeGreaterThan(0);
    expect(await run(casebook.observeTime())).toBe(0);
    expect(await run(desk.history.find(number))).toMatchObject({ status: 'Closed' });
  });

  test('keeps read models of yours live, and answers from them about the past', async () => {
    const { clock } = opened;
    const desk = ada('mine');
    const { id } = await run(desk.cases.create(opening));
    await run(desk.cases.receiveMessage(id, { channel: 'chat', body: 'Hello?' }));
    const before = clock.now();
    clock.advance({ minutes: 5 });
    await run(desk.cases.sendMessage(id, { channel: 'chat', body: 'We are on it.' }));
    const said = (when?: object) =>
      run(
        desk.query(
          [messagesOf],
          (db) => db.selectFrom('messages_of_case').select('said').where('tenant', '=', 'mine').execute(),
          when,
        ),
      );
    expect(await said()).toEqual([{ said: 2 }]);
    expect(await said({ asOf: before })).toEqual([{ said: 1 }]);
  });

  test('answers SQL that reads and refuses SQL that writes', async () => {
    const { casebook } = opened;
    await run(ada('sql').cases.create(opening));
    const cases = `select number, channel from fact_case where tenant = 'sql'`;
    expect((await run(casebook.sql(cases))).rows).toMatchObject([{ channel: 'chat' }]);
    expect((await run(casebook.sql(cases, { asOf: '2026-03-01T00:00:00.000Z' }))).rows).toEqual([]);
    for (const statement of [
      'delete from queue_entries',
      'with gone as (delete from queue_entries returning number) select * from gone',
      'select 1; commit; delete from queue_entries',
      'drop view fact_case',
      `copy (select 'garbage') to '/tmp/garbage'`,
      `copy (select 'garbage') to program 'cat'`,
      'do $$ begin end $$',
      'set transaction read write',
      'commit',
    ])
      expect(await casebook.sql(statement)()).toMatchObject({ left: { type: 'SqlRefused' } });
    expect((await run(casebook.sql(cases))).rows).toHaveLength(1);
  });

  test('tells subscribers what happens, in order and from where they left off', async () => {
    const desk = ada('feed');
    const { id } = await run(desk.cases.create(opening));
    await run(desk.cases.addNote(id, { body: 'first' }));
    const stopping = new AbortController();
    const seen: { readonly type: string; readonly position: number }[] = [];
    const reading = (async () => {
      for await (const { type, position } of desk.events.subscribe({ signal: stopping.signal })) {
        seen.push({ type, position });
        if (seen.length === 3) stopping.abort();
      }
    })();
    await run(desk.cases.addNote(id, { body: 'second' }));
    await reading;
    expect(seen.map(({ type }) => type)).toEqual(['CaseCreated', 'NoteAdded', 'NoteAdded']);

    const [created] = seen;
    for await (const next of desk.events.subscribe({ after: created?.position ?? 0, types: ['NoteAdded'] })) {
      expect(next.event.noteId).toBe(next.commandId);
      break;
    }
  });

  test('finds a case by its number as people write it, and tells a slip of the finger', async () => {
    const desk = ada('numbers');
    const { number } = await run(desk.cases.create(opening));
    expect(await run(desk.history.find(` ${number.toLowerCase()} `))).toMatchObject({ number });
    const mistyped = `${number.slice(0, -1)}${number.endsWith('1') ? '2' : '1'}`;
    expect(await desk.history.timeline(mistyped)()).toEqual(
      E.left({ type: 'CaseNumberMistyped', written: mistyped, expected: number }),
    );
  });

  test('finds no case where there was none', async () => {
    expect(await ada('none').history.timeline('INC-1')()).toEqual(E.left({ type: 'CaseNotFound', number: 'INC-1' }));
  });

  test('refuses a question about two moments at once, and an instant that is none', async () => {
    const both = { asOf: '2026-03-02T09:00:00.000Z', asKnown: '2026-03-02T09:00:00.000Z' };
    expect(await ada('when').queues.counts(both)()).toMatchObject({ left: { type: 'InvalidInput' } });
    expect(await ada('when').queues.counts({ asOf: 'yesterday' })()).toEqual(
      E.left({
        type: 'InvalidInput',
        faults: ['asOf: "yesterday" must be an instant with its zone, such as 2026-03-01T12:00:00Z'],
      }),
    );
  });
});

describe('a casebook in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is there again when it is opened again, and belongs to one at a time', async () => {
    const first = await openCasebook({ data: folder });
    const { number } = await run(
      first.as({ tenant: 'acme', actor: customer('grace') }).cases.create({ channel: 'portal' }),
    );
    await expect(openCasebook({ data: folder })).rejects.toMatchObject({ type: 'DatabaseBusy', pid: process.pid });
    await first.close();

    const second = await openCasebook({ data: folder, follow: true });
    const found = await run(second.as({ tenant: 'acme', actor: agent('ada') }).history.find(number));
    expect(found).toMatchObject({ number, status: 'New' });
    await second.close();
  });
});
