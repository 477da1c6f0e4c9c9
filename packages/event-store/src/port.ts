import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type { TaskEither } from 'fp-ts/TaskEither';
import type { EventId, TenantId } from '@casebook/vocabulary';
import type { NewEvent, StoredEvent } from './envelope';
import type { StreamName } from './stream';

/** What the stream must look like for an append to be taken. */
export type Expected =
  | { readonly is: 'any' }
  | { readonly is: 'noStream' }
  | { readonly is: 'exists' }
  | { readonly is: 'revision'; readonly revision: number };

export interface Appended {
  /** Of the last event of this append. */
  readonly revision: number;
  readonly position: number;
  /** The events as they stand in the log, those of the first append where this one repeats it. */
  readonly events: NonEmptyArray<StoredEvent>;
  /** These event ids were there already, all of them, in this stream: nothing was written. */
  readonly repeated: boolean;
}

/** Somebody else has written: load again and decide again. `actual` is null where there is no stream. */
export interface RevisionConflict {
  readonly type: 'RevisionConflict';
  readonly stream: StreamName;
  readonly expected: Expected;
  readonly actual: number | null;
}

/** Some of these event ids are in the tenant's log already, but not as this append: in another stream, in part, or with other content. */
export interface EventIdTaken {
  readonly type: 'EventIdTaken';
  readonly stream: StreamName;
  /** In the order in which the append named them. */
  readonly ids: NonEmptyArray<EventId>;
}

/** The store cannot be reached or has failed; whether an append was taken is not known, and repeating it is safe. */
export interface StoreUnavailable {
  readonly type: 'StoreUnavailable';
  readonly message: string;
}

export type AppendFailure = RevisionConflict | EventIdTaken | StoreUnavailable;

export interface ReadStream {
  /** First revision wanted, 0 by default. */
  readonly from?: number;
  /** Last position wanted, the end by default. */
  readonly upTo?: number;
}

export interface LogFilter {
  readonly tenant?: TenantId;
  /** The part of a stream's name before its first hyphen. */
  readonly categories?: ReadonlyArray<string>;
  readonly types?: ReadonlyArray<string>;
  /** Only streams of these shares of all: see `shareOf`. */
  readonly shares?: { readonly among: number; readonly those: ReadonlyArray<number> };
}

export interface ReadLog {
  /** Position after which to read; 0 is the beginning. */
  readonly after: number;
  /** Last position wanted, the end by default. */
  readonly upTo?: number;
  /** At most so many events a page. */
  readonly limit: number;
  readonly filter?: LogFilter;
}

export interface LogPage {
  readonly events: ReadonlyArray<StoredEvent>;
  /** Up to here the log has been read: nothing that the filter lets through will appear at or before it any more. Read on after it. */
  readonly position: number;
  /** Nothing more was there when this page was read. */
  readonly end: boolean;
}

export interface ReadByStream {
  /** The event after which to read; from the first stream by default. */
  readonly after?: { readonly stream: StreamName; readonly revision: number };
  /** Last position wanted, one that `head` has given: all pages of one reading name the same one. */
  readonly upTo: number;
  /** Only these streams; all by default. */
  readonly streams?: ReadonlyArray<StreamName>;
  /** Only streams whose names come before this one (in byte order); to the end by default. */
  readonly before?: StreamName;
  /** At most so many events a page. */
  readonly limit: number;
  readonly filter?: LogFilter;
}

/** In order of stream (by the bytes of its name, see `compareStreams`) and revision. Read on after the last event. */
export interface StreamsPage {
  readonly events: ReadonlyArray<StoredEvent>;
  /** Nothing more is there up to that position. */
  readonly end: boolean;
}

export interface Subscribe {
  readonly after: number;
  readonly filter?: LogFilter;
  readonly signal?: AbortSignal;
  /** What it is called where subscriptions are observed. */
  readonly name?: string;
}

/**
 * An append-only log of streams. Positions are totally ordered, a stream's order agrees with them, and a reader that
 * goes on after the position of a page never misses an event that commits late. Shipped with the contract that every
 * store passes: `@casebook/event-store/contract`.
 */
export interface EventStore {
  /**
   * Takes all events or none. The same event ids again give the first answer, under every expectation, so a retry is
   * always safe. Appends that are under way at the same time may share a transaction; each has its own answer.
   */
  readonly append: (
    stream: StreamName,
    expected: Expected,
    events: NonEmptyArray<NewEvent>,
  ) => TaskEither<AppendFailure, Appended>;
  /** In order of revision; empty where there is no such stream. */
  readonly readStream: (
    stream: StreamName,
    options?: ReadStream,
  ) => TaskEither<StoreUnavailable, ReadonlyArray<StoredEvent>>;
  /** One page of the log in order of position. */
  readonly readAll: (options: ReadLog) => TaskEither<StoreUnavailable, LogPage>;
  /**
   * One page of the log, as it was at a position, in order of stream: each stream's events come together. For whoever folds many
   * streams at once. A log that keeps no order by stream has none.
   */
  readonly readByStream?: (options: ReadByStream) => TaskEither<StoreUnavailable, StreamsPage>;
  /** The position up to which the log can be read now; 0 while it is empty. */
  readonly head: () => TaskEither<StoreUnavailable, number>;
  /**
   * What is there and what comes, page by page, until the signal aborts or the loop is left; a page without events says how far the
   * log was read where the filter let nothing through. Throws StoreUnavailable as an Error with that cause.
   */
  readonly subscribe: (options: Subscribe) => AsyncIterable<LogPage>;
  readonly close: () => Promise<void>;
}
