import { textOf, type Text } from '@casebook/vocabulary';
import type { Metric } from '../case/metric';
import type { Facts } from './facts';
import { firstMatch, type Match } from './first-match';
import type { Agreement, Rulebook, ServiceLevelPolicy } from './rulebook';

export const agreements: ReadonlyArray<Agreement> = ['SLA', 'OLA', 'contract'];

type Grouped = ReadonlyMap<string, ReadonlyArray<ServiceLevelPolicy>>;

const keyOf = (metric: Metric, agreement: Agreement): string => `${metric} ${agreement}`;

// Rulebooks do not change: which policies compete with each other is found once.
const groups = new WeakMap<Rulebook, Grouped>();

const grouped = (rulebook: Rulebook): Grouped => {
  const known = groups.get(rulebook);
  if (known !== undefined) return known;
  const made = new Map<string, ServiceLevelPolicy[]>();
  for (const policy of rulebook.serviceLevels) {
    const key = keyOf(policy.metric, policy.agreement);
    made.set(key, [...(made.get(key) ?? []), policy]);
  }
  groups.set(rulebook, made);
  return made;
};

const named = ({ name }: ServiceLevelPolicy): Text => textOf(name);

const none: ReadonlyArray<ServiceLevelPolicy> = [];

const policiesFor = (rulebook: Rulebook, metric: Metric, agreement: Agreement): ReadonlyArray<ServiceLevelPolicy> =>
  grouped(rulebook).get(keyOf(metric, agreement)) ?? none;

/** Whether anything can be agreed for a metric at all, whatever the case. */
export const isAgreeable = (rulebook: Rulebook, metric: Metric, agreement: Agreement): boolean =>
  policiesFor(rulebook, metric, agreement).length > 0;

/** What is agreed for a metric of a case with these facts: the first policy whose condition holds; undefined where none does. */
export const agreed = (
  rulebook: Rulebook,
  metric: Metric,
  agreement: Agreement,
  facts: Facts,
): Match<ServiceLevelPolicy> | undefined =>
  firstMatch(rulebook.version, policiesFor(rulebook, metric, agreement), facts, named);
