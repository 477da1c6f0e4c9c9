import * as E from 'fp-ts/Either';
import type { Instant, Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import type { Rules } from '../rulebook/rules';
import { scored } from '../rulebook/scoring';
import type { CaseState, CaseTopic } from './case';
import { factsOf } from './facts';
import { isOpen, ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { statusOf } from './status';
import type { Factor, PriorityLevel } from './priority-level';

export interface Priority {
  readonly slice: {
    readonly level: PriorityLevel | null;
    /** What the rules made of the case; null where no rule has. */
    readonly score: number | null;
    /** A person has set it: rules leave it alone. */
    readonly overridden: boolean;
  };
  /** A person's word against the rules: it needs a reason. */
  readonly command: Dated<'PrioritizeCase', { priority: PriorityLevel; reason: Text }>;
  readonly event: Dated<
    'CasePrioritized',
    {
      priority: PriorityLevel;
      previous: PriorityLevel | null;
      /** Weighted points; null where no rule scored it. */
      score: number | null;
      factors: ReadonlyArray<Factor>;
      /** Why a person set it; null where a rule or a source did. */
      reason: Text | null;
      decision: Decision | null;
    }
  >;
  readonly rejection: CaseUnknown | CaseNotOpen | Variant<'ReasonMissing'>;
}

/** Scores an open case again once it says something new about it; a score that stays says nothing. */
const score = ({ at }: { readonly at: Instant }, state: CaseState, rules: Rules): ReadonlyArray<Priority['event']> => {
  const { level: previous, score: known, overridden } = state.priority;
  const rulebook = rules.at(at);
  const stays = overridden || !isOpen(statusOf(state.standing));
  const result = stays ? undefined : scored(rulebook, factsOf(state, rulebook));
  return result === undefined || (result.priority === previous && result.score === known)
    ? []
    : [{ type: 'CasePrioritized', at, previous, reason: null, ...result }];
};

/** How urgent a case is: scored by the rulebook, or set by a person who says why and is not overruled. */
export const priority: CaseTopic<Priority> = {
  initial: { level: null, score: null, overridden: false },
  decide: {
    PrioritizeCase: ({ at, priority: level, reason }, state) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const { level: previous, overridden } = state.priority;
      if (overridden && level === previous) return E.right([]);
      if (reason.trim() === '') return E.left({ type: 'ReasonMissing' });
      const set = { priority: level, previous, score: null, factors: [], reason, decision: null };
      return E.right([{ type: 'CasePrioritized', at, ...set }]);
    },
  },
  evolve: {
    CasePrioritized: (_, { priority: level, score: points, reason }) => ({
      level,
      score: points,
      overridden: reason !== null,
    }),
  },
  follow: {
    CaseCreated: score,
    CaseDetailsRevised: score,
    CaseCategorized: score,
    ServiceLevelWarned: score,
    ServiceLevelBreached: score,
  },
};
