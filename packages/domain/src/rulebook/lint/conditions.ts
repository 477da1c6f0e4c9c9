import { testsIn, type Condition, type Test } from '../condition';
import type { Rulebook } from '../rulebook';

/** A condition and where it stands. */
export interface Placed<A> {
  readonly path: string;
  readonly at: A;
}

/** All conditions of a rulebook. */
const conditionsOf = ({
  caseTypes,
  categoryReviews,
  services,
  routing,
  assignment,
  approvals,
  playbooks,
  serviceLevels,
  escalations,
  surveys,
  scorecards,
  rates,
  notifications,
  templates,
  closing,
}: Rulebook): ReadonlyArray<Placed<Condition>> => [
  ...caseTypes.flatMap(({ requiredFields }, index) =>
    requiredFields.map(({ when }, place) => ({ path: `caseTypes.${index}.requiredFields.${place}.when`, at: when })),
  ),
  ...categoryReviews.map(({ when }, index) => ({ path: `categoryReviews.${index}.when`, at: when })),
  ...services.map(({ offeredWhen }, index) => ({ path: `services.${index}.offeredWhen`, at: offeredWhen })),
  ...routing.map(({ when }, index) => ({ path: `routing.${index}.when`, at: when })),
  ...assignment.map(({ when }, index) => ({ path: `assignment.${index}.when`, at: when })),
  ...approvals.map(({ when }, index) => ({ path: `approvals.${index}.when`, at: when })),
  ...playbooks.flatMap(({ when, steps }, index) => [
    { path: `playbooks.${index}.when`, at: when },
    ...steps.map((step, place) => ({ path: `playbooks.${index}.steps.${place}.when`, at: step.when })),
  ]),
  ...serviceLevels.flatMap(({ when, stopsWhen, cancelledWhen }, index) =>
    Object.entries({ when, stopsWhen, cancelledWhen }).flatMap(([name, condition]) =>
      condition === null ? [] : [{ path: `serviceLevels.${index}.${name}`, at: condition }],
    ),
  ),
  ...escalations.map(({ when }, index) => ({ path: `escalations.${index}.when`, at: when })),
  ...surveys.map(({ when }, index) => ({ path: `surveys.${index}.when`, at: when })),
  ...scorecards.map(({ when }, index) => ({ path: `scorecards.${index}.when`, at: when })),
  ...rates.map(({ when }, index) => ({ path: `rates.${index}.when`, at: when })),
  ...notifications.map(({ when }, index) => ({ path: `notifications.${index}.when`, at: when })),
  ...templates.map(({ when }, index) => ({ path: `templates.${index}.when`, at: when })),
  { path: 'closing.autoCloseUnless', at: closing.autoCloseUnless },
];

/** All that a rulebook asks of facts, in conditions and in the factors of its priority. */
export const testsOf = (rulebook: Rulebook): ReadonlyArray<Placed<Test>> => [
  ...conditionsOf(rulebook).flatMap(({ path, at }) =>
    testsIn(at, path).map(({ path: place, test }) => ({ path: place, at: test })),
  ),
  ...(rulebook.priority?.factors ?? []).flatMap(({ field, points }, factor) =>
    points.map((match, index) => ({ path: `priority.factors.${factor}.points.${index}`, at: { field, ...match } })),
  ),
];

const sameTest = (a: Test, b: Test): boolean => JSON.stringify(a) === JSON.stringify(b);

const testImplies = (strong: Test, weak: Test): boolean => {
  if (strong.field !== weak.field) return false;
  if (sameTest(strong, weak)) return true;
  if ('known' in weak) return weak.known && !('known' in strong);
  const values = 'is' in strong ? [strong.is] : 'oneOf' in strong ? strong.oneOf : [];
  if (values.length > 0) {
    const wanted = 'is' in weak ? [weak.is] : 'oneOf' in weak ? weak.oneOf : [];
    return values.every((value) =>
      wanted.some((is) => value === is || (strong.field === 'category' && String(value).startsWith(`${String(is)}/`))),
    );
  }
  if ('atLeast' in strong) return 'atLeast' in weak && strong.atLeast >= weak.atLeast;
  return 'atMost' in strong && 'atMost' in weak && strong.atMost <= weak.atMost;
};

/** Whether one condition surely holds wherever another does; where that cannot be seen from their form: no. */
export const implies = (strong: Condition, weak: Condition): boolean => {
  if (JSON.stringify(strong) === JSON.stringify(weak)) return true;
  if ('all' in weak) return weak.all.every((one) => implies(strong, one));
  if ('any' in strong) return strong.any.length > 0 && strong.any.every((one) => implies(one, weak));
  if ('any' in weak) return weak.any.some((one) => implies(strong, one));
  if ('all' in strong) return strong.all.some((one) => implies(one, weak));
  if ('not' in strong || 'not' in weak) return 'not' in strong && 'not' in weak && implies(weak.not, strong.not);
  return testImplies(strong, weak);
};
