import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import * as E from 'fp-ts/Either';
import { streamName, type NewEvent } from '@casebook/event-store';
import { eventStoreDbEventStore, openEventStoreDb } from '@casebook/event-store-eventstoredb';
import { Actor, EventId, Instant, literal, TenantId } from '@casebook/vocabulary';
import { sampleInstant, samplePayload } from '../append/sample-event';

/** Who is measured: appends at the revision that is known, and reads. */
export interface Contestant {
  readonly name: string;
  /** Appends so many events after this revision of a stream; null: it is a new one. */
  readonly append: (stream: string, after: number | null, count: number) => Promise<void>;
  readonly readStream: (stream: string) => Promise<number>;
  /** Reads the log from its beginning until it has so many events; gives how many. */
  readonly readAll: (count: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

const actor = literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null });

/** What the adapter writes beside the data, but for the hashes. */
const metadata = () => ({
  id: randomUUID(),
  schema: 1,
  occurredAt: sampleInstant,
  recordedAt: sampleInstant,
  actor,
  $correlationId: 'bench',
  hash: 'a'.repeat(64),
  previous: 'b'.repeat(64),
});

/** The client of the server's makers, with the same data and as much beside it. */
export const bare = async (url: string): Promise<Contestant> => {
  const client = EventStoreDBClient.connectionString(url);
  const event = () => jsonEvent({ type: 'Measured', data: samplePayload(), metadata: metadata() });
  return {
    name: 'the bare client',
    append: async (stream, after, count) => {
      const expectedRevision = after === null ? NO_STREAM : BigInt(after);
      await client.appendToStream(`bare-${stream}`, Array.from({ length: count }, event), { expectedRevision });
    },
    readStream: async (stream) => {
      let read = 0;
      for await (const { event: one } of client.readStream(`bare-${stream}`)) if (one !== undefined) read += 1;
      return read;
    },
    readAll: async (count) => {
      let read = 0;
      for await (const { event: one } of client.readAll({ maxCount: count })) if (one !== undefined) read += 1;
      return read;
    },
    close: () => client.dispose(),
  };
};

const newEvent = (): NewEvent => ({
  id: literal(EventId, randomUUID()),
  type: 'Measured',
  schema: 1,
  data: JSON.stringify(samplePayload()),
  occurredAt: literal(Instant, sampleInstant),
  actor,
  commandId: null,
  correlationId: 'bench',
  causationId: null,
  saidAt: null,
  source: null,
  wake: null,
});

const right = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isRight(answer)) return answer.right;
  throw new Error(JSON.stringify(answer.left));
};

/** The log, with ids of a stream or of a tenant. */
export const adapter = async (url: string, idsWithin: 'stream' | 'tenant'): Promise<Contestant> => {
  const esdb = await openEventStoreDb(url, { log: `bench_${idsWithin}` });
  const store = eventStoreDbEventStore(esdb, { idsWithin });
  const named = (id: string) => streamName({ category: 'case', tenant: literal(TenantId, 'bench'), id });
  return {
    name: `ids within a ${idsWithin}`,
    append: async (stream, after, count) => {
      const [first, ...others] = Array.from({ length: count }, newEvent);
      if (first === undefined) return;
      const expected = after === null ? ({ is: 'noStream' } as const) : ({ is: 'revision', revision: after } as const);
      right(await store.append(named(stream), expected, [first, ...others])());
    },
    readStream: async (stream) => right(await store.readStream(named(stream))()).length,
    readAll: async (count) => {
      let read = 0;
      for (let after = 0; read < count;) {
        const page = right(await store.readAll({ after, limit: 1_000 })());
        read += page.events.length;
        after = page.position;
        if (page.end) break;
      }
      return read;
    },
    close: async () => {
      await store.close();
      esdb.close();
    },
  };
};
