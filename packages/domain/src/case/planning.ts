import * as E from 'fp-ts/Either';
import { Erased, type Personal, type Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import { approvalRuleFor, whyNoQuorum, type QuorumImpossible } from '../rulebook/approving';
import type { CaseTopic } from './case';
import { factsOf } from './facts';
import { ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { planOf, type Plan } from './plan';

/** What a plan says besides. */
export interface PlanText {
  /** What is to be done, in order. */
  readonly steps: Personal<ReadonlyArray<Text>>;
  readonly expectedOutcome: Personal<Text> | null;
}

export interface Planning {
  readonly slice: {
    /** The plan of the last cycle that had one; null while none has. */
    readonly plan: Plan | null;
    /** The ids of all there have been. */
    readonly known: ReadonlyArray<Text>;
  };
  readonly command: Dated<'PlanResolution', Pick<Plan, 'planId' | 'by' | 'cost'> & PlanText>;
  readonly event: Dated<'ResolutionPlanned', Plan & PlanText>;
  readonly rejection: CaseUnknown | CaseNotOpen | QuorumImpossible | Variant<'StepsMissing'>;
}

const isEmpty = (steps: Personal<ReadonlyArray<Text>>): boolean =>
  !Erased.is(steps) && steps.every((step) => step.trim() === '');

/** How a case is to be solved, revision by revision, and what that will cost. */
export const planning: CaseTopic<Planning> = {
  initial: { plan: null, known: [] },
  decide: {
    PlanResolution: ({ at, planId, by, cost, steps, expectedOutcome }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      if (state.planning.known.includes(planId)) return E.right([]);
      if (isEmpty(steps)) return E.left({ type: 'StepsMissing' });
      const { cycle } = state.resolution;
      const before = planOf(state);
      const plan: Plan = {
        planId,
        revision: (before?.revision ?? 0) + 1,
        cycle,
        by,
        cost,
      };
      const rulebook = rules.at(at);
      const rule = approvalRuleFor(
        rulebook,
        factsOf({ ...state, planning: { ...state.planning, plan } }, rulebook),
      )?.rule;
      const impossible = rule === undefined ? null : whyNoQuorum(rule.approvers, rule.quorum, by);
      return impossible === null
        ? E.right([{ type: 'ResolutionPlanned', at, ...plan, steps, expectedOutcome }])
        : E.left(impossible);
    },
  },
  evolve: {
    ResolutionPlanned: ({ known }, { planId, revision, cycle, by, cost }) => ({
      plan: { planId, revision, cycle, by, cost },
      known: known.includes(planId) ? known : [...known, planId],
    }),
  },
};
