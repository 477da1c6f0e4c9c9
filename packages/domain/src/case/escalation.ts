import * as E from 'fp-ts/Either';
import { textOf, type Instant, type Personal, type TeamId, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import { whyNotTeam, type TeamUnknown } from '../rulebook/allowed';
import { escalationsFor } from '../rulebook/escalating';
import type { Rules } from '../rulebook/rules';
import type { CaseState, CaseTopic } from './case';
import type { EscalationKind } from './escalation-kind';
import { factsOf } from './facts';
import { ofCase, ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';

/** What an escalation is. */
export interface Escalation {
  readonly escalationId: Text;
  readonly kind: EscalationKind;
  /** In the desk's own words; null where it has none. */
  readonly severity: Text | null;
  /** Who is to look at it; where it is functional the case goes there. Null: nobody in particular. */
  readonly to: TeamId | null;
}

export interface Escalations {
  readonly slice: {
    readonly open: ReadonlyArray<{ readonly escalationId: Text; readonly rule: Text | null }>;
    /** Ids of escalations that are over: an id starts and ends once. */
    readonly over: ReadonlyArray<Text>;
  };
  readonly command:
    | Dated<'EscalateCase', Escalation & { reason: Personal<Text> }>
    | Dated<'DeescalateCase', { escalationId: Text; reason: Personal<Text> }>;
  readonly event:
    /** `reason` null: a rule did, and `decision` says why. */
    | Dated<'CaseEscalated', Escalation & { reason: Personal<Text> | null; decision: Decision | null }>
    /** `reason` null: the case was over. */
    | Dated<'CaseDeescalated', { escalationId: Text; reason: Personal<Text> | null }>;
  readonly rejection: CaseUnknown | CaseNotOpen | TeamUnknown | Variant<'EscalationUnknown', { escalationId: Text }>;
}

type Event = Escalations['event'];

/** What the rules escalate for a service level that has come so far, unless an escalation by the same rule is open already. */
const raised = (
  { at, slaId }: { readonly at: Instant; readonly slaId: Text },
  percent: number,
  state: CaseState,
  rules: Rules,
): ReadonlyArray<Event> => {
  const level = state.serviceLevels.running.find((running) => running.slaId === slaId);
  if (level === undefined) return [];
  const rulebook = rules.at(at);
  const { open, over } = state.escalation;
  return escalationsFor(rulebook, level.policy, percent, factsOf(state, rulebook))
    .filter(({ rule: { name } }) => !open.some(({ rule }) => rule === name))
    .map(({ rule: { kind, severity, to }, decision }, index) => {
      const escalationId = textOf(`escalation-${open.length + over.length + index + 1}`);
      return { type: 'CaseEscalated', at, escalationId, kind, severity, to, reason: null, decision };
    });
};

const dropAll = ({ at }: { readonly at: Instant }, { escalation: { open } }: CaseState): ReadonlyArray<Event> =>
  open.map(({ escalationId }) => ({ type: 'CaseDeescalated', at, escalationId, reason: null }));

const isKnown = ({ open, over }: Escalations['slice'], id: Text): boolean =>
  over.includes(id) || open.some(({ escalationId }) => escalationId === id);

/** Who else must look at a case: raised by a person, or by a rule as a service level nears its end; over with the case at the latest. */
export const escalation: CaseTopic<Escalations> = {
  initial: { open: [], over: [] },
  decide: {
    EscalateCase: (command, state, rules) => {
      const { at, escalationId, to } = command;
      if (isKnown(state.escalation, escalationId)) return E.right([]);
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const refusal = to === null ? null : whyNotTeam(rules.at(at), to);
      return refusal === null ? E.right([{ ...command, type: 'CaseEscalated', decision: null }]) : E.left(refusal);
    },
    DeescalateCase: ({ at, escalationId, reason }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      if (!isKnown(state.escalation, escalationId)) return E.left({ type: 'EscalationUnknown', escalationId });
      return state.escalation.over.includes(escalationId)
        ? E.right([])
        : E.right([{ type: 'CaseDeescalated', at, escalationId, reason }]);
    },
  },
  evolve: {
    CaseEscalated: ({ open, over }, { escalationId, decision }) => ({
      open: [
        ...open.filter((escalated) => escalated.escalationId !== escalationId),
        { escalationId, rule: decision?.rule ?? null },
      ],
      over,
    }),
    CaseDeescalated: ({ open, over }, { escalationId }) => ({
      open: open.filter((escalated) => escalated.escalationId !== escalationId),
      over: over.includes(escalationId) ? over : [...over, escalationId],
    }),
  },
  follow: {
    ServiceLevelWarned: (event, state, rules) => raised(event, event.percent, state, rules),
    ServiceLevelBreached: (event, state, rules) => raised(event, 100, state, rules),
    CaseResolved: dropAll,
    CaseClosed: dropAll,
    CaseCancelled: dropAll,
  },
};
