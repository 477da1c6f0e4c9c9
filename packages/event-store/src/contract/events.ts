import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { Actor, CommandId, Instant, instantOf, literal, plus, TenantId } from '@casebook/vocabulary';
import type { NewEvent, StoredEvent } from '../envelope';
import { eventIdOf } from '../event-id';
import type { Expected } from '../port';
import { streamName, type StreamName } from '../stream';

/** An instant to begin at. */
export const noon: Instant = literal(Instant, '2026-03-01T12:00:00.000Z');

/** The event of that name: the same name gives the same id, another name another. */
export const newEvent = (name: string, fields: Partial<NewEvent> = {}): NewEvent => ({
  id: eventIdOf(`contract/${name}`, 0),
  type: 'ThingHappened',
  schema: 1,
  data: JSON.stringify({ name }),
  occurredAt: noon,
  actor: literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null }),
  commandId: null,
  correlationId: `correlation of ${name}`,
  causationId: null,
  saidAt: null,
  source: null,
  wake: null,
  ...fields,
});

/** As many events as asked for, a second apart. */
export const newEvents = (name: string, count: number, fields: Partial<NewEvent> = {}): NonEmptyArray<NewEvent> => {
  const nth = (index: number) => newEvent(`${name} ${index}`, { occurredAt: plus(noon, index * 1000), ...fields });
  return [nth(0), ...Array.from({ length: count - 1 }, (_, index) => nth(index + 1))];
};

export const stream = (id: string, tenant = 'acme', category = 'thing'): StreamName =>
  streamName({ category, tenant: literal(TenantId, tenant), id });

export const command = (id: string): CommandId => literal(CommandId, id);

export const any: Expected = { is: 'any' };
export const noStream: Expected = { is: 'noStream' };
export const exists: Expected = { is: 'exists' };
export const revision = (number: number): Expected => ({ is: 'revision', revision: number });

/** The `data` of events, in their order. */
export const dataOf = (events: ReadonlyArray<StoredEvent>): ReadonlyArray<string> => events.map(({ data }) => data);

/** A whole number of days after noon. */
export const days = (count: number): Instant => instantOf(Date.parse(noon) + count * 86_400_000);
