import * as t from 'io-ts';
import { AgentId, Instant, nullable, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Categorization, CategorizationReason } from './categorization';
import type { Complexity } from './complexity';

const CategorizationReasonCodec: t.Type<CategorizationReason, string> = t.keyof(
  { initial: null, reviewed: null, misclassified: null, newInformation: null, unstated: null },
  'CategorizationReason',
);

export const ComplexityCodec: t.Type<Complexity, string> = t.keyof(
  { low: null, medium: null, high: null },
  'low, medium or high',
);

const CaseCategorized = t.strict({
  type: t.literal('CaseCategorized'),
  at: Instant,
  category: Text,
  previous: nullable(Text),
  complexity: nullable(ComplexityCodec),
  by: nullable(AgentId),
  reason: CategorizationReasonCodec,
  decision: nullable(DecisionCodec),
});

export const categorizationSchemas: EventSchemas<Categorization['event']> = {
  CaseCategorized: first(CaseCategorized),
};

export const categorizationCommands: CommandCodecs<Categorization['command']> = {
  CategorizeCase: t.strict({
    type: t.literal('CategorizeCase'),
    at: Instant,
    category: Text,
    complexity: nullable(ComplexityCodec),
    by: nullable(AgentId),
    reason: CategorizationReasonCodec,
  }),
};
