import {
  folded,
  standing,
  statusOf,
  type CaseEvent,
  type PriorityLevel,
  type Standing,
  type Status,
} from '@casebook/domain';
import { textOf, type AgentId, type Instant, type TeamId, type Text } from '@casebook/vocabulary';
import type { Meaning } from '../mapping/mapping';
import { refusal } from './findings';

/** A fact of an imported case, with the row that told it. */
export interface Told {
  readonly event: CaseEvent;
  readonly row: number;
  /** The row's label; null on a fact that is dated otherwise than its row. */
  readonly activity: Text | null;
}

/** What the events of a case say so far, as far as its next row needs it: the same from the rows just read as from the log. */
export interface SoFar {
  readonly created: boolean;
  readonly row: number;
  /** When the case's latest row was. */
  readonly at: Instant | null;
  /** The latest row's label. */
  readonly label: Text | null;
  readonly standing: Standing;
  /** What the source showed it to be, which our events need not say: nobody can tell from them who took up an active case. */
  readonly shown: Status | null;
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
  /** It did something that the table of statuses would have refused. */
  readonly found: boolean;
}

export const unseen: SoFar = {
  created: false,
  row: 0,
  at: null,
  label: null,
  standing: standing.initial,
  shown: null,
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
  found: false,
};

/** What a source shows by a label; null where that is what our events say. */
const shows: { readonly [A in Meaning['as']]: Status | null } = {
  new: 'New',
  open: 'Open',
  accepted: 'Open',
  waiting: 'Waiting',
  resolved: null,
  closed: null,
  cancelled: 'Cancelled',
  remark: null,
};

const shownBy = ({ shown, standing: stands }: SoFar, { as }: Meaning): Status => shows[as] ?? shown ?? statusOf(stands);

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
      return { wait: null };
    case 'CaseReopened':
      return { wait: null, cycle: event.cycle };
    case 'ServiceLevelReported':
      return { verdict: event.outcome };
    case 'MessageReceived':
    case 'MessageSent':
    case 'NoteAdded':
    case 'FindingRecorded':
    case 'ResolutionAccepted':
      return {};
  }
};

/** One more fact, and what the table of statuses would have refused about it. */
export const tellOn = (
  soFar: SoFar,
  { event, row, activity }: Told,
  meaningOf: (label: string) => Meaning,
): { readonly soFar: SoFar; readonly finding: string | null } => {
  // A row's own word on where the case stands counts once its events have been told.
  const before = row === soFar.row || soFar.label === null ? soFar.shown : shownBy(soFar, meaningOf(soFar.label));
  const stands = folded(standing, soFar.standing, event);
  const moved = stands !== soFar.standing;
  const finding = moved ? refusal(before, event.type) : null;
  return {
    finding,
    soFar: {
      ...soFar,
      ...changed(soFar, event),
      row,
      at: activity === null ? soFar.at : event.at,
      label: activity ?? soFar.label,
      standing: stands,
      shown: moved ? statusOf(stands) : before,
      found: soFar.found || finding !== null,
    },
  };
};
