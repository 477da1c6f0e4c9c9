import { textOf, type Text } from '@casebook/vocabulary';
import { plainRulebook } from '../rulebook/plain';
import type { PlaybookStep } from '../rulebook/playbook';
import type { Of } from '../message';
import {
  accepted,
  ada,
  at,
  categorized,
  created,
  hour,
  later,
  officeHours,
  opened,
  resolved,
} from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const step = (name: string, rest: Partial<PlaybookStep> = {}): PlaybookStep => ({
  step: textOf(name),
  stage: 'intake',
  after: [],
  when: { all: [] },
  doneBy: 'desk',
  team: null,
  neededFor: null,
  within: null,
  calendar: null,
  blocks: null,
  ...rest,
});

const steps = [
  step('look up the warranty', { neededFor: 'resolution', within: 8 * hour, calendar: officeHours.id }),
  step('pack the tablet', {
    after: [textOf('look up the warranty')],
    when: { field: 'product', is: textOf('tablet') },
  }),
  step('send it in', { after: [textOf('pack the tablet')], doneBy: 'customer', blocks: textOf('it is on its way') }),
  step('ask whether it works', { stage: 'resolution', neededFor: 'closure' }),
];

const rules = {
  ...plainRulebook,
  version: 3,
  calendars: [officeHours],
  playbooks: [
    { name: textOf('replacing'), when: { field: 'category', is: textOf('technical') } as const, steps },
    { name: textOf('advice'), when: { field: 'category', is: textOf('billing') } as const, steps: [step('explain')] },
    { name: textOf('recall'), when: { any: [] }, steps: [step('call back')] },
  ],
};

const idOf = (name: string, run = 1): Text => textOf(`playbook-${run}/${name}`);

const categorize: Of<CaseCommand, 'CategorizeCase'> = {
  type: 'CategorizeCase',
  at,
  category: textOf('technical/display'),
  complexity: null,
  by: null,
  reason: 'initial',
};

const started: Of<CaseEvent, 'PlaybookStarted'> = {
  type: 'PlaybookStarted',
  at,
  runId: textOf('playbook-1'),
  playbook: textOf('replacing'),
  rulebook: 3,
  decision: {
    rulebook: 3,
    rule: textOf('replacing'),
    inputs: { category: textOf('technical/display') },
    alternatives: [
      { choice: textOf('advice'), because: textOf('category is technical/display, not billing') },
      { choice: textOf('recall'), because: textOf('it holds for no case') },
    ],
    because: textOf('category is technical/display'),
  },
};

const added = (of: PlaybookStep, rest: Partial<Of<CaseEvent, 'TaskAdded'>> = {}): Of<CaseEvent, 'TaskAdded'> => ({
  type: 'TaskAdded',
  at,
  taskId: idOf(of.step),
  title: of.step,
  doneBy: of.doneBy,
  neededFor: of.neededFor,
  stage: of.stage,
  dependsOn: of.after.map((name) => idOf(name)),
  team: of.team,
  agent: null,
  dueAt: of.within === null ? null : later(24 * hour), // eight hours from ten o'clock in Berlin on
  blocks: of.blocks,
  of: { runId: textOf('playbook-1'), playbook: textOf('replacing'), rulebook: 3, step: of.step },
  ...rest,
});

const ended = (name: string, rest: Partial<Of<CaseEvent, 'TaskEnded'>> = {}): Of<CaseEvent, 'TaskEnded'> => ({
  type: 'TaskEnded',
  at,
  taskId: idOf(name),
  outcome: 'done',
  remark: null,
  decision: null,
  ...rest,
});

const end = (name: string, rest: Partial<Of<CaseCommand, 'EndTask'>> = {}): Of<CaseCommand, 'EndTask'> => ({
  type: 'EndTask',
  at,
  taskId: idOf(name),
  outcome: 'done',
  by: 'desk',
  remark: null,
  ...rest,
});

