import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database';

/** The channel on which the writers of a schema say that there is something new. */
export const channelOf = (schema: string): string => `casebook ${schema}`;

/** Says something on a channel to all who listen, in a transaction of its own. Rejects after the deadline, in milliseconds. */
export const say = async (
  { pool }: Pick<Database, 'pool'>,
  channel: string,
  payload: string,
  deadline: number,
): Promise<void> => {
  const statement = { text: 'select pg_notify($1, $2)', values: [channel, payload], query_timeout: deadline };
  await pool.query(statement);
};

const spacing = 5; // milliseconds from one notification to the next

/** Tells other processes that something was written. */
export interface Notifier {
  readonly notify: () => void;
  /** Resolves once nothing is under way. */
  readonly rest: () => Promise<void>;
}

/**
 * Notifies after the append has been answered, never in its transaction: a transaction that notifies holds a lock of the whole database
 * while it commits. One notification is under way at a time and stands for all that was written before it. A failure is left
 * to polling. `self` is what this process is known by, so that it need not listen to itself.
 */
export const notifier = (database: Database, self: string, deadline: number): Notifier => {
  const channel = channelOf(database.schema);
  let isWanted = false;
  let sending: Promise<void> | undefined;

  const send = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      await say(database, channel, self, deadline).catch(() => undefined);
      await pause(spacing);
    }
    sending = undefined;
  };

  return {
    notify: () => {
      if (database.engine === 'pglite') return; // one process: there are no others
      isWanted = true;
      sending ??= send();
    },
    rest: async () => {
      await sending;
    },
  };
};
