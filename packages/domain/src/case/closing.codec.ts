import * as t from 'io-ts';
import { Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { CancelReason, ClosedBy, Closing } from './closing';

const ByCodec: t.Type<ClosedBy, string> = t.keyof(
  { customer: null, agent: null, autoClose: null, unstated: null },
  'ClosedBy',
);

const CancelReasonCodec: t.Type<CancelReason, string> = t.keyof(
  { withdrawn: null, spam: null, openedInError: null, duplicate: null, unstated: null },
  'CancelReason',
);

const CaseClosed = t.strict({
  type: t.literal('CaseClosed'),
  at: Instant,
  by: ByCodec,
  code: nullable(Text),
  notes: personal(nullable(Text)),
  reopenableUntil: nullable(Instant),
  rulebook: nullable(t.number),
});

const CaseCancelled = t.strict({ type: t.literal('CaseCancelled'), at: Instant, reason: CancelReasonCodec });

const ClosingReminded = t.strict({
  type: t.literal('ClosingReminded'),
  at: Instant,
  cycle: t.number,
  closesAt: Instant,
});

export const closingSchemas: EventSchemas<Closing['event']> = {
  CaseClosed: first(CaseClosed),
  CaseCancelled: first(CaseCancelled),
  ClosingReminded: first(ClosingReminded),
};

export const closingCommands: CommandCodecs<Closing['command']> = {
  CloseCase: t.strict({
    type: t.literal('CloseCase'),
    at: Instant,
    by: t.keyof({ customer: null, agent: null }),
    code: nullable(Text),
    notes: personal(nullable(Text)),
  }),
  CancelCase: t.strict({ type: t.literal('CancelCase'), at: Instant, reason: CancelReasonCodec }),
};
