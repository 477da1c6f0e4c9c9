import * as E from 'fp-ts/Either';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import * as TE from 'fp-ts/TaskEither';
import {
  eventIdOf,
  memoryEventStore,
  streamName,
  type EventStore,
  type LogPage,
  type NewEvent,
  type StoredEvent,
  type StreamName,
} from '@casebook/event-store';
import { Actor, Instant, literal, TenantId } from '@casebook/vocabulary';
import type { KeyStore, Tombstone } from '../key-store';
import { memoryKeyStore } from '../memory-key-store';
import { sealedEventStore } from '../sealed-event-store';

export const acme = literal(TenantId, 'acme');
export const stream = (id: string, tenant = acme): StreamName => streamName({ category: 'case', tenant, id });
export const any = { is: 'any' } as const;

/** Something that is said of a person, in `a` and `b`; who that is, is said by `Named` and nothing else. */
export const personal = { fields: { Told: ['a', 'b'], Named: ['a'] }, personIn: { Named: 'person' } };

const at = literal(Instant, '2026-03-01T12:00:00.000Z');
const ada = literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null });

export const tombstone: Tombstone = { at, by: ada, reason: 'asked for it' };

/** The event of that name. */
export const event = (name: string, type: 'Told' | 'Named' | 'Other', data: string): NewEvent => ({
  id: eventIdOf(`privacy/${name}`, 0),
  type,
  schema: 1,
  data,
  occurredAt: at,
  actor: ada,
  commandId: null,
  correlationId: name,
  causationId: null,
  saidAt: null,
  source: null,
  wake: null,
});

export const right = async <A>(task: TE.TaskEither<unknown, A>): Promise<A> => {
  const answer = await task();
  if (E.isRight(answer)) return answer.right;
  throw new Error(`failed: ${JSON.stringify(answer.left)}`);
};

export const append = async (store: EventStore, to: StreamName, ...events: NonEmptyArray<NewEvent>) =>
  right(store.append(to, any, events));

/** A store in memory, what is really in it, and the keys. */
export const desk = (keys: KeyStore = memoryKeyStore()) => {
  const inside = memoryEventStore();
  /** The sealed store on top of what is inside, as somebody has changed it. */
  const seen = (look: (event: StoredEvent) => StoredEvent, with_: KeyStore = keys): EventStore =>
    sealedEventStore(
      {
        ...inside,
        readAll: (options) =>
          TE.map((page: LogPage) => ({ ...page, events: page.events.map(look) }))(inside.readAll(options)),
      },
      { keys: with_, personal },
    );
  return { inside, keys, seen, store: sealedEventStore(inside, { keys, personal }) };
};

/** The `data` of all events of a log. */
export const dataIn = async (store: EventStore): Promise<ReadonlyArray<string>> =>
  (await right(store.readAll({ after: 0, limit: 1_000 }))).events.map(({ data }) => data);
