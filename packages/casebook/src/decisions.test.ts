import * as E from 'fp-ts/Either';
import { agent, run } from '@casebook/casebook';
import { openTestCasebook } from '@casebook/casebook/testing';
import { decodeRulebook, lintRulebook } from '@casebook/domain';

// #region rulebook
const document = {
  version: 1,
  hash: null,
  effectiveFrom: '2026-01-01T00:00:00.000Z',
  fields: [
    { name: 'serial', holds: { type: 'text' }, personal: false },
    { name: 'fault', holds: { type: 'text' }, personal: false },
  ],
  caseTypes: [
    {
      name: 'malfunction',
      requiredFields: [
        { field: 'serial', stage: 'intake', when: { all: [] } },
        { field: 'fault', stage: 'resolution', when: { field: 'category', is: 'technical' } },
      ],
      defaultCategory: 'technical',
      oneTouch: false,
    },
  ],
  categories: [
    { path: 'technical', criteria: null, examples: [], complexity: null },
    {
      path: 'technical/display',
      criteria: 'What it shows is wrong, and it has power',
      examples: ['Screen stays dark'],
      complexity: 'medium',
    },
    { path: 'billing', criteria: null, examples: [], complexity: 'low' },
  ],
  categoryReviews: [{ name: 'hard ones', when: { field: 'complexity', is: 'high' } }],
  services: [
    {
      name: 'repair',
      description: 'A faulty device is mended.',
      caseType: 'malfunction',
      products: ['tv-55', 'phone-x2'],
      offeredWhen: { field: 'channel', oneOf: ['phone', 'chat'] },
      defaults: { fields: { serial: 'to be asked for' }, category: 'technical' },
      related: [],
    },
  ],
  teams: [
    { team: 'technical-support', agents: ['ada', 'ben'] },
    { team: 'front-office', agents: [] },
  ],
  priority: {
    factors: [
      { name: 'channel', field: 'channel', weight: 1, points: [{ is: 'phone', points: 10 }], otherwise: 0 },
      { name: 'what broke', field: 'category', weight: 2, points: [{ is: 'technical', points: 10 }], otherwise: 0 },
    ],
    levels: [
      { from: 25, priority: 1 },
      { from: 15, priority: 2 },
    ],
    otherwise: 3,
  },
  routing: [
    {
      name: 'displays',
      when: { all: [{ field: 'category', is: 'technical/display' }] },
      team: 'technical-support',
      agent: 'ada',
    },
    {
      name: 'technical',
      when: { all: [{ field: 'category', is: 'technical' }] },
      team: 'technical-support',
      agent: null,
    },
    { name: 'everything else', when: { all: [] }, team: 'front-office', agent: null },
  ],
  assignment: [],
  approvals: [
    {
      name: 'what costs 200 euros',
      when: { field: 'plannedCost', atLeast: 20_000 }, // in cents
      approvers: ['ada', 'ben'],
      quorum: 1,
      within: 86_400_000,
    },
  ],
  playbooks: [
    {
      name: 'replacing',
      when: { field: 'caseType', is: 'malfunction' },
      steps: [
        {
          step: 'look up the warranty',
          stage: 'assignment',
          after: [],
          when: { all: [] },
          doneBy: 'desk',
          team: null,
          neededFor: 'resolution',
          within: 14_400_000,
          calendar: 'office-hours',
          blocks: null,
        },
        {
          step: 'send it in',
          stage: 'investigation',
          after: ['look up the warranty'],
          when: { field: 'product', known: true },
          doneBy: 'customer',
          team: null,
          neededFor: null,
          within: null,
          calendar: null,
          blocks: 'the device is on its way',
        },
      ],
    },
  ],
  calendars: [
    {
      id: 'office-hours',
      name: 'Office hours',
      zone: 'Europe/Berlin',
      week: {
        monday: [{ from: '09:00', to: '17:00' }],
        tuesday: [{ from: '09:00', to: '17:00' }],
        wednesday: [{ from: '09:00', to: '17:00' }],
        thursday: [{ from: '09:00', to: '17:00' }],
        friday: [{ from: '09:00', to: '13:00' }],
        saturday: [],
        sunday: [],
      },
      exceptions: [{ date: '2026-05-01', name: 'May Day', windows: [] }],
    },
  ],
  serviceLevels: [
    {
      name: 'solved within two days',
      metric: 'resolution',
      agreement: 'SLA',
      when: { field: 'caseType', is: 'malfunction' },
      stopsWhen: null,
      cancelledWhen: null,
      target: 57_600_000,
      calendar: 'office-hours',
      pausedBy: ['customer'],
      warnings: [50, 75],
      counts: 'fromStart',
      reopening: 'continue',
    },
  ],
  escalations: [
    {
      name: 'late malfunctions',
      serviceLevel: 'solved within two days',
      at: 100,
      when: { all: [{ field: 'priority', atMost: 2 }] },
      kind: 'hierarchical',
      severity: null,
      to: 'front-office',
    },
  ],
  surveys: [
    {
      name: 'after a repair',
      when: { field: 'caseType', is: 'malfunction' },
      kind: 'CSAT',
      after: 'closure',
      openFor: null,
    },
  ],
  scorecards: [
    {
      name: 'how it was handled',
      when: { all: [] },
      criteria: [
        { name: 'tone', text: 'Is it friendly, and does it keep to the point?', weight: 30, max: 5, failsBelow: 2 },
        { name: 'answer', text: null, weight: 70, max: 3, failsBelow: null },
      ],
      passAt: 80,
      sample: { percent: 10, seed: 'spring' },
    },
  ],
  rates: [{ name: 'all work', when: { all: [] }, activity: null, perHour: { amount: 6_000, currency: 'EUR' } }],
  notifications: [
    {
      name: 'late promises',
      on: ['ServiceLevelWarned', 'ServiceLevelBreached'],
      when: { all: [] },
      to: ['team', 'agent'],
      through: 'mail',
    },
  ],
  templates: [
    {
      name: 'replaced',
      documents: 'resolution',
      when: { field: 'caseType', is: 'malfunction' },
      text: 'The {{product}} with serial number {{fields.serial}} was replaced.',
    },
  ],
  resolutionCodes: ['replaced', 'repaired', 'refunded'],
  closing: {
    autoCloseAfter: 172_800_000,
    autoCloseUnless: { field: 'priority', is: 1 },
    remindAfter: 86_400_000,
    reopenWithin: 2_592_000_000,
  },
};
// #endregion

