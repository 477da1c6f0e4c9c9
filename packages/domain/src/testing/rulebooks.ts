import * as fc from 'fast-check';
import { instantOf, textOf } from '@casebook/vocabulary';
import { roundTheClock } from '@casebook/working-time';
import { metrics, type Metric } from '../case/metric';
import { stages } from '../case/stage-order';
import type { WaitOn } from '../case/wait-on';
import { agreements } from '../rulebook/agreed';
import type { Condition, Test } from '../rulebook/condition';
import type { NotificationRule } from '../rulebook/notification-rule';
import type { ServiceDefinition } from '../rulebook/service-definition';
import type { Playbook, PlaybookStep } from '../rulebook/playbook';
import type { Rate } from '../rulebook/rate';
import type { Scorecard } from '../rulebook/scorecard';
import type { SurveyRule } from '../rulebook/survey-rule';
import { documentKinds, type Template } from '../rulebook/template';
import type {
  ApprovalRule,
  CaseType,
  PriorityModel,
  RequiredField,
  RoutingRule,
  AssignmentRule,
  Category,
  CategoryReviewRule,
  EscalationRule,
  Rulebook,
  ServiceLevelPolicy,
  Team,
} from '../rulebook/rulebook';
import { officeHours } from './examples';
import {
  agents,
  anyAgent,
  anyCaseType,
  anyCategory,
  anyComplexity,
  anyProduct,
  anyTeam,
  caseTypes,
  categories,
  codes,
  criteria,
  playbooks,
  products,
  scorecard,
  services,
  teams,
  templateOf,
} from './words';

const hour = 60 * 60_000;

const anyTest: fc.Arbitrary<Test> = fc.oneof(
  anyCategory.map((is) => ({ field: 'category', is }) as const),
  anyComplexity.map((is) => ({ field: 'complexity', is: textOf(is) }) as const),
  anyProduct.map((is) => ({ field: 'product', is }) as const),
  fc.array(anyCaseType, { minLength: 1 }).map((oneOf) => ({ field: 'caseType', oneOf }) as const),
  fc.integer({ min: 1, max: 4 }).map((atMost) => ({ field: 'priority', atMost }) as const),
  fc.boolean().map((known) => ({ field: 'team', known }) as const),
  fc.constant({ field: 'serviceLevelUsed', atLeast: 50 } as const),
);

const anyTests = fc.array(anyTest, { maxLength: 2 });

/** Conditions of every shape, mostly a few tests that all must hold. */
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 5, arbitrary: anyTests.map((all) => ({ all })) },
  { weight: 1, arbitrary: anyTest },
  { weight: 1, arbitrary: anyTests.map((any) => ({ any })) },
  { weight: 1, arbitrary: anyTest.map((not) => ({ not })) },
);

const anyRule: fc.Arbitrary<Omit<RoutingRule, 'name'>> = fc.record({
  when: anyCondition,
  team: anyTeam,
  agent: fc.option(anyAgent),
});

const anyRouting: fc.Arbitrary<ReadonlyArray<RoutingRule>> = fc
  .array(anyRule, { maxLength: 4 })
  .map((rules) => rules.map((rule, index) => ({ ...rule, name: textOf(`rule ${index + 1}`) })));

const anyPoints = fc.integer({ min: 0, max: 10 });

const anyModel: fc.Arbitrary<PriorityModel> = fc.record({
  factors: fc.tuple(anyPoints, anyPoints).map(([points, weight]) => [
    {
      name: textOf('category'),
      field: 'category' as const,
      weight,
      points: [{ is: textOf('technical'), points }],
      otherwise: 1,
    },
    {
      name: textOf('product'),
      field: 'product' as const,
      weight: 0.5,
      points: [{ is: textOf('phone'), points: 3 }],
      otherwise: 0,
    },
  ]),
  levels: fc.constant([
    { from: 50, priority: 1 },
    { from: 20, priority: 2 },
    { from: 2, priority: 3 },
  ] as const),
  otherwise: fc.constant(4),
});

const anyRequired: fc.Arbitrary<ReadonlyArray<RequiredField>> = fc
  .record({
    stage: fc.constantFrom(...stages),
    when: fc.oneof({ weight: 3, arbitrary: fc.constant({ all: [] }) }, { weight: 1, arbitrary: anyCondition }),
  })
  .map((required) => [{ ...required, field: textOf('serial') }]);

const anyTaxonomy: fc.Arbitrary<ReadonlyArray<Category>> = fc
  .option(anyComplexity)
  .map((complexity) => categories.map((path) => ({ path, criteria: null, examples: [], complexity })));

const anyReviews: fc.Arbitrary<ReadonlyArray<CategoryReviewRule>> = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constant({ all: [] }) }, { weight: 1, arbitrary: anyCondition }), {
    maxLength: 2,
  })
  .map((conditions) => conditions.map((when, index) => ({ name: textOf(`look ${index + 1}`), when })));

