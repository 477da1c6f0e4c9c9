import { minute, say, written, type Words } from './saying';

const recipient = { team: 'the team', agent: '', customer: 'the customer', system: 'the system' } as const;

/** What happened, as one is told of it. */
const matter = (about: string): string => about.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

export const notifying: Words<'NotificationRequested' | 'NotificationDelivered' | 'NotificationFailed'> = {
  NotificationRequested: ({ event: { to, through, about } }) =>
    say(
      `asked to tell ${[recipient[to.kind], to.id].filter((part) => part !== '').join(' ')} of ‘${matter(about)}’ through ${through}`,
    ),
  NotificationDelivered: ({ event: { notificationId } }) => say(`delivered ${notificationId}`),
  NotificationFailed: ({ event: { notificationId, attempt, reason, retryAt } }) =>
    say(
      `could not deliver ${notificationId} in attempt ${attempt}, ${retryAt === null ? 'and gave up' : `and tries again at ${minute(retryAt)}`}`,
      null,
      written(reason),
    ),
};
