import type { StreamName } from '@casebook/event-store';
import { orStop } from './failure';
import type { ReadableLog } from './source';
import { streamsInOrder, type StreamBatch } from './streams-in-order';
import { wholeStreams } from './whole-streams';

export interface StreamsWanted {
  readonly upTo: number;
  /** Of their events only those of these types; all by default. */
  readonly types?: ReadonlyArray<string>;
  /** All streams of the log by default. */
  readonly streams?: ReadonlyArray<StreamName>;
}

const aBatch = 5_000; // events
const atOnce = 1_000; // streams, where they are named

/** Streams of the log up to a position, a batch at a time; a batch is as long as its longest stream at least. */
export async function* streamBatches(log: ReadableLog, wanted: StreamsWanted): AsyncGenerator<StreamBatch, void> {
  const { streams } = wanted;
  if (streams !== undefined)
    for (let from = 0; from < streams.length; from += atOnce)
      yield await wholeStreams(log, streams.slice(from, from + atOnce), wanted);
  else if (log.readByStream === undefined) yield* byBeginnings(log, wanted);
  else yield* inOrder(log.readByStream, wanted);
}

async function* inOrder(
  readByStream: NonNullable<ReadableLog['readByStream']>,
  { upTo, types }: StreamsWanted,
): AsyncGenerator<StreamBatch, void> {
  const filter = types === undefined ? {} : { types };
  const pages = streamsInOrder((after) =>
    orStop(readByStream({ upTo, limit: aBatch, filter, ...(after === undefined ? {} : { after }) })),
  );
  for await (const { streams } of pages) if (streams.size > 0) yield streams;
}

/** In the order in which they began, for a log that has no other. */
async function* byBeginnings(log: ReadableLog, wanted: StreamsWanted): AsyncGenerator<StreamBatch, void> {
  let after = 0;
  for (;;) {
    const page = await orStop(log.readAll({ after, upTo: wanted.upTo, limit: aBatch }));
    const begun = page.events.flatMap(({ stream, revision }) => (revision === 0 ? [stream] : []));
    yield await wholeStreams(log, begun, wanted);
    if (page.end) return;
    after = page.position;
  }
}