const notForPhones = {
  rulebook: 3,
  rule: textOf('replacing: pack the tablet'),
  inputs: { product: textOf('phone') },
  alternatives: [],
  because: textOf('product is phone, not tablet'),
};
const packed = ended('pack the tablet', { outcome: 'skipped', decision: notForPhones });
const waits: Of<CaseEvent, 'WaitStarted'> = {
  type: 'WaitStarted',
  at,
  waitId: idOf('send it in'),
  on: 'task',
  subject: textOf('it is on its way'),
  until: null,
};
const stopped: Of<CaseEvent, 'WaitEnded'> = { type: 'WaitEnded', at, waitId: idOf('send it in'), cause: 'done' };

const tasks = steps.map((one) => added(one));
const begun = [created, categorized, started, ...tasks, ...opened.slice(1)];
const lookedUp = [...begun, ended('look up the warranty'), packed, waits];
const mended = [...lookedUp, ended('send it in'), stopped, resolved];

const resolve: Of<CaseCommand, 'ResolveCase'> = {
  type: 'ResolveCase',
  at,
  code: textOf('replaced'),
  notes: textOf('A new one was sent.'),
  template: null,
};

describe('a playbook', () => {
  test('starts for the cases that it is for, with all of its steps, each due in working time', () => {
    given(caseDecider, created)
      .under(rules)
      .when(categorize)
      .yields(categorized, started, ...tasks);
  });
  test('goes on as it is while its condition holds', () => {
    given(caseDecider, ...begun)
      .under(rules)
      .when({ ...categorize, category: textOf('technical/battery'), reason: 'newInformation' })
      .yields({
        ...categorized,
        category: textOf('technical/battery'),
        previous: textOf('technical/display'),
        reason: 'newInformation',
      });
  });
  test('gives way to the one that the case belongs to now; what was to be done is dropped', () => {
    const advice = { ...started, runId: textOf('playbook-2'), playbook: textOf('advice') };
    given(caseDecider, ...lookedUp)
      .under(rules)
      .when({ ...categorize, category: textOf('billing'), reason: 'misclassified' })
      .yields(
        {
          ...categorized,
          category: textOf('billing'),
          previous: textOf('technical/display'),
          reason: 'misclassified',
        },
        ended('send it in', { outcome: 'superseded' }),
        ended('ask whether it works', { outcome: 'superseded' }),
        {
          ...advice,
          decision: {
            rulebook: 3,
            rule: textOf('advice'),
            inputs: { category: textOf('billing') },
            alternatives: [
              { choice: textOf('replacing'), because: textOf('category is billing, not technical') },
              { choice: textOf('recall'), because: textOf('it holds for no case') },
            ],
            because: textOf('category is billing'),
          },
        },
        added(step('explain'), {
          taskId: idOf('explain', 2),
          of: { runId: textOf('playbook-2'), playbook: textOf('advice'), rulebook: 3, step: textOf('explain') },
        }),
        { ...stopped, cause: 'superseded' },
      );
  });
  test('is started by hand, once while it goes on', () => {
    const recalled = { ...started, playbook: textOf('recall'), decision: null };
    const of = { runId: textOf('playbook-1'), playbook: textOf('recall'), rulebook: 3, step: textOf('call back') };
    const call = added(step('call back'), { of });
    const start = { type: 'StartPlaybook', at, playbook: textOf('recall') } as const;
    given(caseDecider, created).under(rules).when(start).yields(recalled, call);
    given(caseDecider, created, recalled, call).under(rules).when(start).yieldsNothing();
  });
  test('that there is not is refused', () => {
    given(caseDecider, created)
      .under(rules)
      .when({ type: 'StartPlaybook', at, playbook: textOf('exchange') })
      .isRefused({ type: 'PlaybookUnknown', playbook: textOf('exchange') });
  });
});

