import type { Either } from 'fp-ts/Either';
import type { EventStore, EventUnreadable, Recorded, StoredEvent } from '@casebook/event-store';
import type { Typed } from './projection';

/** As much of an event store as read models need. */
export type ReadableLog = Pick<EventStore, 'readAll' | 'readStream' | 'head' | 'readByStream'> &
  Partial<Pick<EventStore, 'subscribe'>>;

/** The log, and how its events are understood. */
export interface Source {
  readonly log: ReadableLog;
  readonly codec: {
    readonly types: ReadonlyArray<string>;
    readonly decode: (stored: StoredEvent) => Either<EventUnreadable, Recorded<Typed>>;
  };
  /** Types of event after which what a stream told before may read otherwise, so that it is folded anew. */
  readonly anewOn: ReadonlyArray<string>;
  /** Events a page, at most. */
  readonly pageSize: number;
}
