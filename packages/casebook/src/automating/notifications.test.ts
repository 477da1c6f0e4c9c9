import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import { memoryChannel, type MemoryChannel } from '@casebook/notification/testing';
import { agent } from '../actors';
import { everybodyMayPublish } from '../authorize';
import type { Desk } from '../desk';
import { run } from '../run';
import { come } from '../testing/come';
import { approved, rulebookOf } from '../testing/desks';
import { openTestCasebook, type TestCasebook } from '../testing/open-test-casebook';
import { calendar, serviceLevel } from '../testing/sections';
import { hoursAfter } from '../testing/telling';
import type { Automations } from './automate';
import type { Telling } from './delivering';
import type { Trouble } from './trouble';

const notification = (on: ReadonlyArray<string>, to: ReadonlyArray<string>, through = 'mail') => ({
  name: `of ${on.join(' and ')}`,
  on,
  when: { all: [] },
  to,
  through,
});

const addressesOf: Telling['addressesOf'] = ({ kind, id }) => (kind === 'customer' ? [] : [`${id}@acme.example`]);

let casebook: TestCasebook;
let desk: Desk;
let mail: MemoryChannel;
let automations: Automations | undefined;
const troubles: Trouble[] = [];
let tenants = 0;

beforeAll(async () => {
  casebook = await openTestCasebook();
}, 60_000);
afterAll(() => casebook.close());

beforeEach(() => {
  tenants += 1;
  desk = casebook.as({ tenant: `acme-${tenants}`, actor: agent('ada') });
  mail = memoryChannel();
  troubles.length = 0;
});
afterEach(() => automations?.stop());

const started = async (sections: object, telling: Partial<Telling> = {}): Promise<void> => {
  await run(desk.rulebook.publish(rulebookOf(sections), approved));
  automations = casebook.automate({
    telling: { channels: { mail }, addressesOf, tenants: [`acme-${tenants}`], ...telling },
    onTrouble: (trouble) => void troubles.push(trouble),
    every: 20,
  });
};
const isSettled = async (): Promise<boolean> => (await run(desk.queues.undelivered())).length === 0;
const subjects = (): ReadonlyArray<string> => mail.received().map(({ subject }) => subject);

