import { run } from '@casebook/casebook';
import type { EventStore, LogFilter, StoredEvent } from '@casebook/event-store';
import { isLeft } from 'fp-ts/Either';
import { timed, type Took } from '../apart';
import { openDesk, type Place } from '../open-desk';

const pageSize = 5_000; // events, as read models are folded

export interface Reading extends Place {
  readonly order: 'position' | 'stream';
  readonly decode: boolean;
  /** Only these types of event; all by default. */
  readonly types?: ReadonlyArray<string>;
}

type Events = ReadonlyArray<StoredEvent>;

/** The pages of the whole log. As the kernel does, the next one is fetched while one is worked on. */
async function* pages(log: EventStore, order: Reading['order'], filter: LogFilter): AsyncGenerator<Events, void> {
  const { readByStream } = log;
  const upTo = await run(log.head());
  const limit = pageSize;
  const fetched = (last: StoredEvent | undefined) => {
    if (order === 'position') return run(log.readAll({ after: last?.position ?? 0, upTo, limit, filter }));
    if (readByStream === undefined) throw new Error('this log keeps no order by stream');
    return run(readByStream({ upTo, limit, filter, ...(last === undefined ? {} : { after: last }) }));
  };
  let reading = fetched(undefined);
  for (;;) {
    const { events, end } = await reading;
    if (!end) reading = fetched(events[events.length - 1]);
    yield events;
    if (end) return;
  }
}

/** The log read through the port, page by page, decoded where that is wanted, and nothing else. */
export const read = async ({ order, decode, types, ...place }: Reading): Promise<Took> => {
  const { log, codec, close } = await openDesk(place);
  const took = await timed(async () => {
    let count = 0;
    for await (const events of pages(log, order, types === undefined ? {} : { types })) {
      count += events.length;
      if (!decode) continue;
      for (const event of events)
        if (isLeft(codec.decode(event))) throw new Error(`the event at ${event.position} cannot be read`);
    }
    return count;
  });
  await close();
  return took;
};
