import { Instant, literal, plus, textOf } from '@casebook/vocabulary';
import { roundTheClock } from '@casebook/working-time';
import type { Of } from '../message';
import { plainRulebook } from '../rulebook/plain';
import type { Rulebook, ServiceLevelPolicy } from '../rulebook/rulebook';
import {
  accepted,
  ada,
  assigned,
  created as createdThen,
  hour,
  officeHours,
  resolved,
  routed,
  support,
  waiting,
} from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

/** Instants of June 2026 in UTC, two hours behind the office in Berlin; the 15th is a Monday. */
const june = (day: number, time: string): Instant => literal(Instant, `2026-06-${day}T${time}:00.000Z`);
const nine = june(15, '07:00');

const policy: ServiceLevelPolicy = {
  name: textOf('resolve'),
  metric: 'resolution',
  agreement: 'SLA',
  when: { all: [] },
  stopsWhen: null,
  cancelledWhen: null,
  target: 8 * hour,
  calendar: officeHours.id,
  pausedBy: ['customer'],
  warnings: [50, 75],
  counts: 'fromStart',
  reopening: 'newCycle',
};

const under = (version: number, ...serviceLevels: ReadonlyArray<ServiceLevelPolicy>): Rulebook => ({
  ...plainRulebook,
  version,
  effectiveFrom: literal(Instant, `2026-0${version}-01T00:00:00.000Z`),
  calendars: [officeHours, roundTheClock],
  serviceLevels,
});
const rulebook = (...serviceLevels: ReadonlyArray<ServiceLevelPolicy>) => under(1, ...serviceLevels);

const created: Of<CaseEvent, 'CaseCreated'> = { ...createdThen, at: nine };
const create: Of<CaseCommand, 'CreateCase'> = { ...created, type: 'CreateCase' };

const started: Of<CaseEvent, 'ServiceLevelStarted'> = {
  type: 'ServiceLevelStarted',
  at: nine,
  slaId: textOf('service-level-1'),
  policy: policy.name,
  metric: 'resolution',
  agreement: 'SLA',
  round: 1,
  target: 8 * hour,
  startsAt: nine,
  before: 0,
  dueAt: june(15, '15:00'),
  warnings: [
    { percent: 50, at: june(15, '11:00') },
    { percent: 75, at: june(15, '13:00') },
  ],
  supersedes: null,
  decision: {
    rulebook: 1,
    rule: policy.name,
    inputs: {},
    alternatives: [],
    because: textOf('it holds for every case'),
  },
};
const { slaId } = started;

const warned = (percent: number, at: Instant): Of<CaseEvent, 'ServiceLevelWarned'> => ({
  type: 'ServiceLevelWarned',
  at,
  slaId,
  percent,
  dueAt: started.dueAt,
});
const half = warned(50, june(15, '11:00'));
const most = warned(75, june(15, '13:00'));

const breached: Of<CaseEvent, 'ServiceLevelBreached'> = {
  type: 'ServiceLevelBreached',
  at: june(15, '15:00'),
  slaId,
  dueAt: june(15, '15:00'),
  team: support,
  agent: ada,
};

/** A case created at nine, and taken up. */
const running: ReadonlyArray<CaseEvent> = [
  created,
  started,
  ...[routed, assigned, accepted].map((event) => ({ ...event, at: nine })),
];
const resolve = (at: Instant): Of<CaseCommand, 'ResolveCase'> => ({
  type: 'ResolveCase',
  at,
  code: textOf('replaced'),
  notes: textOf('Panel faulty; new device sent.'),
  template: null,
});
const resolvedAt = (at: Instant): Of<CaseEvent, 'CaseResolved'> => ({ ...resolved, at, rulebook: 1 });
const met = (at: Instant, used: number): Of<CaseEvent, 'ServiceLevelMet'> => ({
  type: 'ServiceLevelMet',
  at,
  slaId,
  used,
});

