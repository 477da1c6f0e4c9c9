import * as E from 'fp-ts/Either';
import { map, type NonEmptyArray } from 'fp-ts/NonEmptyArray';
import * as TE from 'fp-ts/TaskEither';
import { instantOf, type EventId, type Instant } from '@casebook/vocabulary';
import type { NewEvent, StoredEvent } from './envelope';
import { isAsExpected, passes } from './matches';
import type { AppendFailure, Appended, EventStore, Expected, LogPage, ReadLog, Subscribe } from './port';
import { streamParts, type StreamName } from './stream';

export interface MemoryOptions {
  /** What time the log learns something; the system's by default. */
  readonly clock?: () => Instant;
}

const sameContent = (stored: StoredEvent, event: NewEvent): boolean =>
  stored.type === event.type && stored.schema === event.schema && stored.data === event.data;

const isNonEmpty = <A>(list: ReadonlyArray<A>): list is NonEmptyArray<A> => list.length > 0;

/** A log that lasts as long as the process: the same promises as every store, and the double in tests. */
export const memoryEventStore = ({ clock = () => instantOf(Date.now()) }: MemoryOptions = {}): EventStore => {
  const log: StoredEvent[] = [];
  const streams = new Map<StreamName, StoredEvent[]>();
  const byId = new Map<EventId, StoredEvent>();
  const woken = new Set<() => void>();
  let closed = false;

  const known = (stream: StreamName, events: NonEmptyArray<NewEvent>): E.Either<AppendFailure, Appended> | undefined => {
    const found = events.flatMap(({ id }) => byId.get(id) ?? []);
    if (!isNonEmpty(found)) return undefined;
    const [first] = found;
    const isRepeat =
      found.length === events.length &&
      found.every((stored, index) => {
        const event = events[index];
        return (
          event !== undefined &&
          stored.stream === stream &&
          stored.revision === first.revision + index &&
          sameContent(stored, event)
        );
      });
    if (!isRepeat) return E.left({ type: 'EventIdTaken', stream, ids: map(({ id }: StoredEvent) => id)(found) });
    const last = found[found.length - 1] ?? first;
    return E.right({ revision: last.revision, position: last.position, events: found, repeated: true });
  };

  const append = (
    stream: StreamName,
    expected: Expected,
    events: NonEmptyArray<NewEvent>,
  ): E.Either<AppendFailure, Appended> => {
    const repeated = known(stream, events);
    if (repeated !== undefined) return repeated;
    const twice = events.filter(({ id }, index) => events.findIndex((other) => other.id === id) !== index);
    if (isNonEmpty(twice)) return E.left({ type: 'EventIdTaken', stream, ids: map(({ id }: NewEvent) => id)(twice) });

    const before = streams.get(stream) ?? [];
    const actual = before.length === 0 ? null : before.length - 1;
    if (!isAsExpected(expected, actual)) return E.left({ type: 'RevisionConflict', stream, expected, actual });

    const { tenant } = streamParts(stream);
    const recordedAt = clock();
    let latest = before.reduce((at, { occurredAt }) => (occurredAt > at ? occurredAt : at), '');
    const stored = map((event: NewEvent): StoredEvent => {
      const recorded = {
        ...event,
        tenant,
        stream,
        revision: before.length,
        position: log.length + 1,
        recordedAt,
        late: event.occurredAt < latest,
      };
      if (event.occurredAt > latest) latest = event.occurredAt;
      before.push(recorded);
      log.push(recorded);
      byId.set(recorded.id, recorded);
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
    while (!closed && signal?.aborted !== true) {
      const next = page({ after: position, limit: 1000, filter });
      position = next.position;
      if (next.events.length > 0) yield next;
      else if (next.end) await somethingNew(signal);
    }
  }

  return {
    append: (stream, expected, events) => () => Promise.resolve(append(stream, expected, events)),
    readStream: (stream, { from = 0, upTo = log.length } = {}) =>
      TE.fromIO(() => (streams.get(stream) ?? []).filter((one) => one.revision >= from && one.position <= upTo)),
    readAll: (options) => TE.fromIO(() => page(options)),
    outcomeOf: (stream, command) =>
      TE.fromIO(() => (streams.get(stream) ?? []).filter(({ commandId }) => commandId === command)),
    head: () => TE.fromIO(() => log.length),
    subscribe,
    close: () => {
      closed = true;
      for (const wake of woken) wake();
      return Promise.resolve();
    },
  };
};
