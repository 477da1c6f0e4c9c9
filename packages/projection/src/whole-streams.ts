import type { StoredEvent, StreamName } from '@casebook/event-store';
import { orStop } from './failure';
import type { ReadableLog } from './source';

const aPage = 5_000; // events

/** These streams up to a position, each in order of revision: together where the log can, otherwise one after the other. */
export const wholeStreams = async (
  log: ReadableLog,
  streams: ReadonlyArray<StreamName>,
  { upTo, types }: { readonly upTo: number; readonly types?: ReadonlyArray<string> },
): Promise<ReadonlyMap<StreamName, ReadonlyArray<StoredEvent>>> => {
  const found = new Map<StreamName, StoredEvent[]>();
  if (streams.length === 0) return found;
  if (log.readByStream === undefined) {
    for (const stream of streams) {
      const events = await orStop(log.readStream(stream, { upTo }));
      found.set(stream, types === undefined ? [...events] : events.filter(({ type }) => types.includes(type)));
    }
    return found;
  }
  const filter = types === undefined ? {} : { types };
  let after: StoredEvent | undefined;
  for (;;) {
    const page = await orStop(
      log.readByStream({ streams, upTo, limit: aPage, filter, ...(after === undefined ? {} : { after }) }),
    );
    for (const event of page.events) {
      const all = found.get(event.stream);
      if (all === undefined) found.set(event.stream, [event]);
      else all.push(event);
    }
    after = page.events[page.events.length - 1];
    if (page.end || after === undefined) return found;
  }
};
