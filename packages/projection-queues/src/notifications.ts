import type { CaseEvent } from '@casebook/domain';
import { count, instant, optional, personal, rowsOf, text, type RowOf } from '@casebook/projection';
import { unlessErased } from '@casebook/vocabulary';

const columns = {
  notification_id: text('names the notification in its case'),
  about: text('type of the event that it tells of'),
  rule: text('rule of the rulebook that wants it'),
  recipient: text('team, agent, customer or system'),
  recipient_id: text('of the team, the agent or the customer; of a system the name of the channel'),
  through: text('name of the channel'),
  revision: count('of the event that asked for it'),
  state: text('due, delivered or abandoned'),
  failures: count('times that it could not be delivered'),
  reason: personal(optional(text('why it could not, the last time; empty where it could, and once erased'))),
  since: instant('when it was asked for'),
  retry_at: optional(instant('when it is tried again; empty where it was not tried, and once it is over')),
  until: optional(instant('when it was delivered or given up; empty while it is due')),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

const changed = (rows: Rows, id: string, change: Partial<Rows[number]>): Rows =>
  rows.map((row) => (row.notification_id === id ? { ...row, ...change } : row));

/** Who was to be told of what, and whether it reached them: one row a notification. */
export const notifications = rowsOf<CaseEvent>()({
  name: 'notifications',
  version: 1,
  comment: 'One row for each notification of a case: who was to be told of what, and whether it was delivered',
  columns,
  key: ['notification_id'],
  indexes: [{ on: ['state', 'retry_at'] }],
  on: {
    NotificationRequested: (rows: Rows, { event, occurredAt, revision }) => [
      ...rows.filter(({ notification_id }) => notification_id !== event.notificationId),
      {
        notification_id: event.notificationId,
        about: event.about,
        rule: event.decision.rule,
        recipient: event.to.kind,
        recipient_id: event.to.id,
        through: event.through,
        revision,
        state: 'due',
        failures: 0,
        reason: null,
        since: occurredAt,
        retry_at: null,
        until: null,
      },
    ],
    NotificationDelivered: (rows: Rows, { event, occurredAt }) =>
      changed(rows, event.notificationId, { state: 'delivered', reason: null, retry_at: null, until: occurredAt }),
    NotificationFailed: (rows: Rows, { event: { notificationId, attempt, reason, retryAt }, occurredAt }) =>
      changed(rows, notificationId, {
        failures: attempt,
        reason: unlessErased(reason) ?? null,
        ...(retryAt === null ? { state: 'abandoned', retry_at: null, until: occurredAt } : { retry_at: retryAt }),
      }),
  },
});
