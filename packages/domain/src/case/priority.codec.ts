import * as t from 'io-ts';
import { Instant, nullable, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Priority } from './priority';
import type { PriorityLevel } from './priority-level';

export const PriorityLevelCodec: t.Type<PriorityLevel, number> = t.union(
  [t.literal(1), t.literal(2), t.literal(3), t.literal(4)],
  '1 (critical), 2, 3 or 4 (low)',
);

const CasePrioritized = t.strict({
  type: t.literal('CasePrioritized'),
  at: Instant,
  priority: PriorityLevelCodec,
  previous: nullable(PriorityLevelCodec),
  score: nullable(t.number),
  factors: t.readonlyArray(t.strict({ name: Text, value: Text, weight: t.number, points: t.number })),
  reason: nullable(Text),
  decision: nullable(DecisionCodec),
});

export const prioritySchemas: EventSchemas<Priority['event']> = { CasePrioritized: first(CasePrioritized) };

export const priorityCommands: CommandCodecs<Priority['command']> = {
  PrioritizeCase: t.strict({
    type: t.literal('PrioritizeCase'),
    at: Instant,
    priority: PriorityLevelCodec,
    reason: Text,
  }),
};
