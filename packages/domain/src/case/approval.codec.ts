import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Approval, ApprovalOutcome, ApprovalSubject, ApprovalVerdict } from './approval';

const SubjectCodec: t.Type<ApprovalSubject, string> = t.keyof(
  { plan: null, escalation: null, credit: null, closure: null, review: null },
  'plan, escalation, credit, closure or review',
);

const VerdictCodec: t.Type<ApprovalVerdict, string> = t.keyof(
  { approved: null, rejected: null },
  'approved or rejected',
);

const OutcomeCodec: t.Type<ApprovalOutcome, string> = t.keyof(
  { approved: null, rejected: null, withdrawn: null, superseded: null },
  'approved, rejected, withdrawn or superseded',
);

const request = {
  at: Instant,
  approvalId: Text,
  subject: SubjectCodec,
  plan: nullable(Text),
  about: nullable(Text),
  requestedBy: nullable(AgentId),
  approvers: t.readonlyArray(AgentId, 'a list of agents'),
  quorum: t.number,
  dueAt: nullable(Instant),
};

const decided = {
  at: Instant,
  approvalId: Text,
  approver: AgentId,
  verdict: VerdictCodec,
  remark: personal(nullable(Text)),
};

export const approvalSchemas: EventSchemas<Approval['event']> = {
  ApprovalRequested: first(
    t.strict({ type: t.literal('ApprovalRequested'), ...request, decision: nullable(DecisionCodec) }),
  ),
  ApprovalDecided: first(t.strict({ type: t.literal('ApprovalDecided'), ...decided })),
  ApprovalSettled: first(
    t.strict({ type: t.literal('ApprovalSettled'), at: Instant, approvalId: Text, outcome: OutcomeCodec }),
  ),
};

export const approvalCommands: CommandCodecs<Approval['command']> = {
  RequestApproval: t.strict({ type: t.literal('RequestApproval'), ...request }),
  DecideApproval: t.strict({ type: t.literal('DecideApproval'), ...decided }),
  WithdrawApproval: t.strict({ type: t.literal('WithdrawApproval'), at: Instant, approvalId: Text }),
};
