import type { CaseEvent, Status } from '@casebook/domain';
import { eventIdOf, type EventCodec, type NewEvent, type Source } from '@casebook/event-store';
import { textOf, type TenantId, type Text } from '@casebook/vocabulary';
import type { Meaning } from '../mapping/mapping';
import type { RowFacts } from '../rows/row-facts';
import type { Told } from '../story/so-far';
import type { Fact } from '../story/tell';

/** Where an import comes from and goes to. */
export interface Origin {
  readonly system: Source['system'];
  readonly file: Source['file'];
  readonly tenant: TenantId;
  readonly codec: EventCodec<CaseEvent>;
}

/** A fact as it goes into the log. */
export interface Stamped extends Told {
  readonly stamped: NewEvent;
}

// A row tells each type once, so that the type's place is an index which no other row of the case can change. Append only.
const places: { readonly [T in CaseEvent['type']]: number } = {
  CaseCreated: 0,
  CaseReopened: 1,
  WaitEnded: 2,
  CaseCategorized: 3,
  CasePrioritized: 4,
  CaseRouted: 5,
  AssignmentEnded: 6,
  CaseAssigned: 7,
  AssignmentAccepted: 8,
  WaitStarted: 9,
  CaseResolved: 10,
  CaseClosed: 11,
  CaseCancelled: 12,
  ServiceLevelReported: 13,
  ActivityRecorded: 14,
  MessageReceived: 15,
  MessageSent: 16,
  NoteAdded: 17,
  FindingRecorded: 18,
  ResolutionAccepted: 19,
  LegalHoldPlaced: 20,
  LegalHoldReleased: 21,
  PersonalDataErased: 22,
  CaseDetailsRevised: 23,
  ServiceLevelStarted: 24,
  ServiceLevelPaused: 25,
  ServiceLevelResumed: 26,
  ServiceLevelWarned: 27,
  ServiceLevelBreached: 28,
  ServiceLevelMet: 29,
  ServiceLevelEnded: 30,
  CaseEscalated: 31,
  CaseDeescalated: 32,
  CategoryReviewRequested: 33,
  CategoryReviewed: 34,
  AssessmentRecorded: 35,
  ResolutionPlanned: 36,
  ApprovalRequested: 37,
  ApprovalDecided: 38,
  ApprovalSettled: 39,
  CaseLinked: 40,
  CaseUnlinked: 41,
  CaseMerged: 42,
  CaseUnmerged: 43,
  PlaybookStarted: 44,
  TaskAdded: 45,
  TaskAssigned: 46,
  TaskEnded: 47,
  SurveyOffered: 48,
  SurveyAnswered: 49,
  EffortLogged: 50,
  CostRecorded: 51,
  EntryApproved: 52,
  EntryVoided: 53,
  NotificationRequested: 54,
  NotificationDelivered: 55,
  NotificationFailed: 56,
  ClosingReminded: 57,
  CaseSplit: 58,
  ParticipantAdded: 59,
  InvitationAccepted: 60,
  ParticipantRemoved: 61,
  ConsultationStarted: 62,
  ConsultationAnswered: 63,
  ConsultationEnded: 64,
  KnowledgeUsed: 65,
  KnowledgeGapReported: 66,
  KnowledgeGapClosed: 67,
  TagAdded: 68,
  TagRemoved: 69,
  QualityReviewRequested: 70,
  QualityReviewed: 71,
  QualityReviewAppealed: 72,
  CaseReviewDrafted: 73,
  CaseReviewPublished: 74,
};

const shown = (status: Status): Text => textOf(status);

/** The status that a source shows with a row; null where the row does not say. */
const shows: { readonly [A in Meaning['as']]: Text | null } = {
  new: shown('New'),
  open: shown('Open'),
  accepted: shown('Open'),
  waiting: shown('Waiting'),
  resolved: shown('Resolved'),
  closed: shown('Closed'),
  cancelled: shown('Cancelled'),
  remark: null,
};

/** The same row gives the same id for ever, so that a file imported twice, or again after a crash, adds nothing. */
export const stamp = (
  { system, file, tenant, codec }: Origin,
  { case: number, row, label, meaning, at }: Pick<RowFacts, 'case' | 'row' | 'label' | 'meaning' | 'at'>,
  { event, actor }: Fact,
): Stamped => {
  const told = event.at === at ? { activity: label, shows: shows[meaning.as] } : { activity: null, shows: null };
  const source = { system, file, row, ...told };
  const { type, schema, data, occurredAt } = codec.encode(event);
  return {
    event,
    source,
    stamped: {
      id: eventIdOf(`import/${tenant}/${system}/${number}/${row}`, places[event.type]),
      type,
      schema,
      data,
      occurredAt,
      actor,
      commandId: null,
      correlationId: `import/${system}/${file}`,
      causationId: null,
      saidAt: null,
      source,
      wake: null,
    },
  };
};
