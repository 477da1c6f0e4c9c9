import type { ClientReadableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Connection } from '../connection/connection';
import { hesitation } from '../connection/persist';

/** Tells that there is something new in the log. */
export interface News {
  /** How often there was something new; what was read before it grew may be out of date. */
  readonly count: () => number;
  /** There is something new: those who wait go on. */
  readonly tell: () => void;
  /** Until there is something new, the signal aborts, or the time (in milliseconds) is over. */
  readonly wait: (millis: number, signal?: AbortSignal) => Promise<void>;
  /** Whether the server is heard: otherwise whoever waits looks from time to time. */
  readonly isHeard: () => boolean;
  /** Follows the log on the server until the last who joined has left. */
  readonly join: () => () => void;
  readonly close: () => void;
}

/**
 * One subscription for all who follow the log. It only rings: events are read page by page, so that nobody is sent more than he can deal
 * with, and a subscription that breaks loses nothing. It comes back by itself, and rings when it has.
 */
export const newsOf = (connection: Connection, request: ReadReq): News => {
  const waiting = new Set<() => void>();
  let followers = 0;
  let count = 0;
  let isHeard = false;
  let call: ClientReadableStream<ReadResp> | undefined;
  let isFollowing = false;

  const tell = (): void => {
    count += 1;
    for (const wake of [...waiting]) wake();
  };

  /** Resolves when the subscription is over. */
  const followed = async (): Promise<void> => {
    const link = await connection.link();
    if (followers === 0) return;
    await new Promise<void>((resolve) => {
      const subscribed = link.streams.read(request, connection.metadata());
      call = subscribed;
      subscribed.on('data', (message: ReadResp) => {
        isHeard = true;
        // Confirmed, too: what came before that was not heard.
        if (message.hasConfirmation() || message.hasEvent()) tell();
      });
      subscribed.on('error', (error) => {
        connection.failed(link, error);
        resolve();
      });
      subscribed.on('end', resolve);
    });
  };

  const follow = async (): Promise<void> => {
    if (isFollowing) return;
    isFollowing = true;
    let hesitate = hesitation();
    while (followers > 0) {
      await followed().catch(() => undefined);
      if (isHeard) hesitate = hesitation();
      isHeard = false;
      call = undefined;
      if (followers > 0) await hesitate();
    }
    isFollowing = false;
  };

  return {
    count: () => count,
    tell,
    isHeard: () => isHeard,
    wait: (millis, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          waiting.delete(end);
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, millis);
        signal?.addEventListener('abort', end);
        waiting.add(end);
      }),
    join: () => {
      followers += 1;
      void follow();
      return () => {
        followers -= 1;
        if (followers === 0) call?.cancel();
      };
    },
    close: () => {
      followers = 0;
      call?.cancel();
      tell();
    },
  };
};
