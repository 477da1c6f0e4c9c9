import type { StoredEvent, StreamName } from '@casebook/event-store';
import { orStop } from './failure';
import type { ReadableLog } from './source';
import { wholeStreams } from './whole-streams';

/** Streams from their first event to the last one up to a position, each in order of revision. */
export type StreamBatch = ReadonlyMap<StreamName, ReadonlyArray<StoredEvent>>;

const aBatch = 5_000; // events

/** All streams of the log up to a position, a batch at a time; a batch is as long as its longest stream at least. */
export async function* streamBatches(log: ReadableLog, upTo: number): AsyncGenerator<StreamBatch> {
  if (log.readByStream === undefined) {
    yield* byBeginnings(log, upTo);
    return;
  }
  let streams = new Map<StreamName, StoredEvent[]>();
  let after: StoredEvent | undefined;
  for (;;) {
    const page = await orStop(log.readByStream({ upTo, limit: aBatch, ...(after === undefined ? {} : { after }) }));
    for (const event of page.events) {
      const all = streams.get(event.stream);
      if (all === undefined) streams.set(event.stream, [event]);
      else all.push(event);
    }
    after = page.events[page.events.length - 1];
    if (page.end || after === undefined) {
      yield streams;
      return;
    }
    // The last stream may go on in the next page.
    const last = streams.get(after.stream) ?? [];
    streams.delete(after.stream);
    if (streams.size > 0) yield streams;
    streams = new Map([[after.stream, last]]);
  }
}

/** In the order in which they began, for a log that has no other. */
async function* byBeginnings(log: ReadableLog, upTo: number): AsyncGenerator<StreamBatch> {
  let after = 0;
  for (;;) {
    const page = await orStop(log.readAll({ after, upTo, limit: aBatch }));
    const begun = page.events.flatMap(({ stream, revision }) => (revision === 0 ? [stream] : []));
    yield await wholeStreams(log, begun, upTo);
    if (page.end) return;
    after = page.position;
  }
}
