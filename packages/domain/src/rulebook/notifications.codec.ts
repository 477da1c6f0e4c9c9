import * as t from 'io-ts';
import { Text, type Json } from '@casebook/vocabulary';
import { such } from '../such';
import { ConditionCodec } from './condition.codec';
import type { Addressee, Notifiable, NotificationRule } from './notification-rule';

export const NotifiableCodec: t.Type<Notifiable, string> = t.keyof(
  {
    CaseCreated: null,
    CasePrioritized: null,
    CaseRouted: null,
    CaseAssigned: null,
    AssignmentEnded: null,
    WaitEnded: null,
    MessageReceived: null,
    ApprovalRequested: null,
    ApprovalSettled: null,
    TaskAdded: null,
    TaskAssigned: null,
    TaskEnded: null,
    ServiceLevelWarned: null,
    ServiceLevelBreached: null,
    CaseEscalated: null,
    CaseDeescalated: null,
    CaseResolved: null,
    ClosingReminded: null,
    CaseReopened: null,
    CaseClosed: null,
    CaseCancelled: null,
    CaseMerged: null,
    SurveyOffered: null,
    SurveyAnswered: null,
  },
  'a type of event that somebody can be told of',
);

const AddresseeCodec: t.Type<Addressee, string> = t.keyof(
  { team: null, agent: null, customer: null, concerned: null, system: null },
  'team, agent, customer, concerned or system',
);

const some = <A, O>(each: t.Type<A, O>, name: string): t.Type<ReadonlyArray<A>, ReadonlyArray<O>> =>
  such(name, t.readonlyArray(each, name), (values) => values.length > 0);

export const NotificationRuleCodec: t.Type<NotificationRule, Json> = t.strict(
  {
    name: Text,
    on: some(NotifiableCodec, 'a list of types of event, at least one'),
    when: ConditionCodec,
    to: some(AddresseeCodec, 'a list of those who are told, at least one'),
    through: Text,
  },
  'a rule for notifications: its name, on what, to whom and through what',
);
