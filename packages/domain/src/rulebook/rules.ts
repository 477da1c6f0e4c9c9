import type { Instant } from '@casebook/vocabulary';
import { plainRulebook } from './plain';
import type { Rulebook } from './rulebook';

/** Every version of a tenant's rulebook ever published. */
export interface Rules {
  /** The one in effect then: of those that were effective, the latest. Before the first of them, that one. */
  readonly at: (instant: Instant) => Rulebook;
  /** Throws a RangeError for a version that never was: an event names only what decided it. */
  readonly version: (version: number) => Rulebook;
}

/** Rules from all versions of a rulebook; the plain one where there are none. Throws a RangeError where two have one version. */
export const rulesOf = (rulebooks: ReadonlyArray<Rulebook>): Rules => {
  const versions = new Map([plainRulebook, ...rulebooks].map((rulebook) => [rulebook.version, rulebook]));
  if (versions.size <= rulebooks.length && !rulebooks.includes(plainRulebook))
    throw new RangeError('each rulebook must have a version of its own, from 1');
  const latestFirst = [...rulebooks].sort((a, b) =>
    a.effectiveFrom === b.effectiveFrom ? b.version - a.version : a.effectiveFrom < b.effectiveFrom ? 1 : -1,
  );
  const first = latestFirst[latestFirst.length - 1] ?? plainRulebook;
  return {
    at: (instant) => latestFirst.find(({ effectiveFrom }) => effectiveFrom <= instant) ?? first,
    version: (version) => {
      const rulebook = versions.get(version);
      if (rulebook === undefined) throw new RangeError(`there is no version ${version} of the rulebook`);
      return rulebook;
    },
  };
};
