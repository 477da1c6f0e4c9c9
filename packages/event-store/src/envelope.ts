import * as t from 'io-ts';
import {
  nullable,
  Text,
  type Actor,
  type CommandId,
  type EventId,
  type Instant,
  type TenantId,
} from '@casebook/vocabulary';
import type { StreamName } from './stream';

/** 64 lower-case hexadecimal digits: a SHA-256. */
export type Hash = string;

/** Where an imported event comes from. */
export const Source = t.readonly(
  t.strict({
    /** What kind of system kept it: `servicenow`, `csv`. */
    system: Text,
    /** The file's name, without its folder. */
    file: Text,
    /** The row in that file; the first row after the header is 1. */
    row: t.Int,
    /** What the source calls what happened; null on facts that are dated otherwise than the row that tells them. */
    activity: nullable(Text),
    /** The status that the source shows with this row, as its mapping says; null where the row does not say. Only beside an `activity`. */
    shows: nullable(Text),
  }),
  'Source',
);
export type Source = t.TypeOf<typeof Source>;

/** What a writer hands over. `data` is kept and given back as this very text. */
export interface NewEvent {
  readonly id: EventId;
  readonly type: string;
  /** The version of the type's schema in which `data` is written, from 1. */
  readonly schema: number;
  /** JSON. */
  readonly data: string;
  /** When it happened in the business. */
  readonly occurredAt: Instant;
  readonly actor: Actor;
  /** The command that this event is the outcome of; null for what time brought and for imports. */
  readonly commandId: CommandId | null;
  /** Shared by all that belongs to one request, across streams. */
  readonly correlationId: string;
  /** The event or command that led to this one. */
  readonly causationId: string | null;
  /** The instant the caller spoke of, where the event had to be dated later than that. */
  readonly saidAt: Instant | null;
  readonly source: Source | null;
  /** When time alone will bring the stream something next, as far as known with this event; on the last event of an append. */
  readonly wake: Instant | null;
}

/** What the log keeps. */
export interface StoredEvent extends NewEvent {
  readonly tenant: TenantId;
  readonly stream: StreamName;
  /** From 0, without gaps, in its stream. */
  readonly revision: number;
  /** Ordered over the whole log, from 1, gaps allowed. */
  readonly position: number;
  /** When the log learned it. */
  readonly recordedAt: Instant;
  /** It happened before something that its stream had already recorded. */
  readonly late: boolean;
  /** Of this event and, through `previous`, of all of its stream before it; see `hashOf`. */
  readonly hash: Hash;
  /** The hash of the event before it in its stream; null for the first. */
  readonly previous: Hash | null;
}

/** A stored event with its content decoded. */
export interface Recorded<Event> extends Omit<StoredEvent, 'data'> {
  readonly event: Event;
}
