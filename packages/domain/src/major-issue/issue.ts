import type { CaseId, CaseNumber, CustomerId, Instant, IssueTitle, Personal, Text } from '@casebook/vocabulary';
import type { CaseNotOpen } from '../case/gate';
import type { OtherCaseUnknown } from '../case/links';
import type { Channel } from '../case/creation';
import type { OtherCase } from '../case/other-case';
import type { Dated, Variant } from '../message';
import type { Rules } from '../rulebook/rules';
import type { EventOf, SlicesOf, Topic } from '../topic';

/** Where a major issue is: proposed, taken up or not, solved, over. Derived from the facts, never stored. */
export type IssueStatus = 'candidate' | 'rejected' | 'major' | 'resolved' | 'closed';

/** There is no such major issue. */
export type IssueUnknown = Variant<'IssueUnknown'>;
/** It has been decided already whether it is one. */
export type IssueNotCandidate = Variant<'IssueNotCandidate', { status: IssueStatus }>;
/** It does not lead cases: nobody has accepted it, or it is solved. */
export type IssueNotMajor = Variant<'IssueNotMajor', { status: IssueStatus }>;
/** No solution stands. */
export type IssueNotResolved = Variant<'IssueNotResolved', { status: IssueStatus }>;

/** What is proposed. The title and what it means are told of everybody; why it should be one may tell of a person. */
export interface Proposal {
  readonly title: IssueTitle;
  /** What it means for customers and business, in the desk's own words. */
  readonly impact: Text;
  readonly justification: Personal<Text>;
  readonly by: Text;
  /** The case in which somebody has noticed it; null where it was noticed otherwise. */
  readonly fromCase: CaseId | null;
}

/** What it was that solved all of it. */
export interface IssueSolution {
  readonly code: Text;
  readonly notes: Text;
  /** Cases that are not resolved with it. */
  readonly excepted: ReadonlyArray<CaseId>;
}

/** From a proposal to its end. Nobody decides about what they have proposed. */
export interface Course {
  readonly slice: {
    readonly proposal: Omit<Proposal, 'justification' | 'impact'> | null;
    readonly solution: IssueSolution | null;
  };
  readonly command:
    /** `other` is what is known of that case; null where there is none. */
    | Dated<'ProposeMajorIssue', Proposal & { other: OtherCase | null }>
    | Dated<'AcceptMajorIssue', { by: Text }>
    | Dated<'RejectMajorIssue', { by: Text; reason: Personal<Text> }>
    | Dated<'ResolveMajorIssue', IssueSolution>
    | Dated<'ReopenMajorIssue', { reason: Text }>
    | Dated<'CloseMajorIssue'>;
  readonly event:
    | Dated<
        'MajorIssueProposed',
        Proposal & {
          /** Whose case it was noticed in: what is told about a person in the issue is sealed as theirs. */
          customer: CustomerId | null;
        }
      >
    | Dated<'MajorIssueAccepted', { by: Text }>
    | Dated<'MajorIssueRejected', { by: Text; reason: Personal<Text> }>
    | Dated<'MajorIssueResolved', IssueSolution>
    | Dated<'MajorIssueReopened', { reason: Text }>
    | Dated<'MajorIssueClosed'>;
  readonly rejection:
    | IssueUnknown
    | IssueNotCandidate
    | IssueNotMajor
    | IssueNotResolved
    | OtherCaseUnknown
    | CaseNotOpen
    | CaseNotAttached
    /** The stream holds another issue. */
    | Variant<'IssueExists', { title: IssueTitle }>
    | Variant<'TitleMissing'>
    | Variant<'ImpactMissing'>
    | Variant<'JustificationMissing'>
    | Variant<'SelfApproval', { agent: Text }>
    | Variant<'ReasonMissing'>
    | Variant<'NotesMissing'>
    | Variant<'ResolutionCodeUnknown', { code: Text }>;
}

