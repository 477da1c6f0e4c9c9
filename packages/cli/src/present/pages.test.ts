import type { ServicesOffered } from '@casebook/casebook';
import type { CaseTask, QueueCount, QueueItem } from '@casebook/projection-queues';
import type { Report } from '@casebook/projection-analytics';
import type { TimelineEntry } from '@casebook/projection-history';
import { caseDecider, rulesOf, type CaseCommand, type CaseEvent, type Draft } from '@casebook/domain';
import { streamName, type Recorded } from '@casebook/event-store';
import {
  CaseNumber,
  CustomerId,
  EventId,
  Instant,
  literal,
  plus,
  TenantId,
  Text,
  type Actor,
} from '@casebook/vocabulary';
import * as E from 'fp-ts/Either';
import { retailerRulebook } from '../demo/rulebook';
import { checkPage } from './check-page';
import { draftsPage } from './drafts-page';
import { plain } from './look';
import { queuePage } from './queue-page';
import { queuesPage } from './queues-page';
import { replayPage } from './replay-page';
import { replayed } from './replayed';
import { reportPage } from './report-page';
import { servicesPage } from './services-page';
import { similarPage } from './similar-page';
import { sqlPage } from './sql-page';
import { snapshotsPage } from './snapshots-page';
import { statusPage } from './status-page';
import { tasksPage } from './tasks-page';
import { timelinePage } from './timeline-page';

const at = literal(Instant, '2026-03-16T12:00:00.000Z');
const hour = 3_600_000;
const look = plain(100);

const item: QueueItem = {
  stream: 'case-desk_1',
  number: 'C-10423-7',
  status: 'Waiting',
  team: 'returns',
  assignee: 'bo',
  accepted: true,
  priority: 2,
  category: 'returns/exchange',
  complexity: null,
  reviewSince: null,
  caseType: 'return-request',
  service: null,
  channel: 'chat',
  customer: 'maria',
  createdAt: plus(at, -76 * hour),
  since: null,
  waitingOn: 'customer',
  unansweredSince: null,
  deadline: null,
  reassignments: 0,
  transfers: 0,
  reopens: 0,
  age: 76 * hour,
  idle: null,
  overdue: false,
};

describe('the tasks of a case', () => {
  const task: CaseTask = {
    stream: 'case-desk_1',
    number: 'C-10423-7',
    taskId: 'warranty',
    title: 'look up the warranty',
    state: 'next',
    doneBy: 'desk',
    neededFor: 'resolution',
    stage: null,
    waitsFor: [],
    playbook: 'replacing',
    team: 'returns',
    agent: null,
    blocks: null,
    since: plus(at, -4 * hour),
    dueAt: plus(at, -hour),
    until: null,
    remark: null,
    because: null,
  };
  const spare: CaseTask = {
    ...task,
    title: null,
    state: 'skipped',
    until: at,
    because: 'product is phone, not printer',
  };
  const sent: CaseTask = {
    ...task,
    title: 'send it in',
    state: 'blocked',
    waitsFor: ['warranty'],
    doneBy: 'customer',
    neededFor: null,
    dueAt: null,
  };
  const check: CaseTask = { ...sent, title: 'ask', waitsFor: [], doneBy: 'desk', stage: 'resolution', agent: 'bo' };

  test('are told step by step: whose, when, and why each stands as it does', () => {
    expect(tasksPage(look, { at, number: 'C-10423-7', tasks: [task, spare, sent, check] })).toBe(
      [
        'C-10423-7  4 tasks at 2026-03-16 12:00 UTC',
        '',
        'next        look up the warranty: returns; due 2026-03-16 11:00, late; before the resolution',
        'skipped     (erased): returns; 2026-03-16 12:00; product is phone, not printer',
        'blocked     send it in: the customer; after ‘look up the warranty’',
        'blocked     ask: bo; from resolution on',
      ].join('\n'),
    );
  });
  test('of all cases are told with theirs', () => {
    expect(tasksPage(look, { at, number: null, tasks: [{ ...task, dueAt: null, neededFor: null }] })).toBe(
      'On turn  1 task at 2026-03-16 12:00 UTC\n\nC-10423-7   look up the warranty: returns',
    );
    expect(tasksPage(look, { at, number: null, tasks: [] })).toBe('On turn  no tasks at 2026-03-16 12:00 UTC');
  });
});