const anyTypes: fc.Arbitrary<ReadonlyArray<CaseType>> = fc
  .tuple(anyRequired, fc.option(anyCategory), fc.boolean())
  .map(([requiredFields, defaultCategory, oneTouch]) =>
    caseTypes.map((name) => ({ name, requiredFields, defaultCategory, oneTouch })),
  );

/** One for all, one that asks for a product, and one that few are offered. */
const anyServices: fc.Arbitrary<ReadonlyArray<ServiceDefinition>> = fc
  .tuple(fc.option(anyCategory), fc.constantFrom({}, { serial: textOf('S-1') }), anyTests)
  .map(([category, fields, tests]) =>
    services.map((name, index) => ({
      name,
      description: textOf(`What ${name} is`),
      caseType: caseTypes[index % caseTypes.length] ?? name,
      products: index === 1 ? products : [],
      offeredWhen: { all: index === 2 ? tests : [] },
      defaults: { fields, category },
      related: services.slice(0, index),
    })),
  );

const anyTemplates: fc.Arbitrary<ReadonlyArray<Template>> = fc
  .constantFrom('', ' about {{ product }}', ': {{fields.note}}, {{priority}}')
  .chain((rest) => anyCondition.map((when) => [rest, when] as const))
  .map(([rest, when]) =>
    documentKinds.map((documents) => ({
      name: templateOf(documents),
      documents,
      when,
      text: textOf(`Case {{number}}${rest}.`),
    })),
  );

const anyTeams: fc.Arbitrary<ReadonlyArray<Team>> = fc.constantFrom<ReadonlyArray<Team>>(
  teams.map((team) => ({ team, agents })),
  teams.map((team, index) => ({ team, agents: agents.slice(index) })),
);

const twoEyes: ApprovalRule = {
  name: textOf('what costs much'),
  when: { field: 'plannedCost', atLeast: 10_000 },
  approvers: agents,
  quorum: 1,
  within: 24 * hour,
};

const anyStep: fc.Arbitrary<Omit<PlaybookStep, 'step' | 'after'>> = fc.record({
  stage: fc.constantFrom('intake', 'intake', 'assignment', 'investigation', 'resolution'),
  when: fc.oneof({ weight: 3, arbitrary: fc.constant({ all: [] }) }, { weight: 1, arbitrary: anyCondition }),
  doneBy: fc.constantFrom('desk', 'desk', 'customer'),
  team: fc.option(anyTeam),
  neededFor: fc.constantFrom(null, null, null, 'resolution', 'closure'),
  within: fc.constantFrom(null, 4 * hour),
  calendar: fc.constantFrom(null, officeHours.id),
  blocks: fc.constantFrom(null, null, textOf('the device is on its way')),
});

/** One that a rule starts for some cases, one for the others, and one that only people start. */
const anyPlaybooks: fc.Arbitrary<ReadonlyArray<Playbook>> = fc
  .tuple(anyTest, fc.array(anyStep, { minLength: 1, maxLength: 3 }))
  .map(([test, steps]) =>
    playbooks.map((name, index) => ({
      name,
      when: [test, { all: [] }][index] ?? { any: [] },
      steps: steps.map((step, place) => ({
        ...step,
        step: textOf(`step ${place + 1}`),
        after: place === 0 ? [] : [textOf(`step ${place}`)],
      })),
    })),
  );

const anySurveys: fc.Arbitrary<ReadonlyArray<SurveyRule>> = fc
  .record({
    when: fc.oneof({ weight: 3, arbitrary: fc.constant({ all: [] }) }, { weight: 1, arbitrary: anyCondition }),
    kind: fc.constantFrom('CSAT', 'CES', 'NPS'),
    after: fc.constantFrom('resolution', 'resolution', 'closure'),
    openFor: fc.constantFrom(null, null, 200 * hour),
  })
  .map((rule) => [{ ...rule, name: textOf('what they think') }]);

const notifications: ReadonlyArray<NotificationRule> = [
  {
    name: textOf('theirs'),
    on: ['CaseRouted', 'CaseAssigned', 'CaseEscalated'],
    when: { all: [] },
    to: ['concerned'],
    through: textOf('mail'),
  },
  {
    name: textOf('late'),
    on: ['ServiceLevelBreached'],
    when: { all: [] },
    to: ['team', 'agent', 'system'],
    through: textOf('mail'),
  },
];

const anyScorecards: fc.Arbitrary<ReadonlyArray<Scorecard>> = fc
  .record({
    when: fc.oneof({ weight: 5, arbitrary: fc.constant({ all: [] }) }, { weight: 1, arbitrary: anyCondition }),
    passAt: fc.constantFrom(50, 80),
    failsBelow: fc.constantFrom(null, 2),
    percent: fc.constantFrom(null, 50, 100, 100, 100),
  })
  .map(({ when, passAt, failsBelow, percent }) => [
    {
      name: scorecard,
      when,
      criteria: [
        { name: textOf('tone'), text: textOf('Is it friendly?'), weight: 40, max: criteria.tone, failsBelow },
        { name: textOf('answer'), text: null, weight: 60, max: criteria.answer, failsBelow: null },
      ],
      passAt,
      sample: percent === null ? null : { percent, seed: textOf('spring') },
    },
  ]);

