import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { DurationCodec } from '../rulebook/numbers.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Effort } from './effort';
import { MoneyCodec } from './money.codec';

const spent = {
  entryId: Text,
  agent: AgentId,
  activity: Text,
  duration: DurationCodec,
  startedAt: nullable(Instant),
  billable: t.boolean,
};
const paid = { entryId: Text, kind: Text, cost: MoneyCodec, memo: personal(nullable(Text)) };
const approved = { entryId: Text, approver: AgentId };
const voided = { entryId: Text, reason: personal(Text) };

export const effortSchemas: EventSchemas<Effort['event']> = {
  EffortLogged: first(
    t.strict({
      type: t.literal('EffortLogged'),
      at: Instant,
      ...spent,
      price: nullable(MoneyCodec),
      decision: nullable(DecisionCodec),
    }),
  ),
  CostRecorded: first(t.strict({ type: t.literal('CostRecorded'), at: Instant, ...paid })),
  EntryApproved: first(t.strict({ type: t.literal('EntryApproved'), at: Instant, ...approved })),
  EntryVoided: first(t.strict({ type: t.literal('EntryVoided'), at: Instant, ...voided })),
};

export const effortCommands: CommandCodecs<Effort['command']> = {
  LogEffort: t.strict({ type: t.literal('LogEffort'), at: Instant, ...spent }),
  RecordCost: t.strict({ type: t.literal('RecordCost'), at: Instant, ...paid }),
  ApproveEntry: t.strict({ type: t.literal('ApproveEntry'), at: Instant, ...approved }),
  VoidEntry: t.strict({ type: t.literal('VoidEntry'), at: Instant, ...voided }),
};