describe('the cases like a case', () => {
  test('are shown with where they are and what they have in common', () => {
    const reasons = [
      { factor: 'customer', matched: 'maria', points: 35 },
      { factor: 'fields.serial', matched: 'A-1', points: 35 },
      { factor: 'subject', matched: 'dark screen', points: 28 },
      { factor: 'caseType', matched: 'return-request', points: 5 },
    ] as const;
    const alike = { ...item, product: 'tv', subject: 'The screen is dark', score: 103, reasons };
    const unassigned = { ...alike, number: 'C-10424-4', team: null, assignee: null, subject: null, score: 35 };
    const least = { ...unassigned, reasons: [reasons[0]] };
    expect(similarPage(look, { at, number: 'C-10425-2', cases: [alike, least] })).toBe(
      `C-10425-2  2 similar open cases at 2026-03-16 12:00 UTC

C-10423-7  103 points  Waiting, returns, bo, 3 d 4 h old
    what  The screen is dark
    why   customer maria (35), serial A-1 (35), words dark screen (28), case type return-request (5)

C-10424-4  35 points  Waiting, nobody, 3 d 4 h old
    why   customer maria (35)`,
    );
  });

  test('are said to be none where there are none', () => {
    expect(similarPage(look, { at, number: 'C-10425-2', cases: [] })).toBe(
      'C-10425-2  no similar open cases at 2026-03-16 12:00 UTC',
    );
  });
});

describe('the queue of a team', () => {
  test('shows its cases with age, agent and what they wait for', () => {
    const unassigned = { ...item, number: 'C-10424-4', status: 'New', assignee: null, waitingOn: null, age: hour };
    expect(queuePage(look, { at, team: 'returns', items: [item, unassigned], open: 5 })).toBe(
      `returns  5 open cases at 2026-03-16 12:00 UTC

case       priority  status       age  agent   category          waits for
C-10423-7  high      Waiting  3 d 4 h  bo      returns/exchange  customer
C-10424-4  high      New          1 h  nobody  returns/exchange

and 3 more; --limit 5 shows all`,
    );
  });

  test('says so where it is empty', () => {
    expect(queuePage(look, { at, team: 'returns', items: [], open: 0 })).toBe(
      'returns  0 open cases at 2026-03-16 12:00 UTC',
    );
  });
});

test('the queues of a desk are numbers with bars', () => {
  const count = (team: string | null, open: number): QueueCount => ({
    team,
    open,
    waiting: 1,
    unassigned: 0,
    overdue: 0,
    oldest: plus(at, -hour),
    oldestAge: hour,
  });
  expect(queuesPage(plain(80), { at, teams: [count('returns', 8), count(null, 2)] })).toBe(
    `Queues  10 open cases at 2026-03-16 12:00 UTC

team       open                unassigned  waiting  overdue  oldest
returns       8  ████████████           0        1        0     1 h
(no team)     2  ███                    0        1        0     1 h`,
  );
});

const entry = (told: Partial<TimelineEntry>): TimelineEntry => ({
  revision: 0,
  type: 'CaseCreated',
  occurredAt: at,
  recordedAt: at,
  late: false,
  who: 'maria (customer)',
  what: 'opened case C-10423-7 by chat',
  why: null,
  text: null,
  finding: null,
  decision: null,
  source: null,
  ...told,
});

