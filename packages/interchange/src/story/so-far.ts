import { folded, standing, type CaseEvent, type PriorityLevel, type Standing } from '@casebook/domain';
import type { Source } from '@casebook/event-store';
import { textOf, type AgentId, type Instant, type TeamId, type Text } from '@casebook/vocabulary';

/** A fact of a case, with the row that told it; null for what commands to us brought about. */
export interface Told {
  readonly event: CaseEvent;
  readonly source: Source | null;
}

/** What the events of a case say so far, as far as its next row needs it: the same from the rows just read as from the log. */
export interface SoFar {
  readonly created: boolean;
  /** When the case's latest row was. */
  readonly at: Instant | null;
  /** The latest row's label. */
  readonly label: Text | null;
  readonly standing: Standing;
  readonly wait: { readonly id: Text; readonly label: Text | null } | null;
  readonly cycle: number;
  readonly category: Text | null;
  readonly priority: PriorityLevel | null;
  readonly team: TeamId | null;
  readonly routings: number;
  readonly holding: { readonly id: Text; readonly agent: AgentId; readonly accepted: boolean } | null;
  readonly assignments: number;
  readonly verdict: 'met' | 'missed' | null;
  readonly fields: { readonly [field: string]: Text };
}

export const unseen: SoFar = {
  created: false,
  at: null,
  label: null,
  standing: standing.initial,
  wait: null,
  cycle: 1,
  category: null,
  priority: null,
  team: null,
  routings: 0,
  holding: null,
  assignments: 0,
  verdict: null,
  fields: {},
};

/** The changes that one type of event makes beside those to status and row. */
const changed = (soFar: SoFar, event: CaseEvent): Partial<SoFar> => {
  switch (event.type) {
    case 'CaseCreated':
      return {
        created: true,
        fields: event.customer === null ? event.fields : { ...event.fields, customer: textOf(event.customer) },
      };
    case 'ActivityRecorded':
      return { fields: { ...soFar.fields, ...event.attributes } };
    case 'CaseCategorized':
      return { category: event.category };
    case 'CasePrioritized':
      return { priority: event.priority };
    case 'CaseRouted':
      return { team: event.team, routings: soFar.routings + 1 };
    case 'CaseAssigned':
      return {
        holding: { id: event.assignmentId, agent: event.agent, accepted: false },
        assignments: soFar.assignments + 1,
      };
    case 'AssignmentAccepted':
      return { holding: soFar.holding === null ? null : { ...soFar.holding, accepted: true } };
    case 'AssignmentEnded':
      return { holding: null };
    case 'WaitStarted':
      return { wait: { id: event.waitId, label: event.subject } };
    case 'WaitEnded':
    case 'CaseResolved':
    case 'CaseClosed':
    case 'CaseCancelled':
    case 'CaseMerged':
      return { wait: null };
    case 'CaseReopened':
      return { wait: null, cycle: event.cycle };
    case 'ServiceLevelReported':
      return { verdict: event.outcome };
    case 'CaseDetailsRevised':
      return { fields: { ...soFar.fields, ...event.fields } };
    case 'ServiceLevelStarted':
    case 'ServiceLevelPaused':
    case 'ServiceLevelResumed':
    case 'ServiceLevelWarned':
    case 'ServiceLevelBreached':
    case 'ServiceLevelMet':
    case 'ServiceLevelEnded':
    case 'ResolutionPlanned':
    case 'ApprovalRequested':
    case 'ApprovalDecided':
    case 'ApprovalSettled':
    case 'SurveyOffered':
    case 'SurveyAnswered':
    case 'ClosingReminded':
    case 'NotificationRequested':
    case 'NotificationDelivered':
    case 'NotificationFailed':
    case 'QualityReviewRequested':
    case 'QualityReviewed':
    case 'QualityReviewAppealed':
    case 'CaseReviewDrafted':
    case 'CaseReviewPublished':
    case 'EffortLogged':
    case 'CostRecorded':
    case 'EntryApproved':
    case 'EntryVoided':
    case 'ParticipantAdded':
    case 'InvitationAccepted':
    case 'ParticipantRemoved':
    case 'ConsultationStarted':
    case 'ConsultationAnswered':
    case 'ConsultationEnded':
    case 'KnowledgeUsed':
    case 'KnowledgeGapReported':
    case 'KnowledgeGapClosed':
    case 'TagAdded':
    case 'TagRemoved':
    case 'PlaybookStarted':
    case 'TaskAdded':
    case 'TaskAssigned':
    case 'TaskEnded':
    case 'CategoryReviewRequested':
    case 'CategoryReviewed':
    case 'CaseEscalated':
    case 'CaseDeescalated':
    case 'MessageReceived':
    case 'MessageSent':
    case 'NoteAdded':
    case 'FindingRecorded':
    case 'ResolutionAccepted':
    case 'LegalHoldPlaced':
    case 'LegalHoldReleased':
    case 'PersonalDataErased':
    case 'AssessmentRecorded':
    case 'CaseUnmerged':
    case 'CaseSplit':
    case 'CaseLinked':
    case 'CaseUnlinked':
      return {};
  }
};

/** One more fact. */
export const tellOn = (soFar: SoFar, { event, source }: Told): SoFar => {
  const activity = source?.activity ?? null;
  return {
    ...soFar,
    ...changed(soFar, event),
    at: activity === null ? soFar.at : event.at,
    label: activity ?? soFar.label,
    standing: folded(standing, soFar.standing, event),
  };
};
