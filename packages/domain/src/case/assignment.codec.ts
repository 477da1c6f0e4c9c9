import * as t from 'io-ts';
import { AgentId, Instant, nullable, TeamId, Text, type Json } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import type { Candidate, Ranked } from '../rulebook/candidates';
import { Amount } from '../rulebook/condition.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Assignment, AssignmentEnd, AssignmentMethod, RoutingReason } from './assignment';

const RoutingReasonCodec: t.Type<RoutingReason, string> = t.keyof(
  { initial: null, wrongTeam: null, escalation: null, capacity: null, byRules: null, unstated: null },
  'RoutingReason',
);

const AssignmentMethodCodec: t.Type<AssignmentMethod, string> = t.keyof(
  { manual: null, automatic: null, claimed: null, unstated: null },
  'AssignmentMethod',
);

const EndCodec: t.Type<AssignmentEnd, string> = t.keyof(
  { declined: null, released: null, reassigned: null, rerouted: null, noResponse: null, unstated: null },
  'AssignmentEnd',
);

const RankedCodec: t.Type<Ranked, Json> = t.strict({
  agent: AgentId,
  score: nullable(t.number),
  parts: t.readonlyArray(t.strict({ name: Text, points: t.number })),
  excludedBecause: nullable(Text),
});

const CandidateCodec: t.Type<Candidate, Json> = t.strict(
  {
    agent: AgentId,
    skills: t.readonlyArray(t.strict({ skill: Text, level: Amount })),
    languages: t.readonlyArray(Text),
    segments: t.readonlyArray(Text),
    available: t.boolean,
    onShift: t.boolean,
    open: Amount,
    capacity: Amount,
  },
  'Candidate',
);

const CaseRouted = t.strict({
  type: t.literal('CaseRouted'),
  at: Instant,
  routingId: Text,
  team: TeamId,
  previous: nullable(TeamId),
  reason: RoutingReasonCodec,
  decision: nullable(DecisionCodec),
});

const CaseAssigned = t.strict({
  type: t.literal('CaseAssigned'),
  at: Instant,
  assignmentId: Text,
  agent: AgentId,
  team: nullable(TeamId),
  method: AssignmentMethodCodec,
  respondsBy: nullable(Instant),
  ranking: t.readonlyArray(RankedCodec),
  decision: nullable(DecisionCodec),
});

const AssignmentAccepted = t.strict({
  type: t.literal('AssignmentAccepted'),
  at: Instant,
  assignmentId: Text,
  agent: AgentId,
});

const AssignmentEnded = t.strict({
  type: t.literal('AssignmentEnded'),
  at: Instant,
  assignmentId: Text,
  agent: AgentId,
  reason: EndCodec,
});

export const assignmentSchemas: EventSchemas<Assignment['event']> = {
  CaseRouted: first(CaseRouted),
  CaseAssigned: first(CaseAssigned),
  AssignmentAccepted: first(AssignmentAccepted),
  AssignmentEnded: first(AssignmentEnded),
};

const byAgent = { at: Instant, agent: AgentId };

export const assignmentCommands: CommandCodecs<Assignment['command']> = {
  RouteCase: t.strict({ type: t.literal('RouteCase'), at: Instant, team: TeamId, reason: RoutingReasonCodec }),
  AssignCase: t.strict({
    type: t.literal('AssignCase'),
    ...byAgent,
    team: nullable(TeamId),
    method: AssignmentMethodCodec,
  }),
  OfferCase: t.strict({
    type: t.literal('OfferCase'),
    at: Instant,
    candidates: t.readonlyArray(CandidateCodec, 'a list of candidates'),
  }),
  AcceptAssignment: t.strict({ type: t.literal('AcceptAssignment'), ...byAgent }),
  DeclineAssignment: t.strict({ type: t.literal('DeclineAssignment'), ...byAgent }),
  ReleaseCase: t.strict({ type: t.literal('ReleaseCase'), ...byAgent }),
};