/** Which cases are told by that a customer is affected; an empty list asks for nothing. */
export interface Criteria {
  readonly products: ReadonlyArray<Text>;
  /** Paths in the taxonomy; what lies in one counts. */
  readonly categories: ReadonlyArray<Text>;
  /** Begun from then on, and before then; null: at any time. */
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** Why a customer who was found is left out; no free words, since they would tell of a person. */
export type ExclusionReason = 'notAffected' | 'toldOtherwise' | 'optedOut' | 'otherwise';

/** A customer who was found and is left out. */
export interface Excluded {
  readonly customer: CustomerId;
  readonly because: ExclusionReason;
}

/** One search for customers who are affected. */
export interface Batch {
  readonly batch: Text;
  /** Null where they were named one by one. */
  readonly criteria: Criteria | null;
  /** Where a list is from, in the desk's own words. */
  readonly source: Text | null;
  /** Those whom no batch before has named. */
  readonly customers: ReadonlyArray<CustomerId>;
  readonly excluded: ReadonlyArray<Excluded>;
}

/** Who is affected. */
export interface Affected {
  readonly slice: { readonly batches: ReadonlyArray<Text>; readonly customers: ReadonlyArray<CustomerId> };
  readonly command: Dated<'IdentifyAffected', Batch>;
  readonly event: Dated<'AffectedCustomersIdentified', Batch>;
  readonly rejection: IssueUnknown | IssueNotMajor;
}

/** A case that the issue leads: opened for a customer before he said anything, or reported by him. */
export interface Attached {
  readonly caseId: CaseId;
  readonly number: CaseNumber;
  readonly customer: CustomerId | null;
  readonly opened: 'proactive' | 'reported';
}

export type CaseNotAttached = Variant<'CaseNotAttached', { caseId: CaseId }>;

/** The cases that it leads: one for each customer. */
export interface Attachments {
  readonly slice: {
    readonly cases: ReadonlyArray<Attached>;
    readonly detached: ReadonlyArray<CaseId>;
    /** Customers who have or had a case here: no other is opened for them. */
    readonly served: ReadonlyArray<CustomerId>;
  };
  readonly command:
    | Dated<'AttachCase', { caseId: CaseId; other: OtherCase | null }>
    /** Those whose customers have no case here yet; the others are left out without a word. */
    | Dated<'AttachCases', { cases: ReadonlyArray<Attached> }>
    | Dated<'DetachCase', { caseId: CaseId; reason: Personal<Text> }>;
  readonly event: Dated<'CaseAttached', Attached> | Dated<'CaseDetached', Attached & { reason: Personal<Text> }>;
  readonly rejection:
    | IssueUnknown
    | IssueNotMajor
    | OtherCaseUnknown
    | CaseNotOpen
    | CaseNotAttached
    | Variant<'ReasonMissing'>
    /** One case for each customer: this one is there. */
    | Variant<'CustomerHasCase', { customer: CustomerId; caseId: CaseId }>;
}

/** Which of the cases are told. */
export type Audience = 'all' | Attached['opened'];

/** What is told to many at once: nothing in it tells of a person. */
export interface Update {
  readonly updateId: Text;
  readonly audience: Audience;
  readonly channel: Channel;
  readonly body: Text;
}

/** What customers are told while it lasts. */
export interface Updates {
  readonly slice: { readonly known: ReadonlyArray<Text> };
  readonly command: Dated<'PublishIssueUpdate', Update>;
  readonly event: Dated<'IssueUpdatePublished', Update>;
  readonly rejection: IssueUnknown | IssueNotMajor | Variant<'BodyMissing'>;
}

export interface IssueSubjects {
  readonly course: Course;
  readonly affected: Affected;
  readonly attachments: Attachments;
  readonly updates: Updates;
}

export type MajorIssueEvent = EventOf<IssueSubjects>;

/** What topics of an issue share. */
export interface IssueCommon {
  /** Null while there is no issue. */
  readonly status: IssueStatus | null;
}

export type MajorIssueState = SlicesOf<IssueSubjects> & IssueCommon;
export type IssueTopic<S extends IssueSubjects[keyof IssueSubjects]> = Topic<
  MajorIssueState,
  S,
  MajorIssueEvent,
  Rules
>;