const rates: ReadonlyArray<Rate> = [
  {
    name: textOf('research'),
    when: { all: [] },
    activity: textOf('research'),
    perHour: { amount: 9_000, currency: textOf('EUR') },
  },
  { name: textOf('any'), when: { all: [] }, activity: null, perHour: { amount: 4_550, currency: textOf('EUR') } },
];

const byDisplays: AssignmentRule = {
  name: textOf('who knows displays'),
  when: { all: [] },
  requires: [],
  prefers: { skills: [{ skill: textOf('displays'), weight: 2 }], language: 1, segment: 1, room: 3 },
  respondWithin: 2 * hour,
};

const seldom: fc.Arbitrary<Condition | null> = fc.oneof(
  { weight: 9, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: anyCondition },
);

/** More often what a case has for long and what holds for every case: what seldom runs is seldom paused. */
const anyServiceLevel: fc.Arbitrary<Omit<ServiceLevelPolicy, 'name'>> = fc.record({
  metric: fc.oneof(
    fc.constantFrom<Metric>('resolution', 'requesterWait', 'agentWork', 'contact', 'ownership'),
    fc.constantFrom(...metrics),
  ),
  agreement: fc.constantFrom(...agreements),
  when: fc.oneof({ weight: 2, arbitrary: fc.constant({ all: [] }) }, { weight: 1, arbitrary: anyCondition }),
  stopsWhen: seldom,
  cancelledWhen: seldom,
  target: fc.option(fc.constantFrom(hour, 48 * hour, 400 * hour), { freq: 8 }),
  calendar: fc.constantFrom(officeHours.id, roundTheClock.id),
  pausedBy: fc.constantFrom<ReadonlyArray<WaitOn>>(['date', 'customer'], ['date', 'customer', 'thirdParty', 'task']),
  warnings: fc.constantFrom([], [50], [50, 90]),
  counts: fc.constantFrom('fromStart', 'fromAttachment'),
  reopening: fc.constantFrom('newCycle', 'continue', 'total'),
});

/** For the first two policies one at their first warning, or, where they have none, once they are late. */
const escalationsOf = (policies: ReadonlyArray<ServiceLevelPolicy>): ReadonlyArray<EscalationRule> =>
  policies.slice(0, 2).map(({ name, warnings }, index) => ({
    name: textOf(`call ${index + 1}`),
    serviceLevel: name,
    at: warnings[0] ?? 100,
    when: { all: [] },
    kind: policies.length % 3 === 0 ? 'functional' : 'hierarchical',
    severity: null,
    to: teams[index % teams.length] ?? null,
  }));

const anyServiceLevels: fc.Arbitrary<ReadonlyArray<ServiceLevelPolicy>> = fc
  .array(anyServiceLevel, { minLength: 2, maxLength: 5 })
  .map((policies) => policies.map((policy, index) => ({ ...policy, name: textOf(`promise ${index + 1}`) })));

/** A list that allows what it names, or, empty, anything. */
const listed = <A>(all: ReadonlyArray<A>): fc.Arbitrary<ReadonlyArray<A>> => fc.constantFrom([], all);

/** Rulebooks over the words of this kit, from permissive to strict. */
export const rulebooks: fc.Arbitrary<Rulebook> = fc
  .record({
    fields: fc.constant([]),
    version: fc.integer({ min: 1, max: 9 }),
    hash: fc.constant(null),
    effectiveFrom: fc.constant(instantOf(0)),
    caseTypes: fc.oneof(fc.constant([]), anyTypes),
    services: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: anyServices }),
    categories: fc.oneof(fc.constant([]), anyTaxonomy),
    categoryReviews: anyReviews,
    teams: fc.oneof(fc.constant([]), anyTeams),
    priority: fc.option(anyModel),
    routing: anyRouting,
    assignment: fc.constantFrom([], [byDisplays]),
    approvals: fc.constantFrom([], [twoEyes]),
    playbooks: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: anyPlaybooks }),
    calendars: fc.constant([officeHours, roundTheClock]),
    serviceLevels: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 5, arbitrary: anyServiceLevels }),
    surveys: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 4, arbitrary: anySurveys }),
    scorecards: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 6, arbitrary: anyScorecards }),
    rates: fc.constantFrom([], rates),
    notifications: fc.constantFrom([], [], notifications),
    templates: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: anyTemplates }),
    resolutionCodes: listed(codes),
    closing: fc.record({
      autoCloseAfter: fc.constantFrom(null, 12 * hour, 72 * hour),
      autoCloseUnless: fc.constantFrom({ any: [] }, { any: [] }, { field: 'priority', is: 1 }),
      remindAfter: fc.constantFrom(null, hour, 10 * hour),
      reopenWithin: fc.constantFrom(null, 24 * hour, 720 * hour),
    }),
  })
  .map((rulebook) => ({ ...rulebook, escalations: escalationsOf(rulebook.serviceLevels) }));
