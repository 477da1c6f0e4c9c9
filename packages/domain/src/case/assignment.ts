import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import {
  plus,
  textOf,
  type AgentId,
  type Impersonal,
  type Instant,
  type TeamId,
  type Text,
} from '@casebook/vocabulary';
import { mostAlternatives, type Decision } from '../decision';
import type { Dated, Of, Variant } from '../message';
import { whyNot, type AgentNotInTeam, type TeamUnknown } from '../rulebook/allowed';
import { rank, type Candidate, type Ranked } from '../rulebook/candidates';
import { offer, route } from '../rulebook/routing';
import type { Rulebook } from '../rulebook/rulebook';
import type { Rules } from '../rulebook/rules';
import type { CaseEvent, CaseState, CaseTopic } from './case';
import { factsOf } from './facts';
import { isOpen, ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { fieldLacking, type FieldMissing } from './required-fields';
import { statusOf } from './status';

/** Why a team gets the case; `unstated` where nobody says. */
export type RoutingReason = 'initial' | 'wrongTeam' | 'escalation' | 'capacity' | 'byRules' | 'unstated';
/** How an agent gets the case: given by a person, by a rule, or taken. */
export type AssignmentMethod = 'manual' | 'automatic' | 'claimed' | 'unstated';
/** Why an agent no longer has the case. */
export type AssignmentEnd = 'declined' | 'released' | 'reassigned' | 'rerouted' | 'noResponse' | 'unstated';

/** An agent holds the case, offered until accepted. */
export interface Holding {
  readonly assignmentId: Text;
  readonly agent: AgentId;
  readonly accepted: boolean;
  /** Until when it is offered, if nobody accepts; null: for ever. */
  readonly respondsBy: Instant | null;
}

export interface Assignment {
  readonly slice: {
    readonly team: TeamId | null;
    readonly holding: Holding | null;
    /** How many routings and assignments there have been: their ids are counted through. */
    readonly routings: number;
    readonly assignments: number;
  };
  readonly command:
    | Dated<'RouteCase', { team: TeamId; reason: RoutingReason }>
    /** `team` null: within the team that has the case. An agent who claims a case has accepted it. */
    | Dated<'AssignCase', { agent: AgentId; team: TeamId | null; method: AssignmentMethod }>
    /** Offers it to the best of those who could get it, as the rules rank them. */
    | Dated<'OfferCase', { candidates: ReadonlyArray<Candidate> }>
    | Dated<'AcceptAssignment', { agent: AgentId }>
    | Dated<'DeclineAssignment', { agent: AgentId }>
    | Dated<'ReleaseCase', { agent: AgentId }>;
  readonly event:
    | Dated<
        'CaseRouted',
        { routingId: Text; team: TeamId; previous: TeamId | null; reason: RoutingReason; decision: Decision | null }
      >
    | Dated<
        'CaseAssigned',
        {
          assignmentId: Text;
          agent: AgentId;
          team: TeamId | null;
          method: AssignmentMethod;
          /** Until when it is offered, if nobody accepts; null: for ever. */
          respondsBy: Instant | null;
          /** Whom the rules chose from, the best first, at most ten; empty where nobody was ranked. */
          ranking: ReadonlyArray<Ranked>;
          decision: Decision | null;
        }
      >
    | Dated<'AssignmentAccepted', { assignmentId: Text; agent: AgentId }>
    | Dated<'AssignmentEnded', { assignmentId: Text; agent: AgentId; reason: AssignmentEnd }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | FieldMissing
    | TeamUnknown
    | AgentNotInTeam
    /** `holder` null: nobody has it. */
    | Variant<'NotAssigned', { agent: AgentId; holder: AgentId | null }>
    /** Somebody else has taken it already: of two who claim it at once this one came second. */
    | Variant<'AlreadyHeld', { holder: AgentId }>
    /** No assignment rule is for such cases. */
    | Variant<'NoAssignmentRule'>
    /** None of the candidates can have it; each says why. */
    | Variant<'NobodyFits', { ranking: ReadonlyArray<Ranked> }>
    /** What is accepted is released, no longer declined. */
    | Variant<'AlreadyAccepted', { agent: AgentId }>;
}

type Slice = Assignment['slice'];
type Event = Assignment['event'];

const routed = (
  at: Instant,
  { team: previous, routings }: Slice,
  team: TeamId,
  reason: RoutingReason,
  decision: Decision | null,
): Event => ({
  type: 'CaseRouted',
  at,
  routingId: textOf(`routing-${routings + 1}`),
  team,
  previous,
  reason,
  decision,
});

const accepted = (at: Instant, { assignmentId, agent }: Pick<Holding, 'assignmentId' | 'agent'>): Event => ({
  type: 'AssignmentAccepted',
  at,
  assignmentId,
  agent,
});

/** Ends the assignment that lasts, if one does. */
const ended = (at: Instant, { holding }: Slice, reason: AssignmentEnd): ReadonlyArray<Event> =>
  holding === null
    ? []
    : [{ type: 'AssignmentEnded', at, assignmentId: holding.assignmentId, agent: holding.agent, reason }];

/** What an agent's word about an assignment needs: the case is open, and it is theirs. */
const heldBy = (state: CaseState, agent: AgentId): E.Either<Assignment['rejection'], Holding> => {
  const status = ofOpenCase(state);
  if (E.isLeft(status)) return status;
  const { holding } = state.assignment;
  return holding?.agent === agent
    ? E.right(holding)
    : E.left({ type: 'NotAssigned', agent, holder: holding?.agent ?? null });
};

/** What the case lacks to be with a team, or with somebody in it. */
const lacking = (state: CaseState, team: TeamId | null, rulebook: Rulebook): FieldMissing | null =>
  fieldLacking({ ...state, assignment: { ...state.assignment, team } }, rulebook, 'assignment');

/** Routes the case to where the rules would have it now, if that is another team and there is something to do. */
const byRules = ({ at }: { readonly at: Instant }, state: CaseState, rules: Rules): ReadonlyArray<Event> => {
  const slice = state.assignment;
  if (!isOpen(statusOf(state.standing))) return [];
  const rulebook = rules.at(at);
  const result = route(rulebook, factsOf(state, rulebook));
  if (result === undefined || result.rule.team === slice.team) return [];
  const reason = slice.team === null ? 'initial' : 'byRules';
  return [...ended(at, slice, 'rerouted'), routed(at, slice, result.rule.team, reason, result.decision)];
};

/** Hands the case to those who know more. */
const toExperts = (
  { at, kind, to, decision }: Impersonal<Of<CaseEvent, 'CaseEscalated'>>,
  { assignment: slice }: CaseState,
): ReadonlyArray<Event> =>
  kind !== 'functional' || to === null || to === slice.team
    ? []
    : [...ended(at, slice, 'rerouted'), routed(at, slice, to, 'escalation', decision)];

/** Offers the case to the agent whom the rule that routed it names. */
const toAgent = (
  { at, team, decision }: Impersonal<Of<Event, 'CaseRouted'>>,
  { assignment: { holding, assignments } }: CaseState,
  rules: Rules,
): ReadonlyArray<Event> => {
  const offered = decision === null ? undefined : offer(rules.version(decision.rulebook), decision);
  if (offered === undefined || holding !== null) return [];
  const assignmentId = textOf(`assignment-${assignments + 1}`);
  return [
    { type: 'CaseAssigned', at, assignmentId, team, method: 'automatic', respondsBy: null, ranking: [], ...offered },
  ];
};

/** Who works on a case: the team it is routed to, and the agent in it to whom it is offered and who accepts. */
export const assignment: CaseTopic<Assignment> = {
  initial: { team: null, holding: null, routings: 0, assignments: 0 },
  decide: {
    RouteCase: ({ at, team, reason }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const slice = state.assignment;
      const rulebook = rules.at(at);
      const refusal = whyNot(rulebook, team, null);
      if (refusal !== null) return E.left(refusal);
      if (slice.team === team) return E.right([]);
      const missing = lacking(state, team, rulebook);
      if (missing !== null) return E.left(missing);
      return E.right([...ended(at, slice, 'rerouted'), routed(at, slice, team, reason, null)]);
    },
    AssignCase: ({ at, agent, team: wanted, method }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const slice = state.assignment;
      const team = wanted ?? slice.team;
      const rulebook = rules.at(at);
      const refusal = team === null ? null : whyNot(rulebook, team, agent);
      if (refusal !== null) return E.left(refusal);

      const reroutes = team !== null && team !== slice.team;
      const { holding } = slice;
      if (method === 'claimed' && holding !== null && holding.agent !== agent && holding.accepted)
        return E.left({ type: 'AlreadyHeld', holder: holding.agent });
      if (holding?.agent === agent && !reroutes)
        return E.right(method === 'claimed' && !holding.accepted ? [accepted(at, holding)] : []);
      const missing = lacking(state, team, rulebook);
      if (missing !== null) return E.left(missing);

      const assignmentId = textOf(`assignment-${slice.assignments + 1}`);
      const reason = slice.team === null ? 'initial' : 'unstated';
      return E.right([
        ...ended(at, slice, reroutes ? 'rerouted' : 'reassigned'),
        ...(reroutes ? [routed(at, slice, team, reason, null)] : []),
        { type: 'CaseAssigned', at, assignmentId, agent, team, method, respondsBy: null, ranking: [], decision: null },
        ...(method === 'claimed' ? [accepted(at, { assignmentId, agent })] : []),
      ]);
    },
    OfferCase: ({ at, candidates }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const { holding, team, assignments } = state.assignment;
      if (holding !== null) return E.right([]);
      const rulebook = rules.at(at);
      const missing = lacking(state, team, rulebook);
      if (missing !== null) return E.left(missing);
      const ranking = rank(rulebook, factsOf(state, rulebook), candidates);
      if (ranking === undefined) return E.left({ type: 'NoAssignmentRule' });
      const ranked = ranking.ranked.slice(0, mostAlternatives);
      const [best] = ranked;
      if (best === undefined || best.score === null) return E.left({ type: 'NobodyFits', ranking: ranked });
      const { respondWithin } = ranking.rule;
      return E.right([
        {
          type: 'CaseAssigned',
          at,
          assignmentId: textOf(`assignment-${assignments + 1}`),
          agent: best.agent,
          team,
          method: 'automatic',
          respondsBy: respondWithin === null ? null : plus(at, respondWithin),
          ranking: ranked,
          decision: ranking.decision,
        },
      ]);
    },
    AcceptAssignment: ({ at, agent }, state) =>
      pipe(
        heldBy(state, agent),
        E.map((holding) => (holding.accepted ? [] : [accepted(at, holding)])),
      ),
    DeclineAssignment: ({ at, agent }, state) => {
      const holding = heldBy(state, agent);
      if (E.isLeft(holding)) return holding;
      return holding.right.accepted
        ? E.left({ type: 'AlreadyAccepted', agent })
        : E.right(ended(at, state.assignment, 'declined'));
    },
    ReleaseCase: ({ at, agent }, state) =>
      pipe(
        heldBy(state, agent),
        E.map(() => ended(at, state.assignment, 'released')),
      ),
  },
  evolve: {
    CaseRouted: ({ holding, routings, assignments }, { team }) => ({
      team,
      holding,
      routings: routings + 1,
      assignments,
    }),
    CaseAssigned: ({ team: current, routings, assignments }, { assignmentId, agent, team, respondsBy }) => ({
      team: team ?? current,
      holding: { assignmentId, agent, accepted: false, respondsBy },
      routings,
      assignments: assignments + 1,
    }),
    AssignmentAccepted: ({ team, holding, routings, assignments }, { assignmentId }) => ({
      team,
      holding: holding?.assignmentId === assignmentId ? { ...holding, accepted: true } : holding,
      routings,
      assignments,
    }),
    AssignmentEnded: ({ team, holding, routings, assignments }, { assignmentId }) => ({
      team,
      holding: holding?.assignmentId === assignmentId ? null : holding,
      routings,
      assignments,
    }),
  },
  follow: {
    CaseCreated: byRules,
    CaseDetailsRevised: byRules,
    CaseCategorized: byRules,
    CasePrioritized: byRules,
    CaseRouted: toAgent,
    CaseEscalated: toExperts,
  },
  /** An offer that nobody has answered in time is an offer no longer, whatever has become of the case. */
  next: ({ assignment: { holding } }) => {
    if (holding === null || holding.accepted || holding.respondsBy === null) return undefined;
    const { assignmentId, agent, respondsBy: at } = holding;
    return { from: at, event: { type: 'AssignmentEnded', at, assignmentId, agent, reason: 'noResponse' } };
  },
};
