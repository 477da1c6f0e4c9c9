import { hashOf, streamParts, type NewEvent, type StoredEvent, type StreamName } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Known } from './knowledge';

/** An event as the log will keep it, but for its position, which only the server knows. */
export type Stamped = Omit<StoredEvent, 'position'>;

/** Events as they are to stand after what is known of their stream, each with the hash of the one before it. */
export const stamp = (
  stream: StreamName,
  events: ReadonlyArray<NewEvent>,
  { revision, hash, latest }: Known,
  recordedAt: Instant,
): ReadonlyArray<Stamped> => {
  const { tenant } = streamParts(stream);
  let [previous, latestSoFar] = [hash, latest];
  return events.map((event, index) => {
    const late = latestSoFar !== null && event.occurredAt < latestSoFar;
    // Field by field, in the order of `storedEvent`: spreading is slow, and this is done for every event.
    const unhashed = {
      id: event.id,
      type: event.type,
      schema: event.schema,
      data: event.data,
      occurredAt: event.occurredAt,
      actor: event.actor,
      commandId: event.commandId,
      correlationId: event.correlationId,
      causationId: event.causationId,
      saidAt: event.saidAt,
      source: event.source,
      wake: event.wake,
      tenant,
      stream,
      revision: (revision ?? -1) + 1 + index,
      recordedAt,
      late,
      previous,
    };
    const stamped: Stamped = { ...unhashed, hash: hashOf({ ...unhashed, position: 0 }) };
    previous = stamped.hash;
    if (!late) latestSoFar = event.occurredAt;
    return stamped;
  });
};
