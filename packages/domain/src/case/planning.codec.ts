import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import { MoneyCodec } from './money.codec';
import type { Planning } from './planning';

const written = {
  planId: Text,
  by: nullable(AgentId),
  cost: nullable(MoneyCodec),
  steps: personal(t.readonlyArray(Text, 'a list of steps')),
  expectedOutcome: personal(nullable(Text)),
};

export const planningSchemas: EventSchemas<Planning['event']> = {
  ResolutionPlanned: first(
    t.strict({
      type: t.literal('ResolutionPlanned'),
      at: Instant,
      revision: t.number,
      cycle: t.number,
      ...written,
    }),
  ),
};

export const planningCommands: CommandCodecs<Planning['command']> = {
  PlanResolution: t.strict({ type: t.literal('PlanResolution'), at: Instant, ...written }),
};
