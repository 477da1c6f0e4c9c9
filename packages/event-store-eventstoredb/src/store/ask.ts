import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Connection } from '../connection/connection';
import { isStreamDeleted, Passing, words } from '../connection/failures';
import { persist, until } from '../connection/persist';

export type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;

/** Nothing more of a read is wanted. */
export const enough = Symbol('enough');

/** What of an event is wanted: something of it, nothing, or nothing of it and of all that comes after it. */
export type Pick<A> = (event: RecordedEvent) => A | undefined | typeof enough;

/**
 * Puts reads to the server; each is tried again while its node fails in passing, until the deadline. Nothing is read where there is no such
 * stream, or none any more.
 */
export interface Ask {
  readonly read: <A>(request: ReadReq, pick: Pick<A>) => Promise<ReadonlyArray<A>>;
}

/** A link can have been given up a moment ago, whose channel is closed then. */
export const opened = <A>(open: () => A): A => {
  try {
    return open();
  } catch (error) {
    throw new Passing(words(error));
  }
};

const attempt = async <A>(
  connection: Connection,
  request: ReadReq,
  millis: number,
  pick: Pick<A>,
): Promise<ReadonlyArray<A>> => {
  const link = await connection.link();
  return new Promise((resolve, reject) => {
    const call = opened(() => link.streams.read(request, connection.metadata(), connection.within(millis)));
    const picked: A[] = [];
    let isLeft = false;
    const leave = (end: () => void): void => {
      isLeft = true;
      end();
      call.cancel();
    };
    call.on('data', (message: ReadResp) => {
      const event = isLeft ? undefined : message.getEvent()?.getEvent(); // a link whose event is gone has none
      if (event === undefined) return;
      try {
        const one = pick(event);
        if (one === enough) leave(() => resolve(picked));
        else if (one !== undefined) picked.push(one);
      } catch (error) {
        leave(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    });
    call.on('end', () => resolve(picked));
    call.on('error', (error) => {
      if (isLeft) return;
      if (isStreamDeleted(error)) return resolve([]);
      connection.failed(link, error);
      reject(error);
    });
  });
};

/** `deadline` in milliseconds, for all attempts of a read together. */
export const asker = (connection: Connection, deadline: number): Ask => ({
  read: (request, pick) => {
    const time = until(deadline);
    return persist(time, () => attempt(connection, request, time.left(), pick));
  },
});
