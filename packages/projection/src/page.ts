import * as E from 'fp-ts/Either';
import type { StoredEvent, StreamName } from '@casebook/event-store';
import { orStop } from './failure';
import { inTime, type Entry } from './fold';
import type { Projection } from './projection';
import { shares } from './shares';
import type { Source } from './source';
import { wholeStreams } from './whole-streams';

/** What a page of the log brings one stream. */
export interface StreamEvents {
  readonly tenant: string;
  readonly stream: StreamName;
  /** New ones in order of revision; where `anew`, all of the stream in the order in which they happened. */
  readonly events: ReadonlyArray<Entry>;
  /** The types that the page brings, whatever `events` holds; all of the stream's where what it told reads otherwise now. */
  readonly types: ReadonlySet<string>;
  /** A late event came, or one after which the stream reads otherwise: fold all of it again. */
  readonly anew: boolean;
  /** What it told reads otherwise now. */
  readonly readsOtherwise: boolean;
  /** The stream begins in this page, so there are no rows of it yet. */
  readonly begins: boolean;
}

export interface Page {
  readonly streams: ReadonlyArray<StreamEvents>;
  readonly events: number;
  /** Of what the events say, in characters. */
  readonly size: number;
  readonly position: number;
  readonly end: boolean;
  /** Streams to be folded anew whose first revision is not in the log: they are left as they are. */
  readonly headless: ReadonlyArray<StreamName>;
}

export interface Wanted {
  readonly after: number;
  readonly upTo?: number;
  readonly types: ReadonlyArray<string>;
  /** Of the streams; all by default. */
  readonly shares?: ReadonlyArray<number>;
  /** Only these; all by default. */
  readonly keep?: (stored: StoredEvent) => boolean;
  /** Events at most; as many as the source says by default. */
  readonly limit?: number;
}

const everything = (): boolean => true;

export const typesOf = (projections: ReadonlyArray<Projection>): ReadonlyArray<string> => [
  ...new Set(projections.flatMap(({ on }) => Object.keys(on))),
];

/** An event as handlers see it, or as one that cannot be understood. */
export const entryOf = ({ codec }: Pick<Source, 'codec'>, stored: StoredEvent): Entry => {
  const decoded = codec.decode(stored);
  return E.isLeft(decoded) ? { ...stored, unreadable: decoded.left } : decoded.right;
};

/** Reads a page, once for all projections: decoded, by stream, and with all there is to know of streams that must be folded anew. */
export const readPage = async (source: Source, wanted: Wanted): Promise<Page> => {
  const { after, upTo, types, keep = everything, limit = source.pageSize } = wanted;
  const page = await orStop(
    source.log.readAll({
      after,
      limit,
      filter: {
        types: [...new Set([...types, ...source.anewOn])],
        ...(wanted.shares === undefined ? {} : { shares: { among: shares, those: wanted.shares } }),
      },
      ...(upTo === undefined ? {} : { upTo }),
    }),
  );
  const entries = (stored: ReadonlyArray<StoredEvent>): ReadonlyArray<Entry> =>
    stored.filter(keep).map((event) => entryOf(source, event));
  const found = [...byStream(page.events)].flatMap(([{ tenant, stream, revision }, stored]) => {
    const events = entries(stored);
    const readsOtherwise = events.some(({ type }) => source.anewOn.includes(type));
    const anew = readsOtherwise || events.some(({ late }) => late);
    const told = { tenant, stream, events, types: typesIn(events), anew, readsOtherwise, begins: revision === 0 };
    return events.length === 0 ? [] : [told];
  });
  const whole = await wholeStreams(
    source.log,
    found.flatMap(({ stream, anew, begins }) => (anew && !begins ? [stream] : [])),
    { upTo: page.position },
  );
  const handled = new Set(types);
  const headless: StreamName[] = [];
  const streams = found.flatMap((one): ReadonlyArray<StreamEvents> => {
    if (!one.anew) return [one];
    if (one.begins) return [{ ...one, events: [...one.events].sort(inTime) }];
    const all = whole.get(one.stream) ?? [];
    if (all[0]?.revision !== 0) {
      headless.push(one.stream);
      return [];
    }
    const events = [...entries(all.filter(({ type }) => handled.has(type)))].sort(inTime);
    return [{ ...one, events, types: one.readsOtherwise ? typesIn(events) : one.types }];
  });
  const size = page.events.reduce((sum, { data }) => sum + data.length, 0);
  return { streams, events: page.events.length, size, position: page.position, end: page.end, headless };
};

const typesIn = (events: ReadonlyArray<Entry>): ReadonlySet<string> => new Set(events.map(({ type }) => type));

const byStream = (
  page: ReadonlyArray<StoredEvent>,
): Iterable<readonly [first: StoredEvent, all: ReadonlyArray<StoredEvent>]> => {
  const streams = new Map<string, [StoredEvent, StoredEvent[]]>();
  for (const event of page) {
    const found = streams.get(event.stream);
    if (found === undefined) streams.set(event.stream, [event, [event]]);
    else found[1].push(event);
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