test('a timeline tells who did what, why, what else there was, what was written and what was odd', () => {
  const entries = [
    entry({ text: 'Screen stays dark' }),
    entry({
      occurredAt: plus(at, 4 * 60_000),
      who: "Rule 'technical' of rulebook 1",
      what: 'routed the case to technical-support',
      why: 'category is technical/display',
      decision: {
        rulebook: 1,
        rule: literal(Text, 'technical'),
        inputs: {},
        alternatives: [
          { choice: literal(Text, 'orders'), because: literal(Text, 'category is technical/display, not orders') },
        ],
        because: literal(Text, 'category is technical/display'),
      },
    }),
    entry({
      occurredAt: plus(at, 24 * hour),
      who: 'ada (agent)',
      what: 'resolved the case',
      finding: 'resolved although it was new',
    }),
  ];
  expect(timelinePage(plain(80), { at, number: 'C-10423-7', status: 'Resolved', stage: 'resolution', entries })).toBe(
    `Case C-10423-7  Resolved, stage resolution, at 2026-03-16 12:00 UTC

2026-03-16 12:00  maria (customer) opened case C-10423-7 by chat
                  “Screen stays dark”
           12:04  Rule 'technical' of rulebook 1 routed the case to
                  technical-support
                  because category is technical/display
                  not orders: category is technical/display, not orders
2026-03-17 12:00  ada (agent) resolved the case
                  ! resolved although it was new

! 1 entry that Casebook's own lifecycle would have refused.`,
  );
});

test('drafts are told with why they are offered, and what they lack', () => {
  const draft: Draft = {
    template: literal(Text, 'handover'),
    rulebook: 3,
    text: literal(Text, 'Case C-1\nSerial number {{fields.serial}}\n'),
    missing: ['fields.serial'],
    because: literal(Text, 'category is technical'),
  };
  expect(draftsPage(look, { number: 'C-1', documents: 'note', drafts: [draft] })).toBe(
    `Drafts for case C-1  a note

handover
    why      category is technical
    text     Case C-1
             Serial number {{fields.serial}}
    missing  fields.serial`,
  );
  expect(draftsPage(look, { number: 'C-1', documents: 'finding', drafts: [] })).toBe(
    'Drafts for case C-1  there is no template for a finding of it',
  );
});

test('services are told with what they make and why, those that are not offered with why not', () => {
  const answer: ServicesOffered = {
    rulebook: 3,
    offered: [
      {
        name: literal(Text, 'repair'),
        description: literal(Text, 'A device is mended.'),
        caseType: literal(Text, 'malfunction'),
        defaults: { fields: { handover: literal(Text, 'courier') }, category: literal(Text, 'technical') },
        related: [literal(Text, 'advice')],
        because: 'product is tv',
      },
    ],
    notOffered: [{ name: 'advice', because: 'channel is portal' }],
  };
  expect(servicesPage(look, answer)).toBe(
    `Services  1 of 2 services of rulebook 3

+ repair
    what     A device is mended.
    makes    a case of type malfunction, in technical, handover courier
    why      product is tv
    see also advice

- advice: not offered, because channel is portal`,
  );
  expect(servicesPage(look, { rulebook: 0, offered: [], notOffered: [] })).toBe('Services  rulebook 0 defines none');
});

