import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';
import { faults, type Instant, type Json } from '@casebook/vocabulary';
import type { Recorded, StoredEvent } from './envelope';

export interface Dated {
  readonly type: string;
  readonly at: Instant;
}

type Fields = { readonly [field: string]: Json };
type Member<Event extends Dated, T extends Event['type']> = Extract<Event, { readonly type: T }>;

/** How one type of event is stored: its codec, and how each older version becomes the next. */
export interface Schema<Event extends Dated> {
  /** Of the whole event, `type` and `at` included. */
  readonly codec: t.Type<Event, Json>;
  /** `upcasts[0]` makes version 2 of version 1, and so on; the current version is one more than there are upcasts. */
  readonly upcasts: ReadonlyArray<(fields: Fields) => Fields>;
}

export type Schemas<Event extends Dated> = { readonly [T in Event['type']]: Schema<Member<Event, T>> };

/** What is stored cannot be understood: a fault in the log or in the codec, never passed over. */
export interface EventUnreadable {
  readonly type: 'EventUnreadable';
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly eventType: string;
  readonly faults: ReadonlyArray<string>;
}

export interface Encoded {
  readonly type: string;
  readonly schema: number;
  readonly data: string;
  readonly occurredAt: Instant;
}

/** Events as the log keeps them. `type` and `at` are columns of the envelope; `data` holds the other fields. */
export interface EventCodec<Event extends Dated> {
  readonly types: ReadonlyArray<Event['type']>;
  readonly encode: (event: Event) => Encoded;
  readonly decode: (stored: StoredEvent) => E.Either<EventUnreadable, Recorded<Event>>;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};

/** Field by field, since thousands of events a second come through here and copying what is left over of a record is slow. */
const recorded = <Event>(stored: StoredEvent, event: Event): Recorded<Event> => ({
  id: stored.id,
  type: stored.type,
  schema: stored.schema,
  occurredAt: stored.occurredAt,
  actor: stored.actor,
  commandId: stored.commandId,
  correlationId: stored.correlationId,
  causationId: stored.causationId,
  saidAt: stored.saidAt,
  source: stored.source,
  wake: stored.wake,
  tenant: stored.tenant,
  stream: stored.stream,
  revision: stored.revision,
  position: stored.position,
  recordedAt: stored.recordedAt,
  late: stored.late,
  hash: stored.hash,
  previous: stored.previous,
  event,
});

export const eventCodec = <Event extends Dated>(schemas: Schemas<Event>): EventCodec<Event> => {
  // A table with one codec a type, looked up by a name that is only known while running; `Schemas` has checked each entry.
  const table = new Map(Object.entries(schemas) as unknown as ReadonlyArray<readonly [Event['type'], Schema<Event>]>);
  return {
    types: [...table.keys()],
    encode: (event) => {
      const schema = table.get(event.type);
      if (schema === undefined) throw new TypeError(`${event.type} has no schema`);
      const { type: _type, at: _at, ...fields } = schema.codec.encode(event) as Fields; // a message is a record
      return {
        type: event.type,
        schema: schema.upcasts.length + 1,
        data: JSON.stringify(fields),
        occurredAt: event.at,
      };
    },
    decode: (stored) => {
      const unreadable = (why: ReadonlyArray<string>) =>
        E.left<EventUnreadable>({
          type: 'EventUnreadable',
          stream: stored.stream,
          revision: stored.revision,
          position: stored.position,
          eventType: stored.type,
          faults: why,
        });
      const schema = table.get(stored.type);
      if (schema === undefined) return unreadable([`${stored.type} is not a type of event known here`]);
      if (stored.schema > schema.upcasts.length + 1)
        return unreadable([
          `schema ${stored.schema} is newer than ${schema.upcasts.length + 1}, the newest known here`,
        ]);
      const fields = parsed(stored.data);
      if (!isFields(fields)) return unreadable(['data must be a JSON object']);
      const current = schema.upcasts.slice(stored.schema - 1).reduce((older, upcast) => upcast(older), fields);
      const decoded = schema.codec.decode({ ...current, type: stored.type, at: stored.occurredAt });
      return E.isLeft(decoded) ? unreadable(faults(decoded.left)) : E.right(recorded(stored, decoded.right));
    },
  };
};
