import {
  folded,
  stage,
  standing,
  statusOf,
  type CaseEvent,
  type Stage,
  type Standing,
  type Status,
} from '@casebook/domain';
import {
  count,
  flag,
  instant,
  json,
  memo,
  optional,
  rowOf,
  text,
  type Column,
  type Recorded,
  type RowOf,
} from '@casebook/projection';
import type { Instant, Text } from '@casebook/vocabulary';
import { deadlineOf, waitingOn, type OpenWait } from './deadline';
import { dueOf, isLate, levelsAfter, type LevelEvent, type OpenLevel } from './levels';

// Text that only this fold writes, and it writes stages.
const stageColumn = text(
  'how far the work has come: intake, categorization, assignment, investigation, resolution or closure',
) as unknown as Column<Stage, true>;

const columns = {
  number: text('what people call the case'),
  status: text('New, Open, Waiting, Resolved, Closed, Cancelled or Merged'),
  stage: stageColumn,
  open: flag('still to be resolved: New, Open or Waiting'),
  team: optional(text('team that has it')),
  assignee: optional(text('agent who has it; empty while nobody does')),
  accepted: flag('the assignee has taken it up'),
  priority: optional(count('1 critical, 2 high, 3 normal, 4 low; empty until set')),
  category: optional(text('path in the taxonomy, from the general to the particular')),
  complexity: optional(text('low, medium or high; empty where nobody says')),
  review_since: optional(instant('since when a second person is to look its category over; empty where none is')),
  case_type: optional(text('case type in the rulebook')),
  service: optional(text('service in the rulebook that was asked for')),
  channel: text('how the case came in'),
  customer: optional(text('customer whose case it is')),
  created_at: instant('when the case began'),
  since: optional(
    instant('since when it is for us to act; empty while somebody else is waited for and once it is over'),
  ),
  waiting_on: optional(text('what is waited for, the longest wait first')),
  unanswered_since: optional(instant('oldest message of the customer that nobody has answered')),
  deadline: optional(instant('the earliest of: a wait ends, a resolved case closes, a service level is due or was')),
  due_at: optional(
    instant('when the first of its service levels is due, or was; empty while none runs, or all stand still'),
  ),
  late: flag('a service level that it has not met yet is past its due instant'),
  reassignments: count('changes of agent after the first'),
  transfers: count('changes of team after the first'),
  reopens: count('how often it was reopened'),
  standing: memo(json<Pick<Standing, keyof Standing>>('what decides the status')),
  waits: memo(json<ReadonlyArray<OpenWait>>('the waits that are open, in order of their start')),
  levels: memo(json<ReadonlyArray<OpenLevel>>('the service levels that run, in order of their start')),
  closes_at: memo(optional(instant('when it closes by itself'))),
  since_aside: memo(optional(instant('of a merged case: since when somebody had to act'))),
  assignment: memo(optional(text('id of the assignment that lasts'))),
  last_agent: memo(optional(text('who had it last, also after a release'))),
};

type Entry = RowOf<typeof columns>;

const ours: { readonly [S in Status]: boolean } = {
  New: true,
  Open: true,
  Waiting: false,
  Resolved: false,
  Closed: false,
  Cancelled: false,
  Merged: false,
};

const sinceWhen = (row: Pick<Entry, 'since'>, status: Status, at: Instant): Instant | null =>
  ours[status] ? (row.since ?? at) : null;

/** What an open case waits for; one that was merged is set aside with what it waited for. */
const waitedFor = ({ phase }: Standing, waits: ReadonlyArray<OpenWait>): ReadonlyArray<OpenWait> =>
  phase === 'open' ? waits : [];

/** What of a row follows from its status, its waits and its closing. */
const turned = (
  row: Pick<Entry, 'since' | 'standing' | 'stage' | 'due_at'>,
  { event, occurredAt }: Recorded<CaseEvent>,
  waits: ReadonlyArray<OpenWait>,
  closesAt: Instant | null,
) => {
  const now = folded(standing, row.standing, event);
  const status = statusOf(now);
  return {
    standing: now,
    status,
    stage: folded(stage, row.stage, event),
    open: now.phase === 'open',
    since: sinceWhen(row, status, occurredAt),
    waits,
    waiting_on: waitingOn(waitedFor(now, waits)),
    closes_at: closesAt,
    deadline: deadlineOf(waitedFor(now, waits), closesAt, row.due_at),
  };
};

/** What of a row follows from the service levels that run. */
const promised = (row: Pick<Entry, 'levels' | 'waits' | 'closes_at' | 'standing'>, { event }: Recorded<LevelEvent>) => {
  const levels = levelsAfter(row.levels, event);
  const due = dueOf(levels);
  const waits = waitedFor(row.standing, row.waits);
  return { levels, due_at: due, late: isLate(levels), deadline: deadlineOf(waits, row.closes_at, due) };
};