describe('a replay', () => {
  const actor: Actor = { kind: 'agent', id: literal(Text, 'ines'), onBehalfOf: null };
  const number = literal(CaseNumber, 'C-10423-7');
  const commands: ReadonlyArray<CaseCommand> = [
    {
      type: 'CreateCase',
      at,
      number,
      caseType: literal(Text, 'technical-issue'),
      service: null,
      channel: 'chat',
      origin: 'customer',
      customer: literal(CustomerId, 'maria'),
      product: null,
      fields: {},
      subject: literal(Text, 'Screen stays dark'),
      description: null,
      follows: null,
    },
    {
      type: 'CategorizeCase',
      at,
      category: literal(Text, 'technical/display'),
      complexity: null,
      by: null,
      reason: 'initial',
    },
  ];
  const decided = commands.reduce<ReadonlyArray<CaseEvent>>((events, command) => {
    const state = events.reduce(caseDecider.evolve, caseDecider.initial);
    const { answer } = caseDecider.decide(state, command, rulesOf([retailerRulebook()]));
    return E.isRight(answer) ? [...events, ...answer.right] : events;
  }, []);
  const history = decided.map((event, revision): Recorded<CaseEvent> => ({
    id: literal(EventId, `00000000-0000-4000-8000-00000000000${revision}`),
    type: event.type,
    schema: 1,
    occurredAt: at,
    actor,
    commandId: null,
    correlationId: 'demo',
    causationId: null,
    saidAt: null,
    source: null,
    wake: null,
    tenant: literal(TenantId, 'desk'),
    stream: streamName({ category: 'case', tenant: literal(TenantId, 'desk'), id: '1' }),
    revision,
    position: revision + 1,
    recordedAt: plus(at, 5),
    late: false,
    hash: '0'.repeat(64),
    previous: null,
    event,
  }));

  test('shows what each event said, why, and what it changed', () => {
    const { events } = replayed(history);
    const page = replayPage(look, { number, id: '1', events });
    expect(page.split('\n\n')[2]).toBe(
      `#1  CasePrioritized
    happened 2026-03-16 12:00:00 UTC
    recorded 2026-03-16 12:00:00.005 UTC, position 2
    by       agent ines
    said     priority: 3; score: 5; factors: name kind of trouble, value not known, weight 3, points
             1, name customer tier, value not known, weight 2, points 0, name channel, value chat,
             weight 1, points 2
    why      rule "priority" of rulebook 1: the score is 5, and 3 is for scores from 5
             not 1: is for scores from 16; the score is 5
             not 2: is for scores from 11; the score is 5
    changed  priority.level: nothing → 3
             priority.score: nothing → 5`,
    );
    expect(page).toContain('#0  CaseCreated  New');
    expect(page).toContain('rule "technical issues go to technical support" of rulebook 1');
    expect(page).toContain('assignment.team: nothing → technical-support');
  });

  test('ends in the state that the events have led to', () => {
    expect(replayed(history).state).toMatchObject({ categorization: { category: 'technical/display' } });
    expect(replayed([]).events).toEqual([]);
  });
});

describe('a report', () => {
  const figures: Report = {
    cases: 20769,
    sourceRows: 119998,
    sla: { met: 12594, missed: 8174, undecided: 1, share: 0.606414 },
    resolution: { cases: 20768, hours: { median: 18.733333, mean: 170.220681, p90: 358.205 } },
    undisturbed: { cases: 12132, share: 0.584168 },
    reopens: { count: 277, cases: 235 },
    handovers: { team: 16203, agent: 4128 },
    variants: 1907,
    topTeams: [
      { team: 'Group 70', cases: 8966 },
      { team: 'Group 25', cases: 1119 },
    ],
  };
  const days = [1, 2, 3].map((day) => ({
    day: `2026-03-0${day}`,
    created: day,
    resolved: 1,
    reopened: 0,
    cancelled: 0,
    merged: 0,
    unmerged: 0,
  }));

  test('is a page that a person reads', () => {
    expect(reportPage(plain(80), { at, figures, days })).toBe(
      `Report  at 2026-03-16 12:00 UTC

Cases           20,769, of which 20,768 have been resolved
Resolved in     18 h 43 min (median), 7 d 2 h (mean), 90 % within 14 d 22 h
Service levels  60.6 % met: 12,594 met, 8,174 missed, 1 undecided
Undisturbed     58.4 % of the resolved: 12,132 without handover or reopening
Reopened        277 times in 235 cases
Handovers       16,203 between teams, 4,128 between agents
Source          119,998 rows, 1,907 different courses of a case

Day by day  2026-03-01 to 2026-03-03
Came in         ▃▆█  at most 3
Resolved        ███  at most 1
Backlog         ▁▃█  at most 3

team that had them last  cases
Group 70                 8,966  ██████████████████████████████
Group 25                 1,119  ███▊`,
    );
  });

  test('leaves out what nobody has measured', () => {
    const { sla: _sla, ...rest } = figures;
    const page = reportPage(look, { at, figures: { ...rest, sourceRows: 0 }, days: [] });
    expect(page).not.toMatch(/Service levels|Source|Day by day/);
  });
});

describe('the answer to a query', () => {
  test('has numbers to the right and a count below', () => {
    expect(
      sqlPage(look, {
        columns: ['team', 'cases'],
        rows: [
          ['returns', 7],
          [null, 12],
        ],
      }),
    ).toBe('team     cases\nreturns      7\n            12\n\n2 rows');
  });
});

