import * as E from 'fp-ts/Either';
import { map, type NonEmptyArray } from 'fp-ts/NonEmptyArray';
import * as TE from 'fp-ts/TaskEither';
import { instantOf, type EventId, type Instant, type TenantId } from '@casebook/vocabulary';
import type { NewEvent, StoredEvent } from './envelope';
import { hashOf } from './hash';
import { isAsExpected, passes } from './matches';
import type {
  AppendFailure,
  Appended,
  EventStore,
  Expected,
  LogPage,
  ReadByStream,
  ReadLog,
  StreamsPage,
  Subscribe,
} from './port';
import { namedTwice, repeatOf } from './repeat';
import { assertStorable } from './storable';
import { compareStreams, streamParts, type StreamName } from './stream';

export interface MemoryOptions {
  /** What time the log learns something; the system's by default. */
  readonly clock?: () => Instant;
}

interface Stream {
  readonly events: StoredEvent[];
  latest: Instant | null;
}

const isNonEmpty = <A>(list: ReadonlyArray<A>): list is NonEmptyArray<A> => list.length > 0;

/** A log that lasts as long as the process: the same promises as every store, and the double in tests. */
export const memoryEventStore = ({ clock = () => instantOf(Date.now()) }: MemoryOptions = {}): EventStore => {
  const log: StoredEvent[] = [];
  const streams = new Map<StreamName, Stream>();
  const byId = new Map<string, StoredEvent>();
  const keyOf = (tenant: TenantId, id: EventId): string => `${tenant} ${id}`;
  const woken = new Set<() => void>();
  let closed = false;

  const append = (
    stream: StreamName,
    expected: Expected,
    events: NonEmptyArray<NewEvent>,
  ): E.Either<AppendFailure, Appended> => {
    assertStorable(events);
    const twice = namedTwice(stream, events);
    if (twice !== undefined) return E.left(twice);
    const { tenant } = streamParts(stream);
    const found = events.flatMap(({ id }) => byId.get(keyOf(tenant, id)) ?? []);
    if (isNonEmpty(found)) return repeatOf(stream, events, found);

    const before = streams.get(stream) ?? { events: [], latest: null };
    const actual = before.events.length === 0 ? null : before.events.length - 1;
    if (!isAsExpected(expected, actual)) return E.left({ type: 'RevisionConflict', stream, expected, actual });

    const recordedAt = clock();
    const stored = map((event: NewEvent): StoredEvent => {
      const unhashed = {
        ...event,
        tenant,
        stream,
        revision: before.events.length,
        position: log.length + 1,
        recordedAt,
        late: before.latest !== null && event.occurredAt < before.latest,
        previous: before.events.at(-1)?.hash ?? null,
      };
      const recorded = { ...unhashed, hash: hashOf(unhashed) };
      if (!recorded.late) before.latest = event.occurredAt;
      before.events.push(recorded);
      log.push(recorded);
      byId.set(keyOf(tenant, recorded.id), recorded);
      return recorded;
    })(events);
    streams.set(stream, before);
    for (const wake of woken) wake();
    const last = stored[stored.length - 1] ?? stored[0];
    return E.right({ revision: last.revision, position: last.position, events: stored, repeated: false });
  };

  // Positions are counted through, so the event at position n stands at index n - 1.
  const page = ({ after, upTo = log.length, limit, filter = {} }: ReadLog): LogPage => {
    const end = Math.min(upTo, log.length);
    const events: StoredEvent[] = [];
    let position = Math.max(after, 0);
    while (position < end && events.length < limit) {
      const event = log[position];
      position += 1;
      if (event !== undefined && passes(filter, event)) events.push(event);
    }
    return { events, position, end: position >= end };
  };

  const pageByStream = ({ after, upTo, streams: those, before, limit, filter = {} }: ReadByStream): StreamsPage => {
    const names = (those === undefined ? [...streams.keys()] : [...new Set(those)]).filter(
      (name) =>
        (after === undefined || compareStreams(name, after.stream) >= 0) &&
        (before === undefined || compareStreams(name, before) < 0),
    );
    const events: StoredEvent[] = [];
    for (const name of names.sort(compareStreams)) {
      const first = name === after?.stream ? after.revision + 1 : 0;
      for (const event of streams.get(name)?.events.slice(first) ?? []) {
        if (event.position > upTo || !passes(filter, event)) continue;
        if (events.length >= limit) return { events, end: false };
        events.push(event);
      }
    }
    return { events, end: true };
  };

  const somethingNew = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        woken.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      woken.add(wake);
      signal?.addEventListener('abort', wake);
    });

  async function* subscribe({ after, filter = {}, signal }: Subscribe): AsyncGenerator<LogPage> {
    let position = after;
    const isOver = () => closed || signal?.aborted === true;
    while (!isOver()) {
      const next = page({ after: position, limit: 1000, filter });
      const hasMoved = next.position > position;
      position = next.position;
      if (hasMoved) yield next;
      if (!isOver() && next.position >= log.length) await somethingNew(signal);
    }
  }

  return {
    append: (stream, expected, events) => async () => append(stream, expected, events),
    readStream: (stream, { from = 0, upTo = log.length } = {}) =>
      TE.fromIO(() =>
        (streams.get(stream)?.events ?? []).filter((one) => one.revision >= from && one.position <= upTo),
      ),
    readAll: (options) => TE.fromIO(() => page(options)),
    readByStream: (options) => TE.fromIO(() => pageByStream(options)),
    head: () => TE.fromIO(() => log.length),
    subscribe,
    close: () => {
      closed = true;
      for (const wake of woken) wake();
      return Promise.resolve();
    },
  };
};