const others = (waits: ReadonlyArray<OpenWait>, id: Text): ReadonlyArray<OpenWait> =>
  waits.filter((wait) => wait.id !== id);

/** What waits for whom: one row a case, as it stands; those with `open` are the queues. */
export const queueEntries = rowOf<CaseEvent>()({
  name: 'queue_entries',
  version: 1,
  comment: 'One row a case as it stands: who has it, how urgent it is, what it waits for',
  columns,
  indexes: [
    { on: ['team', 'priority', 'deadline', 'created_at'], where: 'open' },
    { on: ['assignee', 'priority', 'deadline', 'created_at'], where: 'open' },
    { on: ['review_since'], where: 'open' },
  ],
  starts: {
    CaseCreated: ({ event, occurredAt }) => ({
      number: event.number,
      status: statusOf(standing.initial),
      stage: stage.initial,
      open: true,
      team: null,
      assignee: null,
      accepted: false,
      priority: null,
      category: null,
      complexity: null,
      review_since: null,
      case_type: event.caseType,
      service: event.service,
      channel: event.channel,
      customer: event.customer,
      created_at: occurredAt,
      since: occurredAt,
      waiting_on: null,
      unanswered_since: null,
      deadline: null,
      due_at: null,
      late: false,
      reassignments: 0,
      transfers: 0,
      reopens: 0,
      standing: standing.initial,
      waits: [],
      levels: [],
      closes_at: null,
      since_aside: null,
      assignment: null,
      last_agent: null,
    }),
  },
  changes: {
    CaseCategorized: (row, { event }) => ({
      category: event.category,
      complexity: event.complexity,
      stage: folded(stage, row.stage, event),
    }),
    CategoryReviewRequested: (_, { occurredAt }) => ({ review_since: occurredAt }),
    CategoryReviewed: () => ({ review_since: null }),
    CasePrioritized: (_, { event: { priority } }) => ({ priority }),
    CaseRouted: ({ team, transfers, stage: reached }, { event }) => ({
      stage: folded(stage, reached, event),
      team: event.team,
      transfers: team === null || team === event.team ? transfers : transfers + 1,
    }),
    CaseAssigned: ({ team, last_agent, reassignments, stage: reached }, { event }) => ({
      stage: folded(stage, reached, event),
      team: event.team ?? team,
      assignee: event.agent,
      accepted: false,
      assignment: event.assignmentId,
      last_agent: event.agent,
      reassignments: last_agent === null || last_agent === event.agent ? reassignments : reassignments + 1,
    }),
    AssignmentAccepted: (row, recorded) => ({
      ...turned(row, recorded, row.waits, row.closes_at),
      accepted: row.accepted || row.assignment === recorded.event.assignmentId,
    }),
    AssignmentEnded: ({ assignment }, { event }) =>
      assignment === event.assignmentId ? { assignee: null, accepted: false, assignment: null } : {},
    WaitStarted: (row, recorded) => {
      const { waitId, on, until } = recorded.event;
      return turned(row, recorded, [...others(row.waits, waitId), { id: waitId, on, until }], row.closes_at);
    },
    WaitEnded: (row, recorded) => turned(row, recorded, others(row.waits, recorded.event.waitId), row.closes_at),
    MessageReceived: ({ unanswered_since }, { event, occurredAt }) =>
      event.from === 'customer' ? { unanswered_since: unanswered_since ?? occurredAt } : {},
    MessageSent: (_, { event }) => (event.to === 'customer' && !event.automated ? { unanswered_since: null } : {}),
    FindingRecorded: (row, { event }) => ({ stage: folded(stage, row.stage, event) }),
    CaseResolved: (row, recorded) => turned(row, recorded, [], recorded.event.closesAt),
    CaseReopened: (row, recorded) => ({ ...turned(row, recorded, [], null), reopens: row.reopens + 1 }),
    CaseClosed: (row, recorded) => turned(row, recorded, [], null),
    CaseCancelled: (row, recorded) => turned(row, recorded, [], null),
    CaseMerged: (row, recorded) => ({
      ...turned(row, recorded, row.waits, row.closes_at),
      since_aside: row.status === 'Merged' ? row.since_aside : row.since,
    }),
    CaseUnmerged: (row, recorded) => ({
      ...turned({ ...row, since: row.since_aside }, recorded, row.waits, row.closes_at),
      since_aside: null,
    }),
    ServiceLevelStarted: promised,
    ServiceLevelPaused: promised,
    ServiceLevelResumed: promised,
    ServiceLevelBreached: promised,
    ServiceLevelMet: promised,
    ServiceLevelEnded: promised,
  },
});