describe('a service level', () => {
  const book = rulebook(policy);

  test('starts with the case, and says when it is due and when it warns', () => {
    given(caseDecider).under(book).when(create).yields(created, started);
  });

  test('warns as the deadline nears, and is breached one millisecond after it', () => {
    given(caseDecider, ...running)
      .under(book)
      .whenTimeIs(june(15, '15:00'))
      .timeBrings(half, most)
      .yieldsNothing();
    given(caseDecider, ...running)
      .under(book)
      .whenTimeIs(plus(june(15, '15:00'), 1))
      .timeBrings(half, most, breached)
      .yieldsNothing();
  });

  test('is met by an answer at the very instant at which it is due', () => {
    const at = june(15, '15:00');
    given(caseDecider, ...running, half, most)
      .under(book)
      .when(resolve(at))
      .yields(resolvedAt(at), met(at, 8 * hour));
  });

  test('ends late where it is met after that, however little', () => {
    const at = plus(june(15, '15:00'), 1);
    given(caseDecider, ...running, half, most)
      .under(book)
      .when(resolve(at))
      .timeBrings(breached)
      .yields(resolvedAt(at), {
        type: 'ServiceLevelEnded',
        at,
        slaId,
        used: 8 * hour,
        late: true,
        reason: 'completedLate',
      });
  });

  test('is decided by milliseconds, never by a percentage that was rounded', () => {
    const at = plus(june(15, '15:00'), -14_000);
    given(caseDecider, ...running, half, most)
      .under(book)
      .when(resolve(at))
      .yields(resolvedAt(at), met(at, 28_786_000));
  });

  test('stands still while the customer is waited for, and is due later by the working time of that', () => {
    const wait = { ...waiting, at: june(15, '09:00') };
    const paused: CaseEvent = { type: 'ServiceLevelPaused', at: wait.at, slaId, used: 2 * hour };
    given(caseDecider, ...running)
      .under(book)
      .when({ ...wait, type: 'StartWait' })
      .yields(wait, paused);
    const back = june(16, '08:00'); // ten in the morning in Berlin
    given(caseDecider, ...running, wait, paused)
      .under(book)
      .when({ type: 'EndWait', at: back, waitId: wait.waitId })
      .yields(
        { type: 'WaitEnded', at: back, waitId: wait.waitId, cause: 'done' },
        {
          type: 'ServiceLevelResumed',
          at: back,
          slaId,
          dueAt: june(16, '14:00'),
          warnings: [
            { percent: 50, at: june(16, '10:00') },
            { percent: 75, at: june(16, '12:00') },
          ],
        },
      );
  });

  test('does not stand still for a wait that its policy does not name', () => {
    const wait: CaseEvent = { ...waiting, at: june(15, '09:00'), on: 'thirdParty' };
    given(caseDecider, ...running)
      .under(book)
      .when({ ...wait, type: 'StartWait' })
      .yields(wait);
  });

  test('is met straight from a wait with what was used before it', () => {
    const wait = { ...waiting, at: june(15, '09:00') };
    const paused: CaseEvent = { type: 'ServiceLevelPaused', at: wait.at, slaId, used: 2 * hour };
    const at = june(19, '15:00');
    given(caseDecider, ...running, wait, paused)
      .under(book)
      .when(resolve(at))
      .yields(resolvedAt(at), { type: 'WaitEnded', at, waitId: wait.waitId, cause: 'superseded' }, met(at, 2 * hour));
  });

  test('that promises nothing is measured all the same', () => {
    const measured = { ...policy, target: null, warnings: [] };
    const open = { ...started, target: null, dueAt: null, warnings: [] };
    given(caseDecider).under(rulebook(measured)).when(create).yields(created, open);
    const at = june(16, '09:00');
    given(caseDecider, created, open)
      .under(rulebook(measured))
      .when(resolve(at))
      .yields(resolvedAt(at), met(at, 10 * hour));
  });

  test('is not started by a rulebook whose policies are for other cases', () => {
    const other: ServiceLevelPolicy = { ...policy, when: { field: 'channel', is: textOf('phone') } };
    given(caseDecider).under(rulebook(other)).when(create).yields(created);
  });
});

const urgent: ServiceLevelPolicy = {
  ...policy,
  name: textOf('resolve fast'),
  when: { field: 'priority', atMost: 1 },
  target: 4 * hour,
  warnings: [],
};

/** Raised or lowered to the priority at an instant, by a person. */
const prioritize = (at: Instant, priority: 1 | 3): Of<CaseCommand, 'PrioritizeCase'> => ({
  type: 'PrioritizeCase',
  at,
  priority,
  reason: textOf('a hospital waits'),
});
const prioritized = (at: Instant, priority: 1 | 3): Of<CaseEvent, 'CasePrioritized'> => ({
  type: 'CasePrioritized',
  at,
  priority,
  previous: null,
  score: null,
  factors: [],
  reason: textOf('a hospital waits'),
  decision: null,
});
const slow = { ...policy, target: 16 * hour, warnings: [] };
const slowStarted: Of<CaseEvent, 'ServiceLevelStarted'> = {
  ...started,
  target: 16 * hour,
  dueAt: june(16, '15:00'),
  warnings: [],
  decision: {
    ...started.decision,
    alternatives: [{ choice: textOf('resolve fast'), because: textOf('priority is not known, not at most 1') }],
  },
};

