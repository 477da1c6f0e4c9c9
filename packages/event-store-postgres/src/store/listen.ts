import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Database } from '../database';
import { alarm } from './alarm';
import { channelOf, say } from './notify';

/** Hears what other processes notify while somebody wants to know. */
export interface Listener {
  /** True while a notification would be heard; where this is false, looking is all there is. */
  readonly isHearing: () => boolean;
  /** Listens from now on, until as many have left as have joined. Leaving resolves once the connection is gone. */
  readonly join: () => () => Promise<void>;
  /** Ends the connection, whoever has not left. */
  readonly close: () => Promise<void>;
}

const patience = 2_000; // milliseconds until a notification that was sent counts as unheard
const recheck = 30_000; // milliseconds
const shortest = 250; // milliseconds between two attempts, doubled up to
const longest = 30_000;
const probe = 'probe ';

const clientLike = ({ options }: Database['pool']): Client =>
  // What the pool connects with; it hides its password from enumeration.
  new Client({
    ...options,
    ...(options.password === undefined ? {} : { password: options.password }),
    connectionTimeoutMillis: options.connectionTimeoutMillis || 10_000,
    query_timeout: 10_000, // a connection that has fallen silent ends, and another is tried
    keepAlive: true,
  });

/** One connection that listens, again and again until it is stopped. */
const listening = (database: Database, self: string, hear: () => void) => {
  const channel = channelOf(database.schema);
  const bell = alarm();
  const answered = new Set<string>();
  let isStopped = false;
  let isHearing = false;

  const until = async (isSo: () => boolean, millis: number): Promise<boolean> => {
    const end = performance.now() + millis;
    for (let left = millis; !isSo() && left > 0; left = end - performance.now()) await bell.sleep(left);
    return isSo();
  };

  // A pooler that hands out connections by transaction takes LISTEN and delivers nothing: only what has arrived proves it.
  const isHeard = async (isLost: () => boolean): Promise<boolean> => {
    const word = `${probe}${randomUUID()}`;
    say(database, channel, word, patience).catch(() => undefined);
    await until(() => isStopped || isLost() || answered.has(word), patience);
    return answered.delete(word);
  };

  const notified = (payload: string | undefined): void => {
    if (payload === self) return;
    if (payload?.startsWith(probe) === true) {
      answered.clear();
      answered.add(payload);
      bell.wake();
    } else hear();
  };

  /** Resolves with true where notifications were heard for a while. */
  const connection = async (): Promise<boolean> => {
    const client = clientLike(database.pool);
    let isLost = false;
    let wasHearing = false;
    client.on('error', () => undefined); // the end follows
    client.on('end', () => {
      isLost = true;
      isHearing = false;
      bell.wake();
    });
    client.on('notification', ({ payload }) => notified(payload));
    const isOver = (): boolean => isStopped || isLost;
    try {
      await client.connect();
      await client.query(`listen "${channel}"`);
      while (!isOver() && (await isHeard(() => isLost))) {
        // What came while nobody listened is looked for once.
        if (!isHearing) hear();
        isHearing = true;
        wasHearing = true;
        await until(isOver, recheck);
      }
      // Under way while it ends, it makes the end an abrupt one: the other side may be gone without a word.
      if (!isOver()) client.query('unlisten *').catch(() => undefined);
    } catch {
      // whoever cannot listen looks
    } finally {
      isHearing = false;
      await client.end();
    }
    return wasHearing;
  };

  const forGood = async (): Promise<void> => {
    let wait = shortest;
    while (!isStopped) {
      wait = (await connection()) ? shortest : Math.min(wait * 2, longest);
      await until(() => isStopped, wait);
    }
  };

  const over = forGood();
  return {
    isHearing: (): boolean => isHearing,
    stop: async (): Promise<void> => {
      isStopped = true;
      bell.wake();
      await over;
    },
  };
};

/** `hear` is called when another process has notified, and when something may have been missed. */
export const listener = (database: Database, self: string, hear: () => void): Listener => {
  let users = 0;
  let current: ReturnType<typeof listening> | undefined;
  const close = async (): Promise<void> => {
    const last = current;
    current = undefined;
    await last?.stop();
  };
  const leave = async (): Promise<void> => {
    users -= 1;
    if (users === 0) await close();
  };
  return {
    isHearing: () => current?.isHearing() === true,
    join: () => {
      if (database.engine === 'pglite') return () => Promise.resolve();
      users += 1;
      current ??= listening(database, self, hear);
      return leave;
    },
    close,
  };
};
