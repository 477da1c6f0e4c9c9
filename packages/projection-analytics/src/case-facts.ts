import { folded, standing, statusOf, type CaseEvent, type Of } from '@casebook/domain';
import { rowOf, type Recorded } from '@casebook/projection';
import { noActivity, traced } from './activity-trace';
import { columns, type CaseFact } from './case-facts.columns';

type Facts = {
  readonly [T in CaseEvent['type']]: (row: CaseFact, recorded: Recorded<Of<CaseEvent, T>>) => Partial<CaseFact>;
};

const turned = (row: CaseFact, { event }: Recorded<CaseEvent>) => {
  const now = folded(standing, row.standing, event);
  return {
    standing: now,
    status: statusOf(now),
    open: now.phase === 'open',
    cancelled: now.phase === 'cancelled',
  };
};

const handover = (before: string | null, now: string): 0 | 1 => (before === null || before === now ? 0 : 1);

const nothing = (): Partial<CaseFact> => ({});

const facts: Facts = {
  CaseCreated: nothing,
  CaseDetailsRevised: nothing,
  CaseCategorized: ({ category_first }, { event: { category, complexity } }) => ({
    category_first: category_first ?? category,
    category_last: category,
    complexity,
  }),
  ResolutionPlanned: nothing,
  ApprovalRequested: nothing,
  ApprovalDecided: nothing,
  ApprovalSettled: nothing,
  SurveyOffered: nothing,
  SurveyAnswered: nothing,
  ClosingReminded: nothing,
  NotificationRequested: nothing,
  NotificationDelivered: nothing,
  NotificationFailed: nothing,
  QualityReviewRequested: nothing,
  QualityReviewed: nothing,
  QualityReviewAppealed: nothing,
  CaseReviewDrafted: nothing,
  CaseReviewPublished: nothing,
  EffortLogged: nothing,
  CostRecorded: nothing,
  EntryApproved: nothing,
  EntryVoided: nothing,
  ParticipantAdded: nothing,
  InvitationAccepted: nothing,
  ParticipantRemoved: nothing,
  ConsultationStarted: nothing,
  ConsultationAnswered: nothing,
  ConsultationEnded: nothing,
  KnowledgeUsed: nothing,
  KnowledgeGapReported: nothing,
  KnowledgeGapClosed: nothing,
  TagAdded: nothing,
  TagRemoved: nothing,
  PlaybookStarted: nothing,
  TaskAdded: nothing,
  TaskAssigned: nothing,
  TaskEnded: nothing,
  CategoryReviewRequested: nothing,
  CategoryReviewed: nothing,
  CasePrioritized: ({ priority_first }, { event: { priority } }) => ({
    priority_first: priority_first ?? priority,
    priority_last: priority,
  }),
  CaseRouted: ({ team_first, team_last, team_handovers, misroutings }, { event: { team, reason } }) => ({
    team_first: team_first ?? team,
    team_last: team,
    team_handovers: team_handovers + handover(team_last, team),
    misroutings: misroutings + (reason === 'wrongTeam' ? handover(team_last, team) : 0),
  }),
  CaseAssigned: ({ agent_first, agent_last, agent_handovers }, { event: { agent } }) => ({
    agent_first: agent_first ?? agent,
    agent_last: agent,
    agent_handovers: agent_handovers + handover(agent_last, agent),
  }),
  AssignmentAccepted: turned,
  AssignmentEnded: nothing,
  WaitStarted: (row, recorded) => ({ ...turned(row, recorded), waits: row.waits + 1 }),
  WaitEnded: turned,
  MessageReceived: ({ messages_in }) => ({ messages_in: messages_in + 1 }),
  MessageSent: ({ messages_out, first_response_at }, { event: { to, automated }, actor, occurredAt }) => ({
    messages_out: messages_out + 1,
    first_response_at:
      first_response_at ?? (to === 'customer' && !automated && actor.kind !== 'customer' ? occurredAt : null),
  }),
  NoteAdded: nothing,
  FindingRecorded: nothing,
  CaseResolved: (row, recorded) => ({
    ...turned(row, recorded),
    first_resolved_at: row.first_resolved_at ?? recorded.occurredAt,
    last_resolved_at: recorded.occurredAt,
  }),
  ResolutionAccepted: nothing,
  CaseReopened: (row, recorded) => ({ ...turned(row, recorded), reopens: row.reopens + 1, closed_at: null }),
  CaseClosed: (row, recorded) => ({
    ...turned(row, recorded),
    first_resolved_at: row.first_resolved_at ?? recorded.occurredAt,
    last_resolved_at: row.open || row.cancelled ? recorded.occurredAt : row.last_resolved_at,
    closed_at: recorded.occurredAt,
  }),
  CaseCancelled: turned,
  ServiceLevelStarted: nothing,
  ServiceLevelPaused: nothing,
  ServiceLevelResumed: nothing,
  ServiceLevelWarned: nothing,
  ServiceLevelBreached: nothing,
  ServiceLevelMet: nothing,
  ServiceLevelEnded: nothing,
  ServiceLevelReported: ({ sla }, { event: { outcome } }) => ({ sla: sla === 'missed' ? sla : outcome }),
  CaseEscalated: nothing,
  CaseDeescalated: nothing,
  ActivityRecorded: nothing,
  LegalHoldPlaced: nothing,
  LegalHoldReleased: nothing,
  PersonalDataErased: nothing,
  AssessmentRecorded: nothing,
  CaseMerged: turned,
  CaseUnmerged: turned,
  CaseSplit: nothing,
  CaseLinked: nothing,
  CaseUnlinked: nothing,
};

/** Every event adds to its case's variant, beside what it says itself. Assigned, since a literal that spreads both takes ten times as long. */
const withTrace = (table: Facts): Facts =>
  // Walked as a list: `Facts` has checked each handler, and each is put back under its own name.
  Object.fromEntries(
    Object.entries(table).map(([type, says]) => [
      type,
      (row: CaseFact, recorded: Recorded<never>) => Object.assign(traced(row, recorded), says(row, recorded)),
    ]),
  ) as unknown as Facts;

/** One row a case, over all its cycles: what figures are counted from. */
export const caseFacts = rowOf<CaseEvent>()({
  name: 'case_facts',
  version: 1,
  comment: 'One row a case over all its cycles: what figures are counted from',
  columns,
  indexes: [{ on: ['created_at'] }],
  starts: {
    CaseCreated: (recorded) => ({
      number: recorded.event.number,
      case_type: recorded.event.caseType,
      service: recorded.event.service,
      channel: recorded.event.channel,
      origin: recorded.event.origin,
      customer: recorded.event.customer,
      product: recorded.event.product,
      status: statusOf(standing.initial),
      open: true,
      cancelled: false,
      created_at: recorded.occurredAt,
      first_response_at: null,
      first_resolved_at: null,
      last_resolved_at: null,
      closed_at: null,
      category_first: null,
      category_last: null,
      complexity: null,
      priority_first: null,
      priority_last: null,
      team_first: null,
      team_last: null,
      agent_first: null,
      agent_last: null,
      team_handovers: 0,
      agent_handovers: 0,
      misroutings: 0,
      reopens: 0,
      waits: 0,
      messages_in: 0,
      messages_out: 0,
      sla: null,
      ...noActivity,
      ...traced(noActivity, recorded),
      standing: standing.initial,
    }),
  },
  changes: withTrace(facts),
});