describe('a change of priority', () => {
  const superseded = (at: Instant, used: number): CaseEvent => ({
    type: 'ServiceLevelEnded',
    at,
    slaId,
    used,
    late: false,
    reason: 'superseded',
  });
  const fast = (at: Instant, startsAt: Instant, dueAt: Instant): Of<CaseEvent, 'ServiceLevelStarted'> => ({
    ...started,
    at,
    slaId: textOf('service-level-2'),
    policy: urgent.name,
    target: 4 * hour,
    startsAt,
    dueAt,
    warnings: [],
    supersedes: slaId,
    decision: {
      rulebook: 1,
      rule: urgent.name,
      inputs: { priority: textOf('1') },
      alternatives: [{ choice: textOf('resolve'), because: textOf('resolve fast comes first') }],
      because: textOf('priority is 1, at most 1'),
    },
  });
  const noon = june(15, '10:00');

  test('supersedes the level, and what was used counts', () => {
    given(caseDecider, created, slowStarted)
      .under(rulebook(urgent, slow))
      .when(prioritize(noon, 1))
      .yields(prioritized(noon, 1), superseded(noon, 3 * hour), fast(noon, nine, june(15, '11:00')));
  });

  test('begins anew where the policy counts from its attachment', () => {
    const anew: ServiceLevelPolicy = { ...urgent, counts: 'fromAttachment' };
    given(caseDecider, created, slowStarted)
      .under(rulebook(anew, slow))
      .when(prioritize(noon, 1))
      .yields(prioritized(noon, 1), superseded(noon, 3 * hour), fast(noon, noon, june(15, '14:00')));
  });

  test('breaches at once what is late already, and says since when', () => {
    const two = june(15, '12:00');
    given(caseDecider, created, slowStarted)
      .under(rulebook(urgent, slow))
      .when(prioritize(two, 1))
      .yields(prioritized(two, 1), superseded(two, 5 * hour), fast(two, nine, june(15, '11:00')), {
        ...breached,
        at: two,
        slaId: textOf('service-level-2'),
        dueAt: june(15, '11:00'),
        team: null,
        agent: null,
      });
  });

  test('leaves waits out of what was used', () => {
    const wait = { ...waiting, at: june(15, '08:00') };
    const events: ReadonlyArray<CaseEvent> = [
      created,
      slowStarted,
      wait,
      { type: 'ServiceLevelPaused', at: wait.at, slaId, used: hour },
      { type: 'WaitEnded', at: june(15, '09:00'), waitId: wait.waitId, cause: 'done' },
      { type: 'ServiceLevelResumed', at: june(15, '09:00'), slaId, dueAt: june(17, '08:00'), warnings: [] },
    ];
    given(caseDecider, ...events)
      .under(rulebook(urgent, slow))
      .when(prioritize(noon, 1))
      .yields(prioritized(noon, 1), superseded(noon, 2 * hour), fast(noon, nine, june(15, '12:00')));
  });

  test('takes the level back where nothing is agreed any more', () => {
    const only: ServiceLevelPolicy = { ...slow, when: { not: { field: 'priority', atMost: 1 } } };
    given(caseDecider, created, slowStarted)
      .under(rulebook(only))
      .when(prioritize(noon, 1))
      .yields(prioritized(noon, 1), {
        type: 'ServiceLevelEnded',
        at: noon,
        slaId,
        used: 3 * hour,
        late: false,
        reason: 'noLongerApplies',
      });
  });
});