describe('automations', () => {
  test('let time bring what it brings, and tell the team in words', async () => {
    await started({
      calendars: [calendar()],
      serviceLevels: [serviceLevel('within a day', 8, { warnings: [50] })],
      notifications: [notification(['ServiceLevelWarned'], ['team'])],
    });
    const { id, number } = await run(desk.cases.create({ channel: 'phone', subject: 'Screen stays dark' }));
    await run(desk.cases.route(id, { team: 'returns' }));
    const warnedAt = hoursAfter(casebook.clock.now(), 4);
    casebook.clock.advance({ hours: 5 });
    await come(() => mail.received().length > 0);
    await come(isSettled);
    expect(mail.received()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        at: warnedAt,
        to: ['returns@acme.example'],
        subject: `${number}: time (automation) warned that 50 % of the service level ‘within a day’ is used, due ${hoursAfter(warnedAt, 4).slice(0, 16).replace('T', ' ')} UTC`,
        text: expect.stringContaining('You are told because of the rule ‘of ServiceLevelWarned’.'),
        data: expect.objectContaining({
          number,
          event: 'ServiceLevelWarned',
          team: 'returns',
          to: { kind: 'team', id: 'returns' },
        }),
      },
    ]);
    const sayings = (await run(desk.history.timeline(number))).map(({ what }) => what);
    expect(sayings.slice(-2)).toEqual([
      'asked to tell the team returns of ‘service level warned’ through mail',
      'delivered notification-1',
    ]);
    expect(troubles).toEqual([]);
  });

  test('try again when it was refused, and tell of a case in its order', async () => {
    await started({ notifications: [notification(['CaseResolved', 'CaseClosed', 'CaseCancelled'], ['system'])] });
    mail.receive('refuses for now');
    const { id } = await run(desk.cases.create({ channel: 'phone' }));
    const other = await run(desk.cases.create({ channel: 'phone' }));
    await run(desk.cases.assign(id, { agent: 'ada', team: 'returns' }));
    await run(desk.cases.acceptAssignment(id));
    await run(desk.cases.resolve(id, { code: 'replaced', notes: 'New one.' }));
    await come(async () => (await run(desk.queues.undelivered())).some(({ failures }) => failures === 1));
    mail.receive('takes');
    await run(desk.cases.acceptResolution(id, { channel: 'phone' }));
    await run(desk.cases.cancel(other.id, { reason: 'withdrawn' }));
    await come(async () => subjects().length === 1 && (await run(desk.queues.undelivered())).length === 2);
    expect(subjects()).toEqual([expect.stringMatching(`^${other.number}: .* cancelled`)]);
    expect(await run(desk.queues.undelivered())).toMatchObject([
      { about: 'CaseResolved', failures: 1, reason: 'the other side refuses for now', retryAt: expect.any(String) },
      { about: 'CaseClosed', failures: 0, reason: null, retryAt: null },
    ]);
    casebook.clock.advance({ minutes: 1 });
    await come(isSettled);
    expect(mail.received().map(({ data }) => data)).toMatchObject([
      { event: 'CaseCancelled', number: other.number },
      { event: 'CaseResolved' },
      { event: 'CaseClosed' },
    ]);
  });

  test('give up what is refused for good, and go on with the next', async () => {
    await started({ notifications: [notification(['CaseCreated', 'CaseCancelled'], ['system'])] });
    mail.receive('refuses for good');
    const { id } = await run(desk.cases.create({ channel: 'phone' }));
    await come(async () => (await run(desk.queues.undelivered())).some(({ state }) => state === 'abandoned'));
    mail.receive('takes');
    await run(desk.cases.cancel(id, { reason: 'withdrawn' }));
    await come(async () => (await run(desk.queues.undelivered())).length === 1 && subjects().length === 1);
    expect(await run(desk.queues.undelivered())).toMatchObject([
      { about: 'CaseCreated', state: 'abandoned', failures: 1, reason: 'the other side refuses for good' },
    ]);
  });

  test('say what keeps somebody from being told', async () => {
    await started({
      notifications: [
        notification(['CaseCreated'], ['customer']),
        notification(['CaseCancelled'], ['system'], 'pigeon'),
      ],
    });
    const { id } = await run(desk.cases.create({ channel: 'phone', customer: 'maria' }));
    await run(desk.cases.cancel(id, { reason: 'withdrawn' }));
    const failures = async () => (await run(desk.queues.undelivered())).map(({ reason }) => reason);
    await come(async () => (await failures()).every((reason) => reason !== null));
    expect(await failures()).toEqual(['no address is known of customer maria', 'no channel is called pigeon']);
  });

  test('tell customers nothing of who works on it, nor in the words of the desk', async () => {
    await started(
      { notifications: [notification(['CaseEscalated'], ['customer'])] },
      { addressesOf: () => ['maria@home.example'] },
    );
    const { id, number } = await run(desk.cases.create({ channel: 'phone', customer: 'maria' }));
    await run(desk.cases.escalate(id, { kind: 'hierarchical', reason: 'She is a difficult customer.' }));
    await come(() => mail.received().length === 1);
    expect(mail.received()).toMatchObject([
      {
        to: ['maria@home.example'],
        subject: `Your case ${number}`,
        text: `Your case ${number} has been brought to the attention of others.`,
      },
    ]);
    expect(JSON.stringify(mail.received())).not.toContain('difficult');
  });
});

describe('a delivery that cannot be recorded', () => {
  test('is not made again and again, is told, and keeps nobody else from being told', async () => {
    let forbidden = '';
    const own = await openTestCasebook({
      authorize: (actor, { type: command }, state) =>
        command === 'ConfirmNotification' && state.creation.opening?.number === forbidden
          ? E.left({ type: 'NotAuthorized', actor, command, because: 'not this one' })
          : E.right(undefined),
      authorizeRulebook: everybodyMayPublish,
    });
    const { cases, rulebook } = own.as({ tenant: 'acme', actor: agent('ada') });
    await run(rulebook.publish(rulebookOf({ notifications: [notification(['CaseCreated'], ['system'])] }), approved));
    const first = await run(cases.create({ channel: 'phone' }));
    forbidden = first.number;
    const told: unknown[] = [];
    const running = own.automate({
      telling: { channels: { mail }, addressesOf },
      onTrouble: ({ failure }) => void told.push(failure),
      every: 20,
    });
    await come(() => told.length > 0);
    const second = await run(cases.create({ channel: 'phone' }));
    await come(() => subjects().some((subject) => subject.startsWith(second.number)));
    await pause(200);
    await running.stop();
    await own.close();
    expect(subjects().filter((subject) => subject.startsWith(first.number))).toHaveLength(1);
    expect(told).toEqual([expect.objectContaining({ type: 'NotAuthorized' })]);
  });
});
