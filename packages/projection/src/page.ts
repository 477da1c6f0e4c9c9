import type { Either } from 'fp-ts/Either';
import * as E from 'fp-ts/Either';
import type { EventStore, EventUnreadable, Recorded, StoredEvent, StreamName } from '@casebook/event-store';
import { orStop, Stopped } from './failure';
import { inTime } from './fold';
import type { Typed } from './projection';

/** As much of an event store as read models need. */
export type ReadableLog = Pick<EventStore, 'readAll' | 'readStream' | 'readByStream' | 'head'>;

/** The log, and how its events are understood. */
export interface Source {
  readonly log: ReadableLog;
  readonly codec: {
    readonly types: ReadonlyArray<string>;
    readonly decode: (stored: StoredEvent) => Either<EventUnreadable, Recorded<Typed>>;
  };
  /** Types of event after which what a stream told before may read otherwise, so that it is folded anew. */
  readonly anewOn: ReadonlyArray<string>;
  /** Events a page. */
  readonly pageSize: number;
}

/** What a page of the log brings one stream. */
export interface StreamEvents {
  readonly tenant: string;
  readonly stream: StreamName;
  /** New ones in order of revision; where `anew`, all of the stream in the order in which they happened. */
  readonly events: ReadonlyArray<Recorded<Typed>>;
  /** The types that the page brings, whatever `events` holds; all of the stream's where what it told reads otherwise now. */
  readonly types: ReadonlySet<string>;
  /** A late event came, or one after which the stream reads otherwise: fold all of it again. */
  readonly anew: boolean;
  /** The stream begins in this page, so there are no rows of it yet. */
  readonly begins: boolean;
}

export interface Page {
  readonly streams: ReadonlyArray<StreamEvents>;
  readonly events: number;
  readonly position: number;
  readonly end: boolean;
  /** Streams to be folded anew whose first revision is not in the log: they are left as they are. */
  readonly headless: ReadonlyArray<StreamName>;
}

export interface Wanted {
  readonly after: number;
  readonly upTo?: number;
  readonly types: ReadonlyArray<string>;
  /** Only these; all by default. */
  readonly keep?: (stored: StoredEvent) => boolean;
}

const everything = (): boolean => true;

/** Reads a page, once for all projections: decoded, by stream, and with all there is to know of streams that must be folded anew. */
export const readPage = async (source: Source, wanted: Wanted): Promise<Page> => {
  const { after, upTo, types, keep = everything } = wanted;
  const filter = { types: [...new Set([...types, ...source.anewOn])] };
  const page = await orStop(
    source.log.readAll({ after, limit: source.pageSize, filter, ...(upTo === undefined ? {} : { upTo }) }),
  );
  const decode = (stored: ReadonlyArray<StoredEvent>): ReadonlyArray<Recorded<Typed>> =>
    stored.filter(keep).map((event) => understood(source.codec.decode(event)));
  const streams: StreamEvents[] = [];
  const headless: StreamName[] = [];
  for (const stored of byStream(page.events)) {
    const [first] = stored;
    const events = decode(stored);
    if (first === undefined || events.length === 0) continue;
    const { tenant, stream, revision } = first;
    const begins = revision === 0;
    const readsOtherwise = events.some(({ type }) => source.anewOn.includes(type));
    const anew = readsOtherwise || events.some(({ late }) => late);
    const brought = new Set(events.map(({ type }) => type));
    if (!anew || begins) {
      streams.push({ tenant, stream, events: anew ? [...events].sort(inTime) : events, types: brought, anew, begins });
      continue;
    }
    const whole = await orStop(source.log.readStream(stream, { upTo: page.position }));
    if (whole[0]?.revision !== 0) {
      headless.push(stream);
      continue;
    }
    const handled = new Set(types);
    const all = [...decode(whole.filter(({ type }) => handled.has(type)))].sort(inTime);
    const concerned = readsOtherwise ? new Set(all.map(({ type }) => type)) : brought;
    streams.push({ tenant, stream, events: all, types: concerned, anew, begins });
  }
  return { streams, events: page.events.length, position: page.position, end: page.end, headless };
};

const understood = (decoded: Either<EventUnreadable, Recorded<Typed>>): Recorded<Typed> => {
  if (E.isLeft(decoded)) throw new Stopped(decoded.left);
  return decoded.right;
};

const byStream = (page: ReadonlyArray<StoredEvent>): Iterable<ReadonlyArray<StoredEvent>> => {
  const streams = new Map<string, StoredEvent[]>();
  for (const event of page) {
    const events = streams.get(event.stream);
    if (events === undefined) streams.set(event.stream, [event]);
    else events.push(event);
  }
  return streams.values();
};

/** Those of these streams whose first revision is not in the log. */
export const headlessAmong = async (
  { log }: Source,
  streams: ReadonlyArray<StreamName>,
): Promise<ReadonlyArray<StreamName>> => {
  const headless: StreamName[] = [];
  for (const stream of streams) if ((await orStop(log.readStream(stream)))[0]?.revision !== 0) headless.push(stream);
  return headless;
};
