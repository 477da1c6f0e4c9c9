import * as t from 'io-ts';
import { Instant, nullable, personal, TeamId, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Escalations } from './escalation';
import type { EscalationKind } from './escalation-kind';

export const EscalationKindCodec: t.Type<EscalationKind, string> = t.keyof(
  { functional: null, hierarchical: null, customer: null, account: null },
  'functional, hierarchical, customer or account',
);

const escalation = {
  at: Instant,
  escalationId: Text,
  kind: EscalationKindCodec,
  severity: nullable(Text),
  to: nullable(TeamId),
};

const CaseEscalated = t.strict({
  type: t.literal('CaseEscalated'),
  ...escalation,
  reason: personal(nullable(Text)),
  decision: nullable(DecisionCodec),
});

const CaseDeescalated = t.strict({
  type: t.literal('CaseDeescalated'),
  at: Instant,
  escalationId: Text,
  reason: personal(nullable(Text)),
});

export const escalationSchemas: EventSchemas<Escalations['event']> = {
  CaseEscalated: first(CaseEscalated),
  CaseDeescalated: first(CaseDeescalated),
};

export const escalationCommands: CommandCodecs<Escalations['command']> = {
  EscalateCase: t.strict({ type: t.literal('EscalateCase'), ...escalation, reason: personal(Text) }),
  DeescalateCase: t.strict({
    type: t.literal('DeescalateCase'),
    at: Instant,
    escalationId: Text,
    reason: personal(Text),
  }),
};