const decoded = () => {
  const rulebook = decodeRulebook(document);
  if (E.isLeft(rulebook)) throw new Error(rulebook.left.faults.join('\n'));
  return rulebook.right;
};

test('the rulebook that the reference shows can be read, and means something', () => {
  expect(lintRulebook(decoded())).toEqual([]);
});

test('a document that is no rulebook is told where and why', () => {
  const answer = decodeRulebook({ ...document, closing: { ...document.closing, autoCloseAfter: '2 days' } });
  expect(answer).toEqual(
    E.left({
      type: 'RulebookUnreadable',
      faults: ['closing.autoCloseAfter: "2 days" must be whole milliseconds of at most a hundred years or null'],
    }),
  );
});

test('a rule leaves its reasons in the event that it caused', async () => {
  const casebook = await openTestCasebook({ rulebooks: [decoded()] });
  const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
  // #region why
  const { number } = await run(
    desk.cases.create({ type: 'malfunction', channel: 'phone', fields: { serial: 'R7-1138' } }),
  );
  const timeline = await run(desk.history.timeline(number));
  const why = timeline.filter(({ decision }) => decision).map(({ who, what, why }) => `${who} ${what} because ${why}`);
  // #endregion
  const decision = timeline.find(({ type }) => type === 'CaseRouted')?.decision;
  await casebook.close();
  expect(why).toEqual([
    // #region why-said
    "Rule 'default category' of rulebook 1 categorized the case as technical because malfunction begins as technical",
    "Rule 'priority' of rulebook 1 set the priority to 1 (critical) with 30 points (channel 10, what broke 10) because the score is 30, and 1 is for scores from 25",
    "Rule 'technical' of rulebook 1 routed the case to technical-support because category is technical",
    "Rule 'replacing' of rulebook 1 started the playbook ‘replacing’ of rulebook 1 because caseType is malfunction",
    "Rule 'solved within two days' of rulebook 1 started the SLA ‘solved within two days’ on resolution of 16 h, due 2026-01-07 09:00 UTC because caseType is malfunction",
    // #endregion
  ]);
  expect(decision).toEqual(
    // #region decision
    {
      rulebook: 1,
      rule: 'technical',
      inputs: { category: 'technical' },
      alternatives: [
        { choice: 'technical-support (displays)', because: 'category is technical, not technical/display' },
        { choice: 'front-office (everything else)', because: 'technical comes first' },
      ],
      because: 'category is technical',
    },
    // #endregion
  );
});