describe('a check', () => {
  test('says that there is no drift', () => {
    const all = { position: 1234, streams: 60, events: 1200, parked: 0, sample: null };
    expect(checkPage(look, { ...all, names: ['queue_entries', 'timers'], drifts: [] })).toBe(
      `Check  2 read models against the log up to position 1,234
60 streams with 1,200 events folded again.
No drift: every stored row is what the log says.`,
    );
  });

  test('says of a sample what it was, and which streams were left out', () => {
    const sample = { streams: 3, seed: 7 };
    const some = { position: 9, streams: 3, events: 8, parked: 1, names: ['timers'], drifts: [] };
    expect(checkPage(look, { ...some, sample })).toBe(
      `Check  1 read model against the log up to position 9
3 streams with 8 events folded again, a sample drawn by seed 7.
1 stream cannot be folded and was left out: see "casebook status".
No drift: every stored row of these is what the log says.`,
    );
  });

  test('names table, key, column, stored and folded value, and what to do', () => {
    const drift = {
      kind: 'changed',
      projection: 'queue_entries',
      table: 'queue_entries_v1',
      tenant: 'desk',
      stream: 'case-desk_1',
      key: {},
      column: 'team',
      stored: 'returns',
      folded: null,
    } as const;
    expect(
      checkPage(look, {
        position: 1,
        streams: 2,
        events: 5,
        parked: 0,
        sample: null,
        names: ['queue_entries'],
        drifts: [drift],
      }),
    ).toBe(
      `Check  1 read model against the log up to position 1
2 streams with 5 events folded again.
drift  queue_entries_v1  tenant desk, case-desk_1
       team: stored "returns", folded nothing
1 drift. The log is right: "casebook rebuild queue_entries" folds it again.`,
    );
  });
});

describe('the status of read models', () => {
  const table = {
    projection: 'queue_entries',
    role: 'live',
    version: 1,
    position: 90,
    held: [{ holder: 'worker desk/1/a/1', shares: [0, 1, 2, 3, 4, 5, 6, 7] }],
    parked: 1,
  } as const;

  test('says who holds what, how far it is, and why it is no further', () => {
    const parked = {
      projection: 'queue_entries',
      tenant: 'desk',
      stream: 'case-desk_1',
      revision: 3,
      position: 40,
      eventType: 'CaseAssigned',
      message: 'no such team',
    };
    expect(
      statusPage(look, {
        head: 120,
        position: 90,
        lag: { positions: 30, seconds: 65 },
        workers: ['worker desk/1/a/1'],
        tables: [table, { ...table, role: 'next', position: null, held: [], parked: 0 }],
        parked: [parked],
        markHolders: [{ floor: 120, pid: 17, application: null, since: null }],
      }),
    ).toBe(
      `Read models  at position 90 of 120

table          version  role          position  behind  waiting  held by
queue_entries        1  live                90      30        1  worker desk/1/a/1 (8 of 8)
queue_entries        1  next  stream by stream                0

queue_entries  tenant desk, case-desk_1: revision 3 (CaseAssigned): no such team
1 worker follows the log: worker desk/1/a/1.
Since 1 min 5 s something is missing, up to 30 events.
An append is under way above position 120, of database process 17: nobody reads beyond it.
A table is being built; "casebook rebuild" goes on with it.
Streams wait until what cannot fold them is mended; then: casebook replay-parked.`,
    );
  });
});

describe('the page of snapshots', () => {
  test('says what is kept since when, and what of it is not used', () => {
    const table = { projection: 'queue_entries', version: 2, rows: 1_200, usable: true };
    const kept = { position: 4_500, takenAt: at, tables: [table, { ...table, version: 1, usable: false }] };
    expect(snapshotsPage(look, [kept])).toBe(
      `Position 4,500  kept at 2026-03-16 12:00:00 UTC

read model     version   rows
queue_entries        2  1,200
queue_entries        1  1,200  not used: of another version, or changed since`,
    );
    expect(snapshotsPage(look, [])).toBe('Nothing is kept.');
  });
});
