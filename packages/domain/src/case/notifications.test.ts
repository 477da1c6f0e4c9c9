import { textOf } from '@casebook/vocabulary';
import type { Of } from '../message';
import type { NotificationRule } from '../rulebook/notification-rule';
import { plainRulebook } from '../rulebook/plain';
import type { Rulebook } from '../rulebook/rulebook';
import { ada, at, ben, create, created, hour, later, opened, resolved, returns, support } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';
import { waitAfter, type Recipient } from './notification';

const rule: NotificationRule = {
  name: textOf('who should know'),
  on: ['CaseResolved'],
  when: { all: [] },
  to: ['team'],
  through: textOf('mail'),
};
const book = (...notifications: ReadonlyArray<Partial<NotificationRule>>): Rulebook => ({
  ...plainRulebook,
  version: 3,
  notifications: notifications.map((one) => ({ ...rule, ...one })),
});

const requested = (
  about: Of<CaseEvent, 'NotificationRequested'>['about'],
  to: Recipient,
  place = 1,
): Of<CaseEvent, 'NotificationRequested'> => ({
  type: 'NotificationRequested',
  at,
  notificationId: textOf(`notification-${place}`),
  to,
  through: textOf('mail'),
  about,
  decision: {
    rulebook: 3,
    rule: rule.name,
    inputs: {},
    alternatives: [],
    because: textOf(`it tells of ${about}, and it holds for every case`),
  },
});

const resolve: Of<CaseCommand, 'ResolveCase'> = {
  type: 'ResolveCase',
  at,
  code: textOf('replaced'),
  notes: textOf('New one.'),
  template: null,
};
const done: CaseEvent = { ...resolved, notes: textOf('New one.'), rulebook: 3 };
const theTeam: Recipient = { kind: 'team', id: textOf(support) };
const theAgent: Recipient = { kind: 'agent', id: textOf(ada) };

describe('a notification', () => {
  test('is asked for by each rule that tells of what happens, of each recipient once', () => {
    given(caseDecider, ...opened)
      .under(book({ to: ['team', 'agent', 'concerned'] }, { to: ['agent'], through: textOf('mail') }))
      .when(resolve)
      .yields(
        done,
        requested('CaseResolved', theTeam),
        requested('CaseResolved', theAgent, 2),
        requested('CaseResolved', theAgent, 3),
      );
  });
  test('is not asked for where the condition does not hold, of other events, or of nobody', () => {
    given(caseDecider, created)
      .under(
        book(
          { on: ['CaseEscalated'], when: { field: 'category', is: textOf('billing') } },
          { on: ['CaseClosed'] },
          { on: ['CaseEscalated'], to: ['team', 'agent', 'concerned'] },
        ),
      )
      .when({
        type: 'EscalateCase',
        at,
        escalationId: textOf('escalation-a'),
        kind: 'hierarchical',
        severity: null,
        to: null,
        reason: textOf('It has lasted for long.'),
      })
      .yields({
        type: 'CaseEscalated',
        at,
        escalationId: textOf('escalation-a'),
        kind: 'hierarchical',
        severity: null,
        to: null,
        reason: textOf('It has lasted for long.'),
        decision: null,
      });
  });
  test('goes to whom the event itself names', () => {
    given(caseDecider, created)
      .under(book({ on: ['ApprovalRequested'], to: ['concerned'] }))
      .when({
        type: 'RequestApproval',
        at,
        approvalId: textOf('approval-1'),
        subject: 'credit',
        plan: null,
        about: null,
        requestedBy: ada,
        approvers: [ben],
        quorum: 1,
        dueAt: null,
      })
      .yields(
        {
          type: 'ApprovalRequested',
          at,
          approvalId: textOf('approval-1'),
          subject: 'credit',
          plan: null,
          about: null,
          requestedBy: ada,
          approvers: [ben],
          quorum: 1,
          dueAt: null,
          decision: null,
        },
        requested('ApprovalRequested', { kind: 'agent', id: textOf(ben) }),
      );
  });
  test('goes to the customer, or to a system at the end of the channel', () => {
    given(caseDecider)
      .under(book({ on: ['CaseCreated'], to: ['customer', 'system'] }))
      .when(create)
      .yields(
        created,
        requested('CaseCreated', { kind: 'customer', id: textOf('customer-7') }),
        requested('CaseCreated', { kind: 'system', id: textOf('mail') }, 2),
      );
  });
  test('tells of what a rule did as well', () => {
    const routing = [{ name: textOf('all'), when: { all: [] }, team: returns, agent: null }];
    given(caseDecider)
      .under({ ...book({ on: ['CaseRouted'], to: ['concerned'] }), routing })
      .when(create)
      .yields(
        created,
        {
          type: 'CaseRouted',
          at,
          routingId: textOf('routing-1'),
          team: returns,
          previous: null,
          reason: 'initial',
          decision: {
            rulebook: 3,
            rule: textOf('all'),
            inputs: {},
            alternatives: [],
            because: textOf('it holds for every case'),
          },
        },
        requested('CaseRouted', { kind: 'team', id: textOf(returns) }),
      );
  });
});

