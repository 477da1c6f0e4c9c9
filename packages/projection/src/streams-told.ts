import type { StoredEvent, StreamName } from '@casebook/event-store';
import type { Context } from './advance';
import { orStop } from './failure';

export const streamNamed = (stream: string | null | undefined): StreamName => stream as StreamName; // was one when it was written

/** A stretch of the log: what comes after a position, and not after another. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
  readonly types: ReadonlyArray<string>;
  readonly keep: (stored: StoredEvent) => boolean;
}

/** The streams of which a stretch of the log tells something, with the types of event. */
export const streamsTold = async (
  { source }: Pick<Context, 'source'>,
  { after: from, upTo, types, keep }: Stretch,
): Promise<ReadonlyMap<StreamName, ReadonlySet<string>>> => {
  const streams = new Map<StreamName, Set<string>>();
  for (let after = from, end = after >= upTo; !end;) {
    const page = await orStop(source.log.readAll({ after, upTo, limit: source.pageSize, filter: { types } }));
    for (const stored of page.events) {
      if (!keep(stored)) continue;
      const told = streams.get(stored.stream);
      if (told === undefined) streams.set(stored.stream, new Set([stored.type]));
      else told.add(stored.type);
    }
    [after, end] = [page.position, page.end];
  }
  return streams;
};
