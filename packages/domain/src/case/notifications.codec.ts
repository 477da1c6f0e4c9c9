import * as t from 'io-ts';
import { Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { NotifiableCodec } from '../rulebook/notifications.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Notifications } from './notifications';

const Recipient = t.strict({
  kind: t.keyof({ team: null, agent: null, customer: null, system: null }, 'team, agent, customer or system'),
  id: Text,
});

export const notificationsSchemas: EventSchemas<Notifications['event']> = {
  NotificationRequested: first(
    t.strict({
      type: t.literal('NotificationRequested'),
      at: Instant,
      notificationId: Text,
      to: Recipient,
      through: Text,
      about: NotifiableCodec,
      decision: DecisionCodec,
    }),
  ),
  NotificationDelivered: first(
    t.strict({ type: t.literal('NotificationDelivered'), at: Instant, notificationId: Text }),
  ),
  NotificationFailed: first(
    t.strict({
      type: t.literal('NotificationFailed'),
      at: Instant,
      notificationId: Text,
      attempt: t.number,
      reason: personal(Text),
      retryAt: nullable(Instant),
    }),
  ),
};

export const notificationsCommands: CommandCodecs<Notifications['command']> = {
  ConfirmNotification: t.strict({ type: t.literal('ConfirmNotification'), at: Instant, notificationId: Text }),
  FailNotification: t.strict({
    type: t.literal('FailNotification'),
    at: Instant,
    notificationId: Text,
    attempt: t.number,
    reason: personal(Text),
    isFinal: t.boolean,
  }),
};
