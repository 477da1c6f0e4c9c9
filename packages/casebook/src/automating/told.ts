import {
  statusOf,
  type CaseEvent,
  type CaseState,
  type Notifiable,
  type Of,
  type Recipient,
  type Status,
} from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import { timelineOf, type TimelineEntry } from '@casebook/projection-history';
import type { TenantId } from '@casebook/vocabulary';

/** What somebody is told of, for whoever finds words and addresses for it. */
export interface Told {
  readonly tenant: TenantId;
  readonly number: string;
  readonly to: Recipient;
  readonly about: Notifiable;
  /** The rule that wants it. */
  readonly rule: string;
  /** What happened, as the history tells it. */
  readonly entry: TimelineEntry;
  /** The case as it stands now. */
  readonly status: Status;
  readonly priority: number | null;
  readonly team: string | null;
  readonly agent: string | null;
}

/** Words for it. */
export interface Words {
  /** One line. */
  readonly subject: string;
  readonly text: string;
}

/** What this notification tells of: the last event of its type before it. */
export const toldBy = (
  tenant: TenantId,
  { event, revision }: Recorded<Of<CaseEvent, 'NotificationRequested'>>,
  { events, state }: { readonly events: ReadonlyArray<Recorded<CaseEvent>>; readonly state: CaseState },
): Told | undefined => {
  const of = [...events].reverse().find((one) => one.revision < revision && one.type === event.about);
  const entry = of === undefined ? undefined : timelineOf(events).find((one) => one.revision === of.revision);
  const { opening } = state.creation;
  if (entry === undefined || opening === null) return undefined;
  return {
    tenant,
    number: opening.number,
    to: event.to,
    about: event.about,
    rule: event.decision.rule,
    entry,
    status: statusOf(state.standing),
    priority: state.priority.level,
    team: state.assignment.team,
    agent: state.assignment.holding?.agent ?? null,
  };
};

/** What customers read: nothing of who works on it, and of no reason that was not written to them. */
const forCustomers: { readonly [T in Notifiable]: string } = {
  CaseCreated: 'has reached us',
  CasePrioritized: 'has another priority now',
  CaseRouted: 'is with the team that will see to it',
  CaseAssigned: 'is being looked at',
  AssignmentEnded: 'waits for somebody else to look at it',
  WaitEnded: 'goes on',
  MessageReceived: 'has your message',
  ApprovalRequested: 'waits for an approval',
  ApprovalSettled: 'goes on after an approval',
  TaskAdded: 'has another step',
  TaskAssigned: 'has a step that somebody takes care of',
  TaskEnded: 'has come a step further',
  ServiceLevelWarned: 'is taking longer than it should',
  ServiceLevelBreached: 'has taken longer than we promised',
  CaseEscalated: 'has been brought to the attention of others',
  CaseDeescalated: 'is in its usual course again',
  CaseResolved: 'has been resolved',
  ClosingReminded: 'has been resolved, and will be closed if we do not hear from you',
  CaseReopened: 'has been opened again',
  CaseClosed: 'has been closed',
  CaseCancelled: 'has been cancelled',
  CaseMerged: 'goes on in another case of yours',
  SurveyOffered: 'is over, and we would like to know what you think',
  SurveyAnswered: 'has your answer to our survey',
};

const orNone = (value: string | number | null): string => (value === null ? 'none' : String(value));

/** Words for those who give none of their own. What somebody wrote in the case is not in them. */
export const plainWords = ({ number, to, about, entry, status, priority, team, agent, rule }: Told): Words => {
  if (to.kind === 'customer')
    return { subject: `Your case ${number}`, text: `Your case ${number} ${forCustomers[about]}.` };
  const happened = `${entry.who} ${entry.what}`;
  return {
    subject: `${number}: ${happened}`,
    text: [
      `${number}: ${happened} (${entry.occurredAt.slice(0, 10)} ${entry.occurredAt.slice(11, 16)} UTC).`,
      '',
      `Status: ${status}`,
      `Priority: ${orNone(priority)}`,
      `Team: ${orNone(team)}`,
      `Agent: ${orNone(agent)}`,
      '',
      `You are told because of the rule ‘${rule}’.`,
    ].join('\n'),
  };
};
