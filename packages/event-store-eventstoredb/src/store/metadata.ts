import type { Hash, NewEvent, Source, StoredEvent } from '@casebook/event-store';
import type { Actor, CommandId, EventId, Instant } from '@casebook/vocabulary';

/**
 * What stands beside the data of an event on the server, as JSON; what is null or false is left out. `$correlationId` and `$causationId`
 * are what the server and its tools call these two.
 */
export interface EventMetadata {
  readonly id: EventId;
  readonly schema: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: Actor;
  readonly $correlationId: string;
  readonly $causationId?: string;
  readonly commandId?: CommandId;
  readonly saidAt?: Instant;
  readonly source?: Source;
  readonly wake?: Instant;
  readonly late?: true;
  readonly hash: Hash;
  readonly previous?: Hash;
}

/** What the log adds to an event. */
export type Recording = Pick<StoredEvent, 'revision' | 'recordedAt' | 'late' | 'hash' | 'previous'>;

export const metadataOf = (event: NewEvent, { recordedAt, late, hash, previous }: Recording): string =>
  JSON.stringify({
    id: event.id,
    schema: event.schema,
    occurredAt: event.occurredAt,
    recordedAt,
    actor: event.actor,
    $correlationId: event.correlationId,
    $causationId: event.causationId ?? undefined,
    commandId: event.commandId ?? undefined,
    saidAt: event.saidAt ?? undefined,
    source: event.source ?? undefined,
    wake: event.wake ?? undefined,
    late: late ? true : undefined,
    hash,
    previous: previous ?? undefined,
  });

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

// Written by `append`, and by nobody else: an event with these fields is one of ours.
const isOurs = (value: unknown): value is EventMetadata =>
  isObject(value) && 'id' in value && 'schema' in value && 'recordedAt' in value && 'hash' in value && 'actor' in value;

/** Undefined for an event that somebody else has written. */
export const metadataIn = (bytes: Uint8Array): EventMetadata | undefined => {
  if (bytes.length === 0) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
    return isOurs(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
};
