import * as fc from 'fast-check';
import { textOf } from '@casebook/vocabulary';
import type { CaseEvent } from '../case/case';
import type { Undated } from './commands';
import { anyAgent, anyCategory, anyTeam, anyText } from './words';

type Fact = Undated<CaseEvent>;

const activity: fc.Arbitrary<Fact> = fc.record({
  type: fc.constant('ActivityRecorded'),
  label: fc.constantFrom('Active', 'Insert ticket', 'VERIFIED').map(textOf),
  attributes: anyText.map((note) => ({ note })),
});

const verdict: fc.Arbitrary<Fact> = fc.record({
  type: fc.constant('ServiceLevelReported'),
  metric: fc.constant(textOf('resolution')),
  outcome: fc.constantFrom('met', 'missed'),
});

/** What other systems do and our table would refuse, said as they say it: without reasons, codes and decisions. */
const unstated: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    type: fc.constant('CaseCategorized'),
    category: anyCategory,
    previous: fc.constant(null),
    complexity: fc.constant(null),
    by: fc.constant(null),
    reason: fc.constant('unstated'),
    decision: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('CaseRouted'),
    routingId: fc.constant(textOf('imported-routing')),
    team: anyTeam,
    previous: fc.constant(null),
    reason: fc.constant('unstated'),
    decision: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('CaseAssigned'),
    assignmentId: fc.constant(textOf('imported-assignment')),
    agent: anyAgent,
    team: fc.constant(null),
    method: fc.constant('unstated'),
    respondsBy: fc.constant(null),
    ranking: fc.constant([]),
    decision: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('CaseResolved'),
    resolutionId: fc.constant(textOf('imported-resolution')),
    cycle: fc.constant(1),
    code: fc.constant(null),
    notes: fc.constant(null),
    template: fc.constant(null),
    closesAt: fc.constant(null),
    staysOpen: fc.constant(null),
    remindAt: fc.constant(null),
    reopenableUntil: fc.constant(null),
    rulebook: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('CaseReopened'),
    cycle: fc.constant(2),
    cause: fc.constant('unstated'),
    reason: fc.constant(null),
  }),
);

/** Facts as an import tells them, in any state of the case; among them those that no command makes. */
export const anyImport: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 2, arbitrary: activity },
  { weight: 2, arbitrary: verdict },
  { weight: 1, arbitrary: unstated },
);