describe('a case that is opened again', () => {
  const again = june(17, '08:00');
  const closedCycle: ReadonlyArray<CaseEvent> = [
    ...running,
    resolvedAt(june(15, '10:00')),
    met(june(15, '10:00'), 3 * hour),
  ];
  const reopen: CaseCommand = { type: 'ReopenCase', at: again, cause: 'recurrence', reason: textOf('again') };
  const reopened: CaseEvent = { ...reopen, type: 'CaseReopened', cycle: 2, cause: 'recurrence' };
  const second = (
    book: Rulebook,
    more: Partial<Of<CaseEvent, 'ServiceLevelStarted'>>,
    ...then: ReadonlyArray<CaseEvent>
  ) =>
    given(caseDecider, ...closedCycle)
      .under(book)
      .when(reopen)
      .yields(
        reopened,
        { ...started, at: again, slaId: textOf('service-level-2'), round: 2, warnings: [], ...more },
        ...then,
      );
  const plain = { ...policy, warnings: [] };

  test('begins a new cycle', () => {
    second(rulebook(plain), { startsAt: again, dueAt: june(18, '08:00') });
  });

  test('goes on with what the cycles before had used', () => {
    second(rulebook({ ...plain, reopening: 'continue' }), {
      startsAt: again,
      before: 3 * hour,
      dueAt: june(17, '13:00'),
    });
  });

  test('counts all time since it began, and may be late on opening', () => {
    const due = june(15, '15:00');
    second(
      rulebook({ ...plain, reopening: 'total' }),
      { startsAt: nine, dueAt: due },
      { ...breached, at: again, slaId: textOf('service-level-2'), dueAt: due },
    );
  });
});

describe('what runs stays on its rulebook', () => {
  const later = { ...policy, target: 2 * hour, warnings: [] };
  const books = [under(1, policy), under(6, later)] as const;
  const at = june(15, '08:00');

  test('when something else happens to the case', () => {
    given(caseDecider, ...running)
      .under(...books)
      .when(prioritize(at, 3))
      .yields(prioritized(at, 3));
  });

  test('until it is moved, on record', () => {
    given(caseDecider, ...running)
      .under(...books)
      .when({ type: 'MigrateServiceLevels', at })
      .yields(
        { type: 'ServiceLevelEnded', at, slaId, used: hour, late: false, reason: 'migrated' },
        {
          ...started,
          at,
          slaId: textOf('service-level-2'),
          target: 2 * hour,
          dueAt: june(15, '09:00'),
          warnings: [],
          supersedes: slaId,
          decision: { ...started.decision, rulebook: 6 },
        },
      );
    given(caseDecider, ...running)
      .under(books[0])
      .when({ type: 'MigrateServiceLevels', at })
      .yieldsNothing();
  });

  test('and a calendar that changed counts from when it was in effect', () => {
    const closed = { date: '2026-06-16', name: 'Works outing', windows: [] };
    const outing: Rulebook = {
      ...under(6, policy),
      effectiveFrom: june(15, '13:00'),
      calendars: [{ ...officeHours, exceptions: [closed as never] }],
    };
    const begun = {
      ...started,
      at: june(15, '12:00'),
      startsAt: june(15, '12:00'),
      dueAt: june(16, '12:00'),
      warnings: [],
    };
    const created2 = { ...created, at: june(15, '12:00') };
    given(caseDecider, created2, begun)
      .under(under(1, policy), outing)
      .when({ type: 'MigrateServiceLevels', at: june(15, '14:00') })
      .yields(
        { type: 'ServiceLevelEnded', at: june(15, '14:00'), slaId, used: 2 * hour, late: false, reason: 'migrated' },
        {
          ...begun,
          at: june(15, '14:00'),
          slaId: textOf('service-level-2'),
          dueAt: june(17, '12:00'),
          warnings: [
            { percent: 50, at: june(17, '08:00') },
            { percent: 75, at: june(17, '10:00') },
          ],
          supersedes: slaId,
          decision: { ...started.decision, rulebook: 6 },
        },
      );
  });
});

