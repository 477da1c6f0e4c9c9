import type { StoredEvent, StreamName, StreamsPage } from '@casebook/event-store';

/** Streams up to a position, each from its first event to the last one, in order of revision. */
export type StreamBatch = ReadonlyMap<StreamName, ReadonlyArray<StoredEvent>>;

/** What a page of the log in order of stream makes whole. */
export interface WholeStreams {
  /** None where all of the page is of one stream that goes on. */
  readonly streams: StreamBatch;
  /** Of the page itself. */
  readonly events: number;
  /** Of what its events say, in characters. */
  readonly size: number;
  readonly end: boolean;
}

/** Pages of the log in order of stream, as whole streams: the last one of a page waits for the next, in case it goes on there. */
export async function* streamsInOrder(
  read: (after: StoredEvent | undefined) => Promise<StreamsPage>,
): AsyncGenerator<WholeStreams, void> {
  let open: StoredEvent[] = [];
  for (;;) {
    const page = await read(open[open.length - 1]);
    const streams = new Map<StreamName, ReadonlyArray<StoredEvent>>();
    let size = 0;
    for (const event of page.events) {
      const [first] = open;
      if (first !== undefined && first.stream !== event.stream) {
        streams.set(first.stream, open);
        open = [];
      }
      open.push(event);
      size += event.data.length;
    }
    const [first] = open;
    const end = page.end || page.events.length === 0;
    if (end && first !== undefined) streams.set(first.stream, open);
    yield { streams, events: page.events.length, size, end };
    if (end) return;
  }
}

/** The same, the next one under way while one is worked on. Whoever stops early waits for what is under way. */
export async function* readingAhead<A>(batches: AsyncGenerator<A, void>): AsyncGenerator<A, void> {
  let next = batches.next();
  try {
    for (;;) {
      const batch = await next;
      if (batch.done === true) return;
      next = batches.next();
      next.catch(() => undefined); // awaited in the next round
      yield batch.value;
    }
  } finally {
    await next.catch(() => undefined);
  }
}
