import * as t from 'io-ts';
import { Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { WrittenFromCodec } from '../rulebook/templates.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { ReopeningCause, Resolution } from './resolution';

const ReopeningCauseCodec: t.Type<ReopeningCause, string> = t.keyof(
  { solutionRejected: null, customerReply: null, recurrence: null, agent: null, qualityReview: null, unstated: null },
  'ReopeningCause',
);

const CaseResolved = t.strict({
  type: t.literal('CaseResolved'),
  at: Instant,
  resolutionId: Text,
  cycle: t.number,
  code: nullable(Text),
  notes: personal(nullable(Text)),
  template: WrittenFromCodec,
  closesAt: nullable(Instant),
  staysOpen: nullable(DecisionCodec),
  remindAt: nullable(Instant),
  reopenableUntil: nullable(Instant),
  rulebook: nullable(t.number),
});

const ResolutionAccepted = t.strict({
  type: t.literal('ResolutionAccepted'),
  at: Instant,
  resolutionId: Text,
  via: Text,
});

const CaseReopened = t.strict({
  type: t.literal('CaseReopened'),
  at: Instant,
  cycle: t.number,
  cause: ReopeningCauseCodec,
  reason: personal(nullable(Text)),
});

export const resolutionSchemas: EventSchemas<Resolution['event']> = {
  CaseResolved: first(CaseResolved),
  ResolutionAccepted: first(ResolutionAccepted),
  CaseReopened: first(CaseReopened),
};

export const resolutionCommands: CommandCodecs<Resolution['command']> = {
  ResolveCase: t.strict({
    type: t.literal('ResolveCase'),
    at: Instant,
    code: Text,
    notes: personal(Text),
    template: nullable(Text),
  }),
  AcceptResolution: t.strict({ type: t.literal('AcceptResolution'), at: Instant, channel: Text }),
  RejectResolution: t.strict({ type: t.literal('RejectResolution'), at: Instant, reason: personal(Text) }),
  ReopenCase: t.strict({
    type: t.literal('ReopenCase'),
    at: Instant,
    cause: ReopeningCauseCodec,
    reason: personal(Text),
  }),
};