describe('conversation', () => {
  const reply: ServiceLevelPolicy = {
    ...policy,
    name: textOf('answer'),
    metric: 'firstResponse',
    target: 2 * hour,
    warnings: [],
  };
  const next: ServiceLevelPolicy = { ...reply, name: textOf('answer again'), metric: 'nextResponse' };
  const book = rulebook(reply, next);
  const answer = {
    ...started,
    policy: reply.name,
    metric: 'firstResponse',
    target: 2 * hour,
    dueAt: june(15, '09:00'),
    warnings: [],
    decision: { ...started.decision, rule: reply.name },
  } as const;
  const send = (at: Instant, id: string, automated = false): Of<CaseCommand, 'SendMessage'> => ({
    type: 'SendMessage',
    at,
    messageId: textOf(id),
    channel: 'email',
    inReplyTo: null,
    body: null,
    to: 'customer',
    automated,
    awaits: null,
    template: null,
  });
  const receive = (at: Instant, id: string): Of<CaseCommand, 'ReceiveMessage'> => ({
    type: 'ReceiveMessage',
    at,
    messageId: textOf(id),
    channel: 'email',
    inReplyTo: null,
    body: null,
    from: 'customer',
  });

  test('is answered first by a person, not by a machine', () => {
    const at = june(15, '08:00');
    given(caseDecider, created, answer)
      .under(book)
      .when(send(at, 'm1', true))
      .yields({ ...send(at, 'm1', true), type: 'MessageSent', template: null });
    given(caseDecider, created, answer)
      .under(book)
      .when(send(at, 'm1'))
      .yields({ ...send(at, 'm1'), type: 'MessageSent', template: null }, met(at, hour));
  });

  test('is answered again from the oldest message that nobody has answered', () => {
    const answered: ReadonlyArray<CaseEvent> = [
      created,
      answer,
      { ...send(nine, 'm1'), type: 'MessageSent', template: null },
      met(nine, 0),
    ];
    const first = june(15, '07:10');
    const second = june(15, '08:00');
    const again = {
      ...answer,
      at: first,
      slaId: textOf('service-level-2'),
      policy: next.name,
      metric: 'nextResponse',
      startsAt: first,
      dueAt: june(15, '09:10'),
      decision: { ...started.decision, rule: next.name },
    } as const;
    given(caseDecider, ...answered)
      .under(book)
      .when(receive(first, 'm2'))
      .yields({ ...receive(first, 'm2'), type: 'MessageReceived' }, again);
    const waitingFor: ReadonlyArray<CaseEvent> = [
      ...answered,
      { ...receive(first, 'm2'), type: 'MessageReceived' },
      again,
    ];
    given(caseDecider, ...waitingFor)
      .under(book)
      .when(receive(second, 'm3'))
      .yields({ ...receive(second, 'm3'), type: 'MessageReceived' });
    const at = june(15, '09:00');
    given(caseDecider, ...waitingFor, { ...receive(second, 'm3'), type: 'MessageReceived' })
      .under(book)
      .when(send(at, 'm4'))
      .yields(
        { ...send(at, 'm4'), type: 'MessageSent', template: null },
        { type: 'ServiceLevelMet', at, slaId: again.slaId, used: 110 * 60_000 },
      );
  });

  test('that a resolution leaves unanswered is neither met nor missed', () => {
    const at = june(15, '08:00');
    given(caseDecider, created, answer)
      .under(book)
      .when(resolve(at))
      .yields(resolvedAt(at), { type: 'ServiceLevelEnded', at, slaId, used: hour, late: false, reason: 'caseOver' });
  });
});

describe('several service levels', () => {
  test('run at once, one for each agreement', () => {
    const internal: ServiceLevelPolicy = {
      ...policy,
      name: textOf('team'),
      agreement: 'OLA',
      target: hour,
      warnings: [],
    };
    const supplier: ServiceLevelPolicy = {
      ...internal,
      name: textOf('supplier'),
      agreement: 'contract',
      calendar: roundTheClock.id,
    };
    const named = (one: ServiceLevelPolicy, number: number): CaseEvent => ({
      ...started,
      slaId: textOf(`service-level-${number}`),
      policy: one.name,
      agreement: one.agreement,
      target: hour,
      dueAt: june(15, '08:00'),
      warnings: [],
      decision: { ...started.decision, rule: one.name },
    });
    given(caseDecider)
      .under(rulebook(policy, internal, supplier))
      .when(create)
      .yields(created, started, named(internal, 2), named(supplier, 3));
  });

  test('do not begin again in the round in which a condition has ended them', () => {
    const until: ServiceLevelPolicy = { ...policy, stopsWhen: { field: 'team', known: true }, warnings: [] };
    const at = june(15, '08:00');
    const open = { ...started, warnings: [] };
    const gone: CaseEvent = { ...routed, at };
    given(caseDecider, created, open)
      .under(rulebook(until))
      .when({ type: 'RouteCase', at, team: support, reason: 'initial' })
      .yields(gone, met(at, hour));
    given(caseDecider, created, open, gone, met(at, hour))
      .under(rulebook({ ...until, stopsWhen: null }))
      .when(prioritize(at, 3))
      .yields(prioritized(at, 3));
  });
});
