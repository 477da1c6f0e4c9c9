import * as E from 'fp-ts/Either';
import { compareStreams, hashOf, shareOf, streamName, type LogFilter, type StoredEvent } from '@casebook/event-store';
import { instantOf, literal, EventId, TenantId, Text } from '@casebook/vocabulary';
import type { ReadableLog } from '../source';

/** What a test decides about an event; the log adds revision, position, when it learned it and whether it is late. */
export type Told = Pick<StoredEvent, 'type' | 'schema' | 'data' | 'occurredAt'> &
  Partial<Pick<StoredEvent, 'actor' | 'source' | 'wake' | 'recordedAt'>> & { readonly id: string };

export interface RecordedLog extends ReadableLog {
  /** All of it, in order of position. */
  readonly events: () => ReadonlyArray<StoredEvent>;
  /** The next event of the case with that id. */
  readonly record: (told: Told) => StoredEvent;
}

/** Positions have gaps, as they have in a real one. */
const gap = 3;

const tenant = literal(TenantId, 'acme');

const passes = ({ types, shares }: LogFilter, { type, stream }: StoredEvent): boolean =>
  types?.includes(type) !== false && (shares === undefined || shares.those.includes(shareOf(stream, shares.among)));

/** A log whose every event a test tells, instants and all. */
export const recordedLog = (): RecordedLog => {
  const events: StoredEvent[] = [];
  const streams = new Map<string, StoredEvent[]>();
  const record = ({ id, ...told }: Told): StoredEvent => {
    const stream = streamName({ category: 'case', tenant, id });
    const before = streams.get(stream) ?? [];
    const position = events.length * gap + 1;
    const unhashed: Omit<StoredEvent, 'hash'> = {
      actor: literalActor,
      source: null,
      wake: null,
      recordedAt: instantOf(1_800_000_000_000 + position),
      ...told,
      id: literal(EventId, `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`),
      commandId: null,
      correlationId: 'test',
      causationId: null,
      saidAt: null,
      tenant,
      stream,
      revision: before.length,
      position,
      late: before.some(({ occurredAt }) => occurredAt > told.occurredAt),
      previous: before.at(-1)?.hash ?? null,
    };
    const event = { ...unhashed, hash: hashOf(unhashed) };
    streams.set(stream, [...before, event]);
    events.push(event);
    return event;
  };
  return {
    events: () => events,
    record,
    head: () => async () => E.right(events[events.length - 1]?.position ?? 0),
    readStream:
      (stream, { from = 0, upTo = Infinity } = {}) =>
      async () =>
        E.right((streams.get(stream) ?? []).filter(({ revision, position }) => revision >= from && position <= upTo)),
    readByStream:
      ({ after, upTo, streams: those, before, limit, filter = {} }) =>
      async () => {
        const rest = events
          .filter(({ stream, revision, position }) => {
            const order = after === undefined ? 1 : compareStreams(stream, after.stream) || revision - after.revision;
            const isBefore = before === undefined || compareStreams(stream, before) < 0;
            return order > 0 && isBefore && position <= upTo && those?.includes(stream) !== false;
          })
          .filter((event) => passes(filter, event))
          .sort((a, b) => compareStreams(a.stream, b.stream) || a.revision - b.revision);
        return E.right({ events: rest.slice(0, limit), end: rest.length <= limit });
      },
    readAll:
      ({ after, upTo = Infinity, limit, filter = {} }) =>
      async () => {
        const rest = events
          .slice(Math.floor((after + gap - 1) / gap))
          .filter((event) => event.position <= upTo && passes(filter, event));
        const page = rest.slice(0, limit);
        const end = page.length === rest.length;
        const head = Math.min(upTo, events[events.length - 1]?.position ?? 0);
        return E.right({
          events: page,
          position: end ? Math.max(head, after) : (page[limit - 1]?.position ?? after),
          end,
        });
      },
  };
};

const literalActor: StoredEvent['actor'] = { kind: 'agent', id: literal(Text, 'ada'), onBehalfOf: null };
