import * as fc from 'fast-check';
import { instantOf, textOf } from '@casebook/vocabulary';
import type { Condition } from '../rulebook/condition';
import type { CaseType, PriorityModel, RoutingRule, Rulebook, Team } from '../rulebook/rulebook';
import {
  agents,
  anyAgent,
  anyCaseType,
  anyCategory,
  anyProduct,
  anyTeam,
  caseTypes,
  categories,
  codes,
  teams,
} from './words';

const hour = 60 * 60_000;

const anyTest: fc.Arbitrary<Condition['all'][number]> = fc.oneof(
  anyCategory.map((is) => ({ field: textOf('category'), is })),
  anyProduct.map((is) => ({ field: textOf('product'), is })),
  anyCaseType.map((is) => ({ field: textOf('caseType'), is })),
);

const anyRule: fc.Arbitrary<Omit<RoutingRule, 'name'>> = fc.record({
  when: fc.record({ all: fc.array(anyTest, { maxLength: 2 }) }),
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
      field: textOf('category'),
      weight,
      points: [{ is: textOf('technical'), points }],
      otherwise: 1,
    },
    {
      name: textOf('product'),
      field: textOf('product'),
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

const anyTypes: fc.Arbitrary<ReadonlyArray<CaseType>> = fc
  .tuple(fc.option(anyCategory), fc.boolean())
  .map(([defaultCategory, oneTouch]) =>
    caseTypes.map((name) => ({ name, requiredFields: [textOf('serial')], defaultCategory, oneTouch })),
  );

const anyTeams: fc.Arbitrary<ReadonlyArray<Team>> = fc.constantFrom<ReadonlyArray<Team>>(
  teams.map((team) => ({ team, agents })),
  teams.map((team, index) => ({ team, agents: agents.slice(index) })),
);

/** A list that allows what it names, or, empty, anything. */
const listed = <A>(all: ReadonlyArray<A>): fc.Arbitrary<ReadonlyArray<A>> => fc.constantFrom([], all);

/** Rulebooks over the words of this kit, from permissive to strict. */
export const rulebooks: fc.Arbitrary<Rulebook> = fc.record({
  version: fc.integer({ min: 1, max: 9 }),
  hash: fc.constant(null),
  effectiveFrom: fc.constant(instantOf(0)),
  caseTypes: fc.oneof(fc.constant([]), anyTypes),
  categories: listed(categories),
  teams: fc.oneof(fc.constant([]), anyTeams),
  priority: fc.option(anyModel),
  routing: anyRouting,
  resolutionCodes: listed(codes),
  closing: fc.record({
    autoCloseAfter: fc.constantFrom(null, 12 * hour, 72 * hour),
    reopenWithin: fc.constantFrom(null, 24 * hour, 720 * hour),
  }),
});