const open = [...opened, requested('CaseResolved', theTeam)];
const notificationId = textOf('notification-1');
const fail: Of<CaseCommand, 'FailNotification'> = {
  type: 'FailNotification',
  at,
  notificationId,
  attempt: 1,
  reason: textOf('450 not now'),
  isFinal: false,
};
const failed = (attempt: number, retryAt: string | null): CaseEvent =>
  ({ type: 'NotificationFailed', at, notificationId, attempt, reason: textOf('450 not now'), retryAt }) as CaseEvent;
const delivered: CaseEvent = { type: 'NotificationDelivered', at, notificationId };

describe('whoever delivers it', () => {
  test('says that it was delivered, once', () => {
    const confirm: CaseCommand = { type: 'ConfirmNotification', at, notificationId };
    given(caseDecider, ...open)
      .when(confirm)
      .yields(delivered);
    given(caseDecider, ...open, delivered)
      .when(confirm)
      .yieldsNothing();
  });
  test('says that it was not, and when to try again', () => {
    given(caseDecider, ...open)
      .when(fail)
      .yields(failed(1, later(60_000)));
    given(caseDecider, ...open, failed(1, later(60_000)))
      .when({ ...fail, attempt: 2 })
      .yields(failed(2, later(300_000)));
  });
  test('says the same of an attempt once', () => {
    given(caseDecider, ...open, failed(1, later(60_000)))
      .when(fail)
      .yieldsNothing();
  });
  test('gives it up after the last attempt, or where it is of no use', () => {
    given(caseDecider, ...open, failed(7, later(hour)))
      .when({ ...fail, attempt: 8 })
      .yields(failed(8, null));
    given(caseDecider, ...open)
      .when({ ...fail, isFinal: true })
      .yields(failed(1, null));
    expect([7, 8].map(waitAfter)).toEqual([48 * hour, null]);
  });
  test('cannot end what has ended, or what was never asked for', () => {
    given(caseDecider, ...open, delivered)
      .when({ ...fail })
      .isRefused({ type: 'NotificationOver', notificationId, outcome: 'delivered' });
    given(caseDecider, ...open, failed(1, null))
      .when({ type: 'ConfirmNotification', at, notificationId })
      .isRefused({ type: 'NotificationOver', notificationId, outcome: 'abandoned' });
    given(caseDecider, ...opened)
      .when(fail)
      .isRefused({ type: 'NotificationUnknown', notificationId });
  });
  test('says so of one attempt after the other', () => {
    given(caseDecider, ...open)
      .when({ ...fail, attempt: 2 })
      .isRefused({ type: 'AttemptOutOfTurn', next: 1 });
  });
  test('says why it could not', () => {
    given(caseDecider, ...open)
      .when({ ...fail, reason: textOf(' ') })
      .isRefused({ type: 'ReasonMissing' });
  });
});
