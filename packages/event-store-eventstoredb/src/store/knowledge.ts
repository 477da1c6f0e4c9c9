import { type Hash, type StoredEvent, type StreamName } from '@casebook/event-store';
import type { EventId, Instant } from '@casebook/vocabulary';

/** What must be known of a stream to append to it. */
export interface Known {
  /** Of its last event; null where there is none. */
  readonly revision: number | null;
  readonly hash: Hash | null;
  /** The latest instant at which something in it happened. */
  readonly latest: Instant | null;
  /** The revisions of all its events by their ids. */
  readonly ids: ReadonlyMap<EventId, number>;
}

/** As of a stream that is not there. */
export const nothing: Known = { revision: null, hash: null, latest: null, ids: new Map() };

const remembered = 200_000; // ids, some 20 MB

const isNext = ({ revision }: Known, event: StoredEvent): boolean =>
  // A stream that was truncated begins later.
  revision === null || event.revision === revision + 1;

/**
 * What is known of streams: it may be out of date, which the server finds out by the revision at which something is appended, but it is
 * never wrong, since streams only grow. The streams that were not needed for longest are forgotten.
 */
export const knowledge = (read: (stream: StreamName, from: number) => Promise<ReadonlyArray<StoredEvent>>) => {
  const known = new Map<StreamName, Known & { readonly ids: Map<EventId, number> }>();
  let count = 0;

  const forgetOldest = (): void => {
    for (const [stream, { ids }] of known) {
      if (count <= remembered || known.size === 1) return;
      known.delete(stream);
      count -= ids.size;
    }
  };

  /** Takes in events of one stream, in order; those that are known already, or do not follow, are passed over. */
  const learn = (stream: StreamName, events: ReadonlyArray<StoredEvent>): Known => {
    const before = known.get(stream) ?? { ...nothing, ids: new Map<EventId, number>() };
    let after = before;
    for (const event of events) {
      if (!isNext(after, event)) continue;
      after.ids.set(event.id, event.revision);
      const isLater = after.latest === null || event.occurredAt > after.latest;
      after = {
        revision: event.revision,
        hash: event.hash,
        latest: isLater ? event.occurredAt : after.latest,
        ids: after.ids,
      };
      count += 1;
    }
    known.delete(stream);
    if (after.revision !== null) known.set(stream, after); // last, as what was needed last
    forgetOldest();
    return after;
  };

  const refreshed = async (stream: StreamName): Promise<Known> => {
    const before = known.get(stream);
    return learn(stream, await read(stream, before?.revision === undefined ? 0 : (before.revision ?? -1) + 1));
  };

  return {
    learn,
    /** As it is now, or was a while ago. */
    of: async (stream: StreamName): Promise<Known> => known.get(stream) ?? (await refreshed(stream)),
    /** What is known without asking. */
    now: (stream: StreamName): Known | undefined => known.get(stream),
    /** As it is now. */
    refreshed,
  };
};
export type Knowledge = ReturnType<typeof knowledge>;
