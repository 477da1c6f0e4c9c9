import * as t from 'io-ts';
import { Instant, nullable, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Categorization, CategorizationReason } from './categorization';

const CategorizationReasonCodec: t.Type<CategorizationReason, string> = t.keyof(
  { initial: null, reviewed: null, misclassified: null, newInformation: null, unstated: null },
  'CategorizationReason',
);

const CaseCategorized = t.strict({
  type: t.literal('CaseCategorized'),
  at: Instant,
  category: Text,
  previous: nullable(Text),
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
    reason: CategorizationReasonCodec,
  }),
};
