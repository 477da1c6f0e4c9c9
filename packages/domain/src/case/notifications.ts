import * as E from 'fp-ts/Either';
import { plus, textOf, type AgentId, type Instant, type Personal, type TeamId, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import type { Addressee, Notifiable } from '../rulebook/notification-rule';
import { notificationsOf } from '../rulebook/notifying';
import type { Rules } from '../rulebook/rules';
import type { CaseState, CaseTopic } from './case';
import { factsOf } from './facts';
import { ofCase, type CaseUnknown } from './gate';
import { toAgent, toCustomer, toSystem, toTeam, waitAfter, type Notification, type Recipient } from './notification';
import { isUnsaid } from './said';

/** How a notification ended. */
export type NotificationEnd = 'delivered' | 'abandoned';

export interface Notifications {
  readonly slice: ReadonlyArray<{
    readonly notificationId: Text;
    /** Times that it was tried without success. */
    readonly failures: number;
    readonly ended: NotificationEnd | null;
  }>;
  readonly command:
    | Dated<'ConfirmNotification', { notificationId: Text }>
    /** `isFinal`: it would fail again however often it is tried. */
    | Dated<'FailNotification', { notificationId: Text; attempt: number; reason: Personal<Text>; isFinal: boolean }>;
  readonly event:
    | Dated<'NotificationRequested', Notification & { decision: Decision }>
    | Dated<'NotificationDelivered', { notificationId: Text }>
    | Dated<
        'NotificationFailed',
        {
          notificationId: Text;
          /** The first is 1. */
          attempt: number;
          reason: Personal<Text>;
          /** When it is tried again; null: it is given up. */
          retryAt: Instant | null;
        }
      >;
  readonly rejection:
    | CaseUnknown
    | Variant<'NotificationUnknown', { notificationId: Text }>
    | Variant<'NotificationOver', { notificationId: Text; outcome: NotificationEnd }>
    /** Attempts are counted through: the next is another one. */
    | Variant<'AttemptOutOfTurn', { next: number }>
    | Variant<'ReasonMissing'>;
}

type Event = Notifications['event'];

/** Whom a rule means in this case; nobody where the case has no such. */
const meant = (
  addressee: Addressee,
  { creation, assignment }: CaseState,
  concerned: ReadonlyArray<Recipient>,
  through: Text,
): ReadonlyArray<Recipient> => {
  switch (addressee) {
    case 'team':
      return assignment.team === null ? [] : [toTeam(assignment.team)];
    case 'agent':
      return assignment.holding === null ? [] : [toAgent(assignment.holding.agent)];
    case 'customer': {
      const customer = creation.opening?.customer ?? null;
      return customer === null ? [] : [toCustomer(customer)];
    }
    case 'concerned':
      return concerned;
    case 'system':
      return [toSystem(through)];
  }
};

const sameAs =
  (one: Recipient) =>
  ({ kind, id }: Recipient): boolean =>
    kind === one.kind && id === one.id;

interface Told {
  readonly type: Notifiable;
  readonly at: Instant;
}

/** What the rules want to be told of an event, to each once. */
const requested = (
  { type: about, at }: Told,
  concerned: ReadonlyArray<Recipient>,
  state: CaseState,
  rules: Rules,
): ReadonlyArray<Event> => {
  const rulebook = rules.at(at);
  if (rulebook.notifications.length === 0) return [];
  return notificationsOf(rulebook, about, factsOf(state, rulebook))
    .flatMap(({ rule: { to, through }, decision }) =>
      to
        .flatMap((addressee) => meant(addressee, state, concerned, through))
        .filter((recipient, index, all) => all.findIndex(sameAs(recipient)) === index)
        .map((recipient) => ({ to: recipient, through, decision })),
    )
    .map((notification, index) => ({
      type: 'NotificationRequested',
      at,
      notificationId: textOf(`notification-${state.notifications.length + index + 1}`),
      ...notification,
      about,
    }));
};

/** Whose task it is. */
const doneBy = ({
  agent,
  team,
}: {
  readonly agent: AgentId | null;
  readonly team: TeamId | null;
}): ReadonlyArray<Recipient> => {
  if (agent !== null) return [toAgent(agent)];
  return team === null ? [] : [toTeam(team)];
};

const ofAnyone = (event: Told, state: CaseState, rules: Rules): ReadonlyArray<Event> =>
  requested(event, [], state, rules);

const follow: Required<Pick<NonNullable<CaseTopic<Notifications>['follow']>, Notifiable>> = {
  CaseCreated: ofAnyone,
  CasePrioritized: ofAnyone,
  CaseRouted: (event, state, rules) => requested(event, [toTeam(event.team)], state, rules),
  CaseAssigned: (event, state, rules) => requested(event, [toAgent(event.agent)], state, rules),
  AssignmentEnded: (event, state, rules) => requested(event, [toAgent(event.agent)], state, rules),
  WaitEnded: ofAnyone,
  MessageReceived: ofAnyone,
  ApprovalRequested: (event, state, rules) => requested(event, event.approvers.map(toAgent), state, rules),
  ApprovalSettled: ofAnyone,
  TaskAdded: (event, state, rules) => requested(event, doneBy(event), state, rules),
  TaskAssigned: (event, state, rules) => requested(event, doneBy(event), state, rules),
  TaskEnded: ofAnyone,
  ServiceLevelWarned: ofAnyone,
  ServiceLevelBreached: ofAnyone,
  CaseEscalated: (event, state, rules) => requested(event, event.to === null ? [] : [toTeam(event.to)], state, rules),
  CaseDeescalated: ofAnyone,
  CaseResolved: ofAnyone,
  ClosingReminded: ofAnyone,
  CaseReopened: ofAnyone,
  CaseClosed: ofAnyone,
  CaseCancelled: ofAnyone,
  CaseMerged: ofAnyone,
  SurveyOffered: ofAnyone,
  SurveyAnswered: ofAnyone,
};

const named = (state: CaseState, id: Text): Notifications['slice'][number] | undefined =>
  state.notifications.find(({ notificationId }) => notificationId === id);

const changed = (
  slice: Notifications['slice'],
  id: Text,
  change: (one: Notifications['slice'][number]) => Notifications['slice'][number],
): Notifications['slice'] => slice.map((one) => (one.notificationId === id ? change(one) : one));

/** Who was to be told of what happens to a case, and whether it reached them. */
export const notifications: CaseTopic<Notifications> = {
  initial: [],
  decide: {
    ConfirmNotification: ({ at, notificationId }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const one = named(state, notificationId);
      if (one === undefined) return E.left({ type: 'NotificationUnknown', notificationId });
      if (one.ended === 'delivered') return E.right([]);
      return one.ended === null
        ? E.right([{ type: 'NotificationDelivered', at, notificationId }])
        : E.left({ type: 'NotificationOver', notificationId, outcome: one.ended });
    },
    FailNotification: ({ at, notificationId, attempt, reason, isFinal }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const one = named(state, notificationId);
      if (one === undefined) return E.left({ type: 'NotificationUnknown', notificationId });
      // Told already.
      if (attempt <= one.failures) return E.right([]);
      if (one.ended !== null) return E.left({ type: 'NotificationOver', notificationId, outcome: one.ended });
      if (isUnsaid(reason)) return E.left({ type: 'ReasonMissing' });
      const next = one.failures + 1;
      if (attempt !== next) return E.left({ type: 'AttemptOutOfTurn', next });
      const wait = isFinal ? null : waitAfter(next);
      return E.right([
        {
          type: 'NotificationFailed',
          at,
          notificationId,
          attempt: next,
          reason,
          retryAt: wait === null ? null : plus(at, wait),
        },
      ]);
    },
  },
  evolve: {
    NotificationRequested: (slice, { notificationId }) => [
      ...slice.filter((one) => one.notificationId !== notificationId),
      { notificationId, failures: 0, ended: null },
    ],
    NotificationDelivered: (slice, { notificationId }) =>
      changed(slice, notificationId, (one) => ({ ...one, ended: 'delivered' })),
    NotificationFailed: (slice, { notificationId, attempt, retryAt }) =>
      changed(slice, notificationId, (one) => ({
        ...one,
        failures: attempt,
        ended: retryAt === null ? 'abandoned' : one.ended,
      })),
  },
  follow,
};
