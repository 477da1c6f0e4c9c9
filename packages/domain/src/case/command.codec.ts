import * as t from 'io-ts';
import {
  AgentId,
  CaseId,
  CaseNumber,
  CustomerId,
  Instant,
  nullable,
  personal,
  TeamId,
  Text,
  type Json,
} from '@casebook/vocabulary';
import type { Of } from '../message';
import { AssignmentMethodCodec, RoutingReasonCodec } from './assignment.codec';
import type { CaseCommand } from './case';
import { CategorizationReasonCodec } from './categorization.codec';
import { CancelReasonCodec } from './closing.codec';
import { PartyCodec } from './conversation.codec';
import { ChannelCodec, OriginCodec } from './creation.codec';
import { PriorityLevelCodec } from './priority.codec';
import { ReopeningCauseCodec } from './resolution.codec';
import { WaitOnCodec } from './waits.codec';
import { FindingKindCodec } from './work.codec';

const command = <T extends CaseCommand['type'], P extends t.Props>(type: T, fields: P) =>
  t.strict({ type: t.literal(type), at: Instant, ...fields });

const message = {
  messageId: Text,
  channel: ChannelCodec,
  inReplyTo: nullable(Text),
  body: personal(nullable(Text)),
};

/** Commands as they come from outside, in plain values: each fault is told with its path. */
export const caseCommandCodecs: { readonly [T in CaseCommand['type']]: t.Type<Of<CaseCommand, T>, Json, unknown> } = {
  CreateCase: command('CreateCase', {
    number: CaseNumber,
    caseType: nullable(Text),
    channel: ChannelCodec,
    origin: OriginCodec,
    customer: nullable(CustomerId),
    product: nullable(Text),
    fields: t.record(t.string, Text),
    subject: personal(nullable(Text)),
    description: personal(nullable(Text)),
    follows: nullable(CaseId),
  }),
  CategorizeCase: command('CategorizeCase', { category: Text, reason: CategorizationReasonCodec }),
  PrioritizeCase: command('PrioritizeCase', { priority: PriorityLevelCodec, reason: Text }),
  RouteCase: command('RouteCase', { team: TeamId, reason: RoutingReasonCodec }),
  AssignCase: command('AssignCase', { agent: AgentId, team: nullable(TeamId), method: AssignmentMethodCodec }),
  AcceptAssignment: command('AcceptAssignment', { agent: AgentId }),
  DeclineAssignment: command('DeclineAssignment', { agent: AgentId }),
  ReleaseCase: command('ReleaseCase', { agent: AgentId }),
  StartWait: command('StartWait', { waitId: Text, on: WaitOnCodec, subject: nullable(Text), until: nullable(Instant) }),
  EndWait: command('EndWait', { waitId: Text }),
  ReceiveMessage: command('ReceiveMessage', { ...message, from: PartyCodec }),
  SendMessage: command('SendMessage', { ...message, to: PartyCodec, automated: t.boolean, awaits: nullable(Text) }),
  AddNote: command('AddNote', { noteId: Text, body: personal(Text) }),
  RecordFinding: command('RecordFinding', { findingId: Text, kind: FindingKindCodec, text: personal(Text) }),
  ResolveCase: command('ResolveCase', { code: Text, notes: personal(Text) }),
  AcceptResolution: command('AcceptResolution', { channel: Text }),
  RejectResolution: command('RejectResolution', { reason: personal(Text) }),
  ReopenCase: command('ReopenCase', { cause: ReopeningCauseCodec, reason: personal(Text) }),
  CloseCase: command('CloseCase', {
    by: t.keyof({ customer: null, agent: null }),
    code: nullable(Text),
    notes: personal(nullable(Text)),
  }),
  CancelCase: command('CancelCase', { reason: CancelReasonCodec }),
};