describe('a step', () => {
  test('that is over brings the next: one that is not for this case is skipped and says why, one that blocks makes it wait', () => {
    given(caseDecider, ...begun)
      .under(rules)
      .when(end('look up the warranty'))
      .yields(ended('look up the warranty'), packed, waits);
  });
  test('is not done before its turn', () => {
    given(caseDecider, ...begun)
      .under(rules)
      .when(end('pack the tablet'))
      .isRefused({
        type: 'TaskNotOnTurn',
        taskId: idOf('pack the tablet'),
        after: [idOf('look up the warranty')],
        stage: 'intake',
      });
    given(caseDecider, ...begun)
      .under(rules)
      .when(end('ask whether it works'))
      .isRefused({ type: 'TaskNotOnTurn', taskId: idOf('ask whether it works'), after: [], stage: 'resolution' });
  });
  test('of the customer is done by the customer, and the case waits no longer', () => {
    given(caseDecider, ...lookedUp)
      .under(rules)
      .when(end('send it in', { by: 'customer' }))
      .yields(ended('send it in'), stopped);
  });
  test('of the desk is not the customer’s, who skips none', () => {
    const refused = (name: string) => ({ type: 'NotCustomersTask', taskId: idOf(name) }) as const;
    given(caseDecider, ...begun)
      .under(rules)
      .when(end('look up the warranty', { by: 'customer' }))
      .isRefused(refused('look up the warranty'));
    given(caseDecider, ...lookedUp)
      .under(rules)
      .when(end('send it in', { by: 'customer', outcome: 'skipped', remark: textOf('No.') }))
      .isRefused(refused('send it in'));
  });
  test('is skipped by whoever says why, also before its turn', () => {
    given(caseDecider, ...begun)
      .under(rules)
      .when(end('send it in', { outcome: 'skipped' }))
      .isRefused({ type: 'RemarkMissing' });
    given(caseDecider, ...begun)
      .under(rules)
      .when(end('send it in', { outcome: 'skipped', remark: textOf('It was stolen.') }))
      .yields(ended('send it in', { outcome: 'skipped', remark: textOf('It was stolen.') }));
  });
  test('is over once', () => {
    given(caseDecider, ...lookedUp)
      .under(rules)
      .when(end('look up the warranty'))
      .yieldsNothing();
    given(caseDecider, ...lookedUp)
      .under(rules)
      .when(end('pack the tablet'))
      .isRefused({ type: 'TaskOver', taskId: idOf('pack the tablet'), outcome: 'skipped' });
    given(caseDecider, ...lookedUp)
      .under(rules)
      .when(end('paint it'))
      .isRefused({ type: 'TaskUnknown', taskId: idOf('paint it') });
  });
});

describe('what a case lacks', () => {
  test('keeps it from being resolved', () => {
    given(caseDecider, ...begun)
      .under(rules)
      .when(resolve)
      .isRefused({ type: 'TasksOutstanding', neededFor: 'resolution', tasks: [idOf('look up the warranty')] });
  });
  test('keeps an agent from closing it, and not its customer', () => {
    const close = { type: 'CloseCase', at, code: null, notes: null } as const;
    given(caseDecider, ...mended)
      .under(rules)
      .when({ ...close, by: 'agent' })
      .isRefused({ type: 'TasksOutstanding', neededFor: 'closure', tasks: [idOf('ask whether it works')] });
    given(caseDecider, ...mended)
      .under(rules)
      .when({ ...close, by: 'customer' })
      .yields(
        {
          type: 'CaseClosed',
          at,
          by: 'customer',
          code: null,
          notes: null,
          reopenableUntil: later(30 * 24 * hour),
          rulebook: 3,
        },
        ended('ask whether it works', { outcome: 'superseded' }),
      );
  });
  const closed = {
    type: 'CaseClosed',
    at,
    by: 'customer',
    code: null,
    notes: null,
    reopenableUntil: later(30 * 24 * hour),
    rulebook: 3,
  } as const;
  test('is waited for where the customer has accepted the solution', () => {
    const agreed = {
      type: 'ResolutionAccepted',
      at,
      resolutionId: textOf('resolution-1'),
      via: textOf('email'),
    } as const;
    given(caseDecider, ...mended)
      .under(rules)
      .when({ type: 'AcceptResolution', at, channel: textOf('email') })
      .yields(agreed);
    given(caseDecider, ...mended, agreed)
      .under(rules)
      .when(end('ask whether it works'))
      .yields(ended('ask whether it works'), closed);
  });
  test('is waited for where the case would close by itself: it does once all is checked', () => {
    const until = { closesAt: later(2 * hour), reopenableUntil: later(5 * hour), rulebook: 3 };
    const told = [...lookedUp, ended('send it in'), stopped, { ...resolved, ...until }];
    given(caseDecider, ...told)
      .under(rules)
      .whenTimeIs(later(4 * hour))
      .yieldsNothing();
    const check = end('ask whether it works', { at: later(3 * hour) });
    given(caseDecider, ...told)
      .under(rules)
      .when(check)
      .yields(ended('ask whether it works', { at: later(3 * hour) }), {
        ...closed,
        at: later(3 * hour),
        by: 'autoClose',
        reopenableUntil: later(6 * hour),
      });
  });
});

