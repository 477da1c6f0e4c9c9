import * as t from 'io-ts';
import {
  CaseId,
  CaseNumber,
  CustomerId,
  Instant,
  IssueTitle,
  nullable,
  personal,
  Text,
  type Json,
} from '@casebook/vocabulary';
import { ChannelCodec } from '../case/creation.codec';
import { OtherCaseCodec } from '../case/other-case.codec';
import { first, personalFieldsOf, type CommandCodecs, type EventSchemas } from '../schema';
import { such } from '../such';
import type { Attached, Audience, Criteria, Excluded, ExclusionReason, MajorIssueEvent } from './issue';
import type { MajorIssueCommand } from './major-issue';

/** The category of streams that hold major issues. */
export const majorIssueCategory = 'majorissue';

const ExclusionReasonCodec: t.Type<ExclusionReason, string> = t.keyof(
  { notAffected: null, toldOtherwise: null, optedOut: null, otherwise: null },
  'notAffected, toldOtherwise, optedOut or otherwise',
);

const AudienceCodec: t.Type<Audience, string> = t.keyof(
  { all: null, proactive: null, reported: null },
  'all, proactive or reported',
);

const OpenedCodec: t.Type<Attached['opened'], string> = t.keyof(
  { proactive: null, reported: null },
  'proactive or reported',
);

const StoredCriteria: t.Type<Criteria, Json> = t.strict({
  products: t.readonlyArray(Text, 'a list of products'),
  categories: t.readonlyArray(Text, 'a list of categories'),
  from: nullable(Instant),
  to: nullable(Instant),
});

/** Without a product or a category they would name everybody. */
const CriteriaCodec: t.Type<Criteria, Json> = such(
  'criteria that name a product or a category',
  StoredCriteria,
  ({ products, categories }) => products.length + categories.length > 0,
);

const ExcludedCodec: t.Type<Excluded, Json> = t.strict({ customer: CustomerId, because: ExclusionReasonCodec });

const proposal = {
  at: Instant,
  title: IssueTitle,
  impact: Text,
  justification: personal(Text),
  by: Text,
  fromCase: nullable(CaseId),
};
const decision = { at: Instant, by: Text };
const rejection = { ...decision, reason: personal(Text) };
const solution = { at: Instant, code: Text, notes: Text, excepted: t.readonlyArray(CaseId, 'a list of cases') };
const batch = {
  at: Instant,
  batch: Text,
  source: nullable(Text),
  customers: t.readonlyArray(CustomerId, 'a list of customers'),
  excluded: t.readonlyArray(ExcludedCodec, 'a list of customers with a reason'),
};
const attached = { caseId: CaseId, number: CaseNumber, customer: nullable(CustomerId), opened: OpenedCodec };
const AttachedCodec: t.Type<Attached, Json> = t.strict(attached);
const update = { at: Instant, updateId: Text, audience: AudienceCodec, channel: ChannelCodec, body: Text };

/** How the events of a major issue are stored. */
export const majorIssueEventSchemas: EventSchemas<MajorIssueEvent> = {
  MajorIssueProposed: first(
    t.strict({ type: t.literal('MajorIssueProposed'), ...proposal, customer: nullable(CustomerId) }),
  ),
  MajorIssueAccepted: first(t.strict({ type: t.literal('MajorIssueAccepted'), ...decision })),
  MajorIssueRejected: first(t.strict({ type: t.literal('MajorIssueRejected'), ...rejection })),
  MajorIssueResolved: first(t.strict({ type: t.literal('MajorIssueResolved'), ...solution })),
  MajorIssueReopened: first(t.strict({ type: t.literal('MajorIssueReopened'), at: Instant, reason: Text })),
  MajorIssueClosed: first(t.strict({ type: t.literal('MajorIssueClosed'), at: Instant })),
  AffectedCustomersIdentified: first(
    t.strict({ type: t.literal('AffectedCustomersIdentified'), ...batch, criteria: nullable(StoredCriteria) }),
  ),
  CaseAttached: first(t.strict({ type: t.literal('CaseAttached'), at: Instant, ...attached })),
  CaseDetached: first(t.strict({ type: t.literal('CaseDetached'), at: Instant, ...attached, reason: personal(Text) })),
  IssueUpdatePublished: first(t.strict({ type: t.literal('IssueUpdatePublished'), ...update })),
};

/** How the commands for a major issue come in. */
export const majorIssueCommandCodecs: CommandCodecs<MajorIssueCommand> = {
  ProposeMajorIssue: t.strict({ type: t.literal('ProposeMajorIssue'), ...proposal, other: nullable(OtherCaseCodec) }),
  AcceptMajorIssue: t.strict({ type: t.literal('AcceptMajorIssue'), ...decision }),
  RejectMajorIssue: t.strict({ type: t.literal('RejectMajorIssue'), ...rejection }),
  ResolveMajorIssue: t.strict({ type: t.literal('ResolveMajorIssue'), ...solution }),
  ReopenMajorIssue: t.strict({ type: t.literal('ReopenMajorIssue'), at: Instant, reason: Text }),
  CloseMajorIssue: t.strict({ type: t.literal('CloseMajorIssue'), at: Instant }),
  IdentifyAffected: t.strict({ type: t.literal('IdentifyAffected'), ...batch, criteria: nullable(CriteriaCodec) }),
  AttachCase: t.strict({
    type: t.literal('AttachCase'),
    at: Instant,
    caseId: CaseId,
    other: nullable(OtherCaseCodec),
  }),
  AttachCases: t.strict({
    type: t.literal('AttachCases'),
    at: Instant,
    cases: t.readonlyArray(AttachedCodec, 'a list of cases'),
  }),
  DetachCase: t.strict({ type: t.literal('DetachCase'), at: Instant, caseId: CaseId, reason: personal(Text) }),
  PublishIssueUpdate: t.strict({ type: t.literal('PublishIssueUpdate'), ...update }),
};

/** The fields of each type of event that tell something about a person. */
export const issuePersonalFields = personalFieldsOf<MajorIssueEvent>(majorIssueEventSchemas);

/** The fields that name the person whom what they tell is about: whose case it was noticed in, or is detached. */
export const personNamedInIssue = { MajorIssueProposed: 'customer', CaseDetached: 'customer' } as const;
