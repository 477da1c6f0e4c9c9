import { randomUUID } from 'node:crypto';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { run } from '@casebook/casebook';
import { StreamName, type EventStore, type Expected, type NewEvent } from '@casebook/event-store';
import { migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { Actor, CommandId, EventId, Instant, literal } from '@casebook/vocabulary';
import type { Contestant } from './contestants';
import { sampleInstant, samplePayload } from './sample-event';

const actor = literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null });
const occurredAt = literal(Instant, sampleInstant);

const sampleEvent = (commandId: CommandId): NewEvent => ({
  id: literal(EventId, randomUUID()),
  type: 'CaseAssigned',
  schema: 1,
  data: JSON.stringify(samplePayload()),
  occurredAt,
  actor,
  commandId,
  correlationId: 'a correlation',
  causationId: null,
  saidAt: null,
  source: null,
  wake: null,
});

/** The outcome of one command. */
const sampleEvents = (count: number): NonEmptyArray<NewEvent> => {
  const command = literal(CommandId, randomUUID());
  return [sampleEvent(command), ...Array.from({ length: count - 1 }, () => sampleEvent(command))];
};

const streams = 500; // filled at a time: enough that each call carries as much as it may

const filled = async (log: EventStore, events: number): Promise<void> => {
  let next = 0;
  const fillOne = async (): Promise<void> => {
    while (next * 10 < events) {
      const stream = literal(StreamName, `case-bench_fill-${next}`);
      next += 1;
      await run(log.append(stream, { is: 'noStream' }, sampleEvents(10)));
    }
  };
  await Promise.all(Array.from({ length: streams }, fillOne));
};

export interface Ours extends Contestant {
  readonly database: Database;
  readonly log: EventStore;
}

/** The log itself, through its port. */
export const ours = async (url: string): Promise<Ours> => {
  const database = await openDatabase({ url });
  await migrate(database);
  const log = postgresEventStore(database);
  const { rows: hashes } = await database.pool.query(
    `select from information_schema.columns where table_schema = 'casebook' and table_name = 'events' and column_name = 'hash'`,
  );
  return {
    name: 'casebook',
    keeps: `every kind of expectation, idempotence by event id, an order without gaps for readers, the late flag, the text as written; ${hashes.length > 0 ? 'with' : 'without'} hashes of events and their predecessors`,
    database,
    log,
    fill: async (events) => {
      await filled(log, events);
      await database.pool.query('vacuum (analyze, freeze)');
    },
    append: async (stream, have, count) => {
      const expected: Expected = have === 0 ? { is: 'noStream' } : { is: 'revision', revision: have - 1 };
      await run(log.append(literal(StreamName, stream), expected, sampleEvents(count)));
    },
    stored: async () => {
      const { rows } = await database.pool.query<{ count: string }>('select count(*) from casebook.events');
      return Number(rows[0]?.count);
    },
    close: async () => {
      await log.close();
      await database.close();
    },
  };
};