describe('a task', () => {
  const mine: Of<CaseCommand, 'AddTask'> = {
    type: 'AddTask',
    at,
    taskId: textOf('task-1'),
    title: textOf('Ask the supplier'),
    doneBy: 'desk',
    neededFor: null,
    stage: null,
    dependsOn: [],
    team: null,
    agent: ada,
    dueAt: null,
    blocks: null,
  };
  const there: Of<CaseEvent, 'TaskAdded'> = { ...mine, type: 'TaskAdded', of: null };

  test('is added by anybody who sees something to do, once', () => {
    given(caseDecider, created).when(mine).yields(there);
    given(caseDecider, created, there).when(mine).yieldsNothing();
  });
  test('says what is to be done, and waits for tasks that there are', () => {
    given(caseDecider, created)
      .when({ ...mine, title: textOf(' ') })
      .isRefused({ type: 'TitleMissing' });
    given(caseDecider, created)
      .when({ ...mine, dependsOn: [textOf('task-0')] })
      .isRefused({ type: 'TaskUnknown', taskId: textOf('task-0') });
  });
  test('is given to somebody', () => {
    const assign = { type: 'AssignTask', at, taskId: textOf('task-1'), team: null, agent: null } as const;
    given(caseDecider, created, there)
      .when(assign)
      .yields({ ...assign, type: 'TaskAssigned' });
    given(caseDecider, created, there)
      .when({ ...assign, agent: ada })
      .yieldsNothing();
  });
  test('that blocks a case which nobody has accepted makes it wait once somebody has', () => {
    const blocking = { ...there, blocks: textOf('the supplier is asked') };
    given(caseDecider, ...opened.slice(0, -1), blocking)
      .when({ type: 'AcceptAssignment', at, agent: ada })
      .yields(accepted, { ...waits, waitId: textOf('task-1'), subject: textOf('the supplier is asked') });
  });
  test('is measured from the first that is open for the desk to the last that is over, and can be promised', () => {
    const promise = {
      name: textOf('tasks within a day'),
      metric: 'task',
      agreement: 'OLA',
      when: { all: [] },
      stopsWhen: null,
      cancelledWhen: null,
      target: 8 * hour,
      calendar: officeHours.id,
      pausedBy: [],
      warnings: [],
      counts: 'fromStart',
      reopening: 'newCycle',
    } as const;
    const promising = { ...plainRulebook, version: 3, calendars: [officeHours], serviceLevels: [promise] };
    const level: Of<CaseEvent, 'ServiceLevelStarted'> = {
      type: 'ServiceLevelStarted',
      at,
      slaId: textOf('service-level-1'),
      policy: promise.name,
      metric: 'task',
      agreement: 'OLA',
      round: 1,
      target: 8 * hour,
      startsAt: at,
      before: 0,
      dueAt: later(24 * hour),
      warnings: [],
      supersedes: null,
      decision: {
        rulebook: 3,
        rule: promise.name,
        inputs: {},
        alternatives: [],
        because: textOf('it holds for every case'),
      },
    };
    const second = { ...there, taskId: textOf('task-2') };
    const done = (id: string) => ({ ...ended(id), taskId: textOf(id), at: later(hour) });
    const finish = (id: string) => ({ ...end(id), taskId: textOf(id), at: later(hour) });
    given(caseDecider, created).under(promising).when(mine).yields(there, level);
    given(caseDecider, created)
      .under(promising)
      .when({ ...mine, doneBy: 'customer' })
      .yields({ ...there, doneBy: 'customer' });
    given(caseDecider, created, there, level, second).under(promising).when(finish('task-1')).yields(done('task-1'));
    given(caseDecider, created, there, level, second, done('task-1'))
      .under(promising)
      .when(finish('task-2'))
      .yields(done('task-2'), { type: 'ServiceLevelMet', at: later(hour), slaId: level.slaId, used: hour });
  });
});
