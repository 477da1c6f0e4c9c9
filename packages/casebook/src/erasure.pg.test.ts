import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import {
  issuePersonalFields,
  personalFields,
  plainRulebook,
  type FieldDefinition,
  type NotificationRule,
} from '@casebook/domain';
import type { Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { keyTable, type KeyStore } from '@casebook/privacy';
import { textOf } from '@casebook/vocabulary';
import { agent, customer } from './actors';
import type { Desk } from './desk';
import { openCasebook, type Casebook, type Options } from './open';
import { run } from './run';
import { dumpOf, filesWith, pgDumpOf } from './testing/bytes';
import { movableClock, type MovableClock } from './testing';

jest.setTimeout(120_000); // a rewrite waits for other tests' transactions on the same server

const start = '2026-03-02T09:00:00.000Z';
const forGood = { reason: 'asked for it, GDPR article 17' };

const contact: FieldDefinition = { name: textOf('contact'), holds: { type: 'text' }, personal: true };

const seen = { name: textOf('all of them'), when: { all: [] } };
const asked = { name: textOf('all'), when: { all: [] }, kind: 'CSAT', after: 'closure', openFor: null } as const;
const told: NotificationRule = {
  name: textOf('the team'),
  on: ['CaseEscalated'],
  when: { all: [] },
  to: ['team'],
  through: textOf('mail'),
};
const card = {
  name: textOf('handling'),
  when: { all: [] },
  criteria: [{ name: textOf('tone'), text: null, weight: 100, max: 5, failsBelow: null }],
  passAt: 80,
  sample: null,
};
const rulebooks = [
  {
    ...plainRulebook,
    version: 1,
    fields: [contact],
    categoryReviews: [seen],
    surveys: [asked],
    notifications: [told],
    scorecards: [card],
  },
];

/** Every field in which a desk writes something about a person, each with words that are nowhere else. */
const tell = async ({ as, deliver }: Casebook, clock: MovableClock, who: string): Promise<string> => {
  const word = (place: string): string => `planted ${place} of ${who}`;
  const [desk, other] = [as({ tenant: 'acme', actor: agent('ada') }), as({ tenant: 'acme', actor: agent('ben') })];
  const opening = {
    channel: 'chat',
    customer: who,
    subject: word('subject'),
    description: word('description'),
  } as const;
  const { id, number } = await run(desk.cases.create({ ...opening, fields: { contact: word('contact') } }));
  clock.advance({ minutes: 10 });
  await run(desk.cases.assign(id, { team: 'support', agent: 'ada' }));
  await run(desk.cases.acceptAssignment(id));
  await run(desk.cases.receiveMessage(id, { channel: 'chat', messageId: 'message', body: word('message') }));
  await run(desk.cases.sendMessage(id, { channel: 'chat', body: word('answer') }));
  await run(desk.cases.addNote(id, { body: word('note') }));
  await run(desk.cases.revise(id, { fields: { contact: word('other contact') } }));
  const escalation = { escalationId: 'escalation-a' } as const;
  await run(desk.cases.escalate(id, { ...escalation, kind: 'customer', reason: word('escalation') }));
  const refusing = TE.left({ type: 'DeliveryFailed', reason: word('failure'), isFinal: true } as const);
  const mail = { deliver: () => refusing, close: () => Promise.resolve() };
  await run(deliver({ channels: { mail }, addressesOf: () => ['support@acme.example'] }));
  await run(desk.cases.deescalate(id, { ...escalation, reason: word('end of the escalation') }));
  await run(desk.cases.recordFinding(id, { kind: 'symptom', text: word('finding') }));
  await run(desk.cases.categorize(id, { category: 'display' }));
  await run(other.cases.reviewCategory(id, { category: 'battery', remark: word('correction') }));
  await run(desk.cases.planResolution(id, { steps: [word('step')], expectedOutcome: word('outcome') }));
  await run(desk.cases.requestApproval(id, { approvalId: 'request', subject: 'plan', approvers: ['ben'] }));
  await run(other.cases.approve(id, { approvalId: 'request', remark: word('approval') }));
  await run(desk.cases.addTask(id, { taskId: 'task', title: word('task') }));
  await run(desk.cases.completeTask(id, { taskId: 'task', remark: word('what came of the task') }));
  await run(desk.cases.split(id, { messages: ['message'], reason: word('split') }));
  const [name, address] = [word('outsider'), word('address')];
  await run(desk.cases.addParticipant(id, { role: 'relatedParty', name, address }));
  await run(desk.cases.consult(id, { consultationId: 'aside', name, address, question: word('question') }));
  await run(desk.cases.answerConsultation(id, { consultationId: 'aside', answer: word('answer from outside') }));
  await run(desk.cases.reportKnowledgeGap(id, { gapId: 'gap', topic: word('topic'), query: word('query') }));
  await run(desk.cases.declineKnowledgeGap(id, { gapId: 'gap', reason: word('declining') }));
  const survivor = await run(desk.cases.create({ channel: 'chat' }));
  await run(desk.cases.link(id, { to: survivor.id, relation: 'related', linkId: 'link' }));
  await run(desk.cases.unlink(id, { linkId: 'link', reason: word('end of the link') }));
  await run(desk.cases.merge(id, { into: survivor.id, acrossCustomers: true, reason: word('merge') }));
  await run(desk.cases.unmerge(id, { reason: word('end of the merge') }));
  const outage = { title: 'Screens stay dark', impact: 'Nobody sees anything.', fromCase: id };
  const issue = await run(desk.majorIssues.propose({ ...outage, justification: word('justification') }));
  await run(other.majorIssues.accept(issue.id));
  await run(desk.majorIssues.detach(issue.id, { caseId: id, reason: word('detachment') }));
  const none = await run(desk.majorIssues.propose({ ...outage, justification: word('other justification') }));
  await run(other.majorIssues.reject(none.id, { reason: word('rejection of the issue') }));
  clock.advance({ hours: 1 });
  await run(desk.cases.resolve(id, { code: 'replaced', notes: word('notes') }));
  clock.advance({ hours: 1 });
  await run(desk.cases.reopen(id, { reason: word('reopening') }));
  clock.advance({ hours: 1 });
  await run(
    desk.cases.recordCost(id, {
      entryId: 'part',
      kind: 'part',
      cost: { amount: 1, currency: 'EUR' },
      memo: word('memo'),
    }),
  );
  await run(desk.cases.voidEntry(id, { entryId: 'part', reason: word('end of the entry') }));
  await run(desk.cases.close(id, { notes: word('closing') }));
  await run(desk.cases.answerSurvey(id, { surveyId: 'survey-2', score: 4, remark: word('answer to the survey') }));
  const review = { reviewId: 'review', scorecard: 'handling', scores: { tone: 5 } } as const;
  await run(other.cases.reviewQuality(id, { ...review, remarks: word('review') }));
  await run(desk.cases.appealReview(id, { reviewId: 'review', reason: word('appeal') }));
  await run(desk.cases.draftReport(id, { rootCause: word('root cause'), prevention: word('prevention') }));
  return number;
};

const figures = async (desk: Desk) => ({
  report: await run(desk.analytics.report()),
  backlog: await run(desk.analytics.backlog()),
  load: await run(desk.analytics.load()),
  volume: await run(desk.analytics.volume({ from: '2026-03-01T00:00Z', to: '2026-03-05T00:00Z' })),
  counts: await run(desk.queues.counts()),
  queue: await run(desk.queues.team('support')),
});

const stored = async ({ sealedLog }: Casebook) => (await run(sealedLog.readAll({ after: 0, limit: 1_000_000 }))).events;

const texts = async (desk: Desk, number: string, asOf?: string) =>
  (await run(desk.history.timeline(number, asOf === undefined ? {} : { asOf }))).flatMap(({ text }) => text ?? []);

describe.each(testDatabases)('a customer, on $name', ({ open }) => {
  let database: Database;
  let clock: MovableClock;
  let casebook: Casebook;
  let desk: Desk;
  const opened = (options: Options = {}) =>
    openCasebook({
      pool: database.pool,
      schema: database.schema,
      clock: clock.now,
      rulebooks,
      ...options,
    });

  beforeEach(async () => {
    database = await open();
    clock = movableClock(start);
    casebook = await opened();
    desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
  }, 60_000);
  afterEach(async () => {
    await casebook.close();
    await database.close();
  });

  test('is erased from log, keys, read models, their indexes and dumps, and nobody else is; no figure changes', async () => {
    const graces = [await tell(casebook, clock, 'grace'), await tell(casebook, clock, 'grace')];
    const linus = await tell(casebook, clock, 'linus');
    const halfway = '2026-03-02T09:05:00.000Z';
    clock.advance({ minutes: 1 });
    await run(casebook.readModels.snapshot());
    const before = { figures: await figures(desk), log: await stored(casebook), texts: await texts(desk, linus) };
    const [first = ''] = graces;
    expect(await texts(desk, first)).toHaveLength(25); // subject and description are one text, and so are those of the plan, the gap and the report
    // What is looked for is there to be found: in the read model that shows it, and sealed in every field there is.
    const inFiles = await filesWith(database, 'planted subject of grace');
    expect(inFiles).toContainEqual(expect.stringContaining('case_index_v1'));
    expect(inFiles).toContainEqual(expect.stringContaining('snapshot_'));
    for (const [type, fields] of Object.entries({ ...personalFields, ...issuePersonalFields }))
      for (const field of fields)
        expect(
          before.log.filter((event) => event.type === type && event.data.includes(`"${field}":{"sealed":"1.`)),
        ).not.toEqual([]);

    const receipt = await run(desk.privacy.erase('grace', forGood));
    expect(receipt).toMatchObject({ person: 'grace', erasedAt: clock.now(), ...forGood });
    expect(receipt.cases.map(({ number }) => number).sort()).toEqual([...graces].sort());
    expect(receipt.events.map(({ type }) => type)).toEqual(['PersonalDataErased', 'PersonalDataErased']);

    expect(await run(casebook.readModels.snapshots())).toEqual([]);
    expect(await filesWith(database, 'of grace')).toEqual([]);
    expect(await dumpOf(database)).not.toContain('of grace');
    expect(await filesWith(database, 'planted subject of linus')).not.toEqual([]);

    expect(await figures(desk)).toEqual(before.figures);
    expect((await stored(casebook)).slice(0, before.log.length)).toEqual(before.log);
    for (const number of graces) {
      expect(new Set(await texts(desk, number))).toEqual(
        new Set([
          '(erased)',
          '(erased)\n(erased)',
          '(erased)\nExpected: (erased)',
          'Root cause: (erased)\nPrevention: (erased)',
        ]),
      );
      expect(await run(desk.history.find(number))).toMatchObject({ subject: null, customer: 'grace' });
    }
    expect(await texts(desk, first, halfway)).toEqual(['(erased)\n(erased)']);
    expect(await run(desk.history.find(first, { asOf: halfway }))).toMatchObject({ subject: null, status: 'New' });
    expect(await run(desk.history.search('of grace'))).toEqual([]);
    expect(await texts(desk, linus)).toEqual(before.texts);
    expect((await run(casebook.readModels.check())).drifts).toEqual([]);
    expect((await run(desk.history.timeline(first))).at(-1)).toMatchObject({
      what: 'erased the personal data of customer grace',
      why: forGood.reason,
    });
  });

  test('who was erased stays so: nothing is recorded again, and what comes later is not kept', async () => {
    const number = await tell(casebook, clock, 'grace');
    const first = await run(desk.privacy.erase('grace', forGood));
    clock.advance({ days: 1 });
    const before = await stored(casebook);
    const other = casebook.as({ tenant: 'acme', actor: agent('ben') });
    expect(await run(other.privacy.erase('grace', { reason: 'again' }))).toEqual({ ...first, events: [] });
    expect(await stored(casebook)).toEqual(before);

    const later = await run(
      desk.cases.create({ channel: 'chat', customer: 'grace', subject: 'planted later of grace', description: 'x' }),
    );
    expect(later.events[0]?.event).toMatchObject({ subject: { erased: true }, description: { erased: true } });
    await run(desk.cases.addNote(later.id, { body: 'planted later of grace' }));
    expect(await texts(desk, later.number)).toEqual(['(erased)\n(erased)', '(erased)']);
    expect(await filesWith(database, 'of grace')).toEqual([]);
    expect((await run(desk.history.timeline(number))).length).toBeGreaterThan(9);
    // The same person of another tenant is another person.
    const elsewhere = casebook.as({ tenant: 'other', actor: agent('ada') });
    const kept = await run(elsewhere.cases.create({ channel: 'chat', customer: 'grace', subject: 'kept' }));
    expect(kept.events[0]?.event).toMatchObject({ subject: 'kept' });
  });

  test('who is erased is told from one whose words were changed, and from one whose key is unknown', async () => {
    const numbers = new Map<string, string>();
    for (const who of ['grace', 'linus', 'alan']) numbers.set(who, await tell(casebook, clock, who));
    const timeline = (who: string) => desk.history.timeline(numbers.get(who) ?? '')();
    await run(desk.queues.counts());
    await run(desk.privacy.erase('grace', forGood));

    const changed = (await stored(casebook)).find(
      ({ type, data }) => type === 'CaseCreated' && data.includes('"alan"'),
    );
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('set local session_replication_role = replica'); // what a superuser can do, past all triggers
    await client.query(
      `update "${database.schema}".events set data = overlay(data placing 'AAAA' from position('"}' in data) - 4) where id = $1`,
      [changed?.id],
    );
    await client.query('commit');
    client.release();
    await database.pool.query(`delete from "${database.schema}_keys".keys where owner = 'person linus'`);

    expect(await timeline('grace')).toMatchObject({ _tag: 'Right' });
    const why = (words: string): unknown => expect.stringContaining(`{"sealed":"${words}"} must be`);
    expect(await timeline('alan')).toMatchObject({ left: { type: 'EventUnreadable', faults: [why('tampered')] } });
    expect(await timeline('linus')).toMatchObject({
      left: {
        type: 'EventUnreadable',
        faults: [why('unknown key'), why('unknown key'), expect.stringContaining('personalFields')],
      },
    });
  });

  test('whose case is under a legal hold is not erased, until the hold is released', async () => {
    const number = await tell(casebook, clock, 'grace');
    const { stream } = await run(desk.history.find(number));
    const id = stream.slice('case-acme_'.length);
    await run(desk.cases.placeLegalHold(id, { basis: 'Lawsuit 7 O 12/26', holdId: 'hold-1' }));
    const before = await stored(casebook);
    expect(await desk.privacy.erase('grace', forGood)()).toEqual(
      E.left({ type: 'UnderLegalHold', person: 'grace', cases: [{ number, holds: ['hold-1'] }] }),
    );
    expect(await stored(casebook)).toEqual(before);
    expect(await texts(desk, number)).toContain('planted note of grace');
    await run(desk.cases.releaseLegalHold(id, { holdId: 'hold-1', reason: 'settled' }));
    expect((await run(desk.privacy.erase('grace', forGood))).events).toHaveLength(1);
  });

  test('is erased by whoever may, and only who was ever known', async () => {
    const number = await tell(casebook, clock, 'grace');
    const refusing = await opened({
      authorize: (actor, command) =>
        actor.kind === 'customer'
          ? E.left({ type: 'NotAuthorized', actor, command: command.type, because: 'customers may not' })
          : E.right(undefined),
    });
    const own = refusing.as({ tenant: 'acme', actor: customer('grace') });
    expect(await own.privacy.erase('grace', forGood)()).toMatchObject({ left: { type: 'NotAuthorized' } });
    expect(await desk.privacy.erase('grcae', forGood)()).toEqual(E.left({ type: 'PersonUnknown', person: 'grcae' }));
    expect(await desk.privacy.erase('grace', { reason: ' ' })()).toMatchObject({ left: { type: 'InvalidInput' } });
    const elsewhere = casebook.as({ tenant: 'other', actor: agent('ada') });
    expect(await elsewhere.privacy.erase('grace', forGood)()).toMatchObject({ left: { type: 'PersonUnknown' } });
    expect(await texts(desk, number)).toContain('planted note of grace');
  });

  describe.each([
    {
      moment: 'right after the key was destroyed',
      breaking: (keys: KeyStore): KeyStore => ({
        ...keys,
        erase:
          (...asked) =>
          async () => {
            await keys.erase(...asked)();
            throw new Error('crash');
          },
      }),
    },
    {
      moment: 'after the first of two cases was recorded',
      breaking: (keys: KeyStore): KeyStore => {
        let reads = 0;
        let isErased = false;
        return {
          ...keys,
          erase: (...asked) => {
            isErased = true;
            return keys.erase(...asked);
          },
          // After the key is gone each case is read twice: to see that it is there, then to record.
          opening: (ids) => {
            reads += isErased ? 1 : 0;
            if (reads > 3) throw new Error('crash');
            return keys.opening(ids);
          },
        };
      },
    },
  ])('if the process dies $moment', ({ breaking }) => {
    test('is erased wholly by the same command given again, and nothing is recorded twice', async () => {
      const numbers = [await tell(casebook, clock, 'grace'), await tell(casebook, clock, 'grace')];
      await run(desk.queues.counts());
      const dying = await opened({ keys: breaking(await keyTable(database)) });
      await expect(
        run(dying.as({ tenant: 'acme', actor: agent('ada') }).privacy.erase('grace', forGood)),
      ).rejects.toThrow('crash');
      expect(await filesWith(database, 'of grace')).not.toEqual([]);

      const receipt = await run(desk.privacy.erase('grace', forGood));
      expect(receipt.cases).toHaveLength(2);
      expect(await filesWith(database, 'of grace')).toEqual([]);
      const recorded = (await stored(casebook)).filter(({ type }) => type === 'PersonalDataErased');
      expect(new Set(recorded.map(({ stream }) => stream)).size).toBe(2);
      expect(recorded).toHaveLength(2);
      for (const number of numbers) expect(await texts(desk, number)).not.toContain('planted note of grace');
    });
  });
});

test('a dump holds nothing of an erased customer', async () => {
  const [server] = testDatabases.filter(({ name }) => name === 'PostgreSQL');
  if (server === undefined) throw new Error('there is no PostgreSQL to test on');
  const database = await server.open();
  const clock = movableClock(start);
  const casebook = await openCasebook({ pool: database.pool, schema: database.schema, clock: clock.now, rulebooks });
  try {
    const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
    await tell(casebook, clock, 'grace');
    await tell(casebook, clock, 'linus');
    await run(casebook.readModels.snapshot());
    const before = await pgDumpOf(database);
    if (before === undefined) {
      console.warn('skipped: no pg_dump of the version of the test server, or a newer one, is installed');
      return;
    }
    expect(before).toContain('planted subject of grace');
    await run(desk.privacy.erase('grace', forGood));
    const after = await pgDumpOf(database);
    expect(after).toContain('planted subject of linus');
    expect(after).not.toContain('of grace');
  } finally {
    await casebook.close();
    await database.close();
  }
});

test('an embedded desk’s folder holds nothing of an erased customer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-erasure-'));
  const holding = (words: string): ReadonlyArray<string> =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('pg_wal'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file).includes(words));
  try {
    const clock = movableClock(start);
    const casebook = await openCasebook({ data: folder, clock: clock.now, rulebooks });
    const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
    await tell(casebook, clock, 'grace');
    await tell(casebook, clock, 'linus');
    await run(casebook.readModels.snapshot());
    await run(desk.privacy.erase('grace', forGood));
    await casebook.close();
    expect(holding('of grace')).toEqual([]);
    expect(holding('planted subject of linus')).not.toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
