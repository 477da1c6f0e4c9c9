import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { eventIdOf, Source, streamName, type EventStore, type NewEvent, type StreamName } from '@casebook/event-store';
import { Actor, CommandId, Instant, literal, plus, TenantId } from '@casebook/vocabulary';
import { rightOf } from '../right-of';

const noon = literal(Instant, '2026-03-01T12:00:00.000Z');
const ada = literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null });

const stream = (category: string, tenant: string, id: string): StreamName =>
  streamName({ category, tenant: literal(TenantId, tenant), id });

const event = (name: string, fields: Partial<NewEvent> = {}): NewEvent => ({
  id: eventIdOf(`telling/${name}`, 0),
  type: 'ThingHappened',
  schema: 1,
  data: JSON.stringify({ name }),
  occurredAt: noon,
  actor: ada,
  commandId: null,
  correlationId: `correlation of ${name}`,
  causationId: null,
  saidAt: null,
  source: null,
  wake: null,
  ...fields,
});

const create = literal(CommandId, 'create "one", {x} \\ NULL');

const imported = (row: number, activity: string | null, shows: string | null): Partial<NewEvent> => ({
  actor: literal(Actor, { kind: 'import', id: 'servicenow', onBehalfOf: null }),
  source: literal(Source, { system: 'servicenow', file: 'Fälle, März.csv', row, activity, shows }),
});

/** Appends in their order, of every kind that a migration could spoil. */
const appends: ReadonlyArray<readonly [stream: StreamName, events: NonEmptyArray<NewEvent>]> = [
  [
    stream('case', 'acme', '1'),
    [
      event('created', { commandId: create, wake: plus(noon, 123), type: 'CaseCreated', schema: 3 }),
      event('follows', { commandId: create, causationId: 'NULL', correlationId: '', occurredAt: plus(noon, 1) }),
    ],
  ],
  // The same id with another tenant, whose name begins with the first one's.
  [stream('case', 'acme-north', '1'), [event('of acme-north')]],
  [
    stream('case', 'acme', 'Größe 你好 😀 _-"\'\\'),
    [
      event('text', {
        data: '{"text":"Grüße, 你好, 😀, \\u0000, \\\\, \\"quoted\\", \'single\', {braces}, NULL"}',
        actor: literal(Actor, { kind: 'automation', id: 'router "one", {x}', onBehalfOf: 'ada' }),
      }),
      event('digits', { data: '{"b": 1,\n  "a":1.0, "a":2, "big":12345678901234567890.10}' }),
      event('marks', { data: '{"directions":"مرحبا שלום \u202eabc\u202c","marks":"e\u0301 é \ufeff \u2028"}' }),
    ],
  ],
  [
    stream('case', 'acme', '1'),
    [
      event('late', { occurredAt: plus(noon, -60_000), saidAt: plus(noon, -61_000) }),
      event('after it', { occurredAt: plus(noon, 5_000), data: 'null' }),
    ],
  ],
  [
    stream('case', 'globex', 'INC0000047'),
    [
      event('row 1', { ...imported(1, 'Awaiting "User"', 'Waiting'), occurredAt: plus(noon, -86_400_000) }),
      event('row 2', { ...imported(2, null, null), occurredAt: plus(noon, -172_800_000) }),
    ],
  ],
  [
    stream('numbering', 'acme', 'times'),
    [
      event('first', { occurredAt: literal(Instant, '0000-01-01T00:00:00.000Z') }),
      event('local mean', { occurredAt: literal(Instant, '1883-11-18T17:00:00.999Z') }),
      event('last', { occurredAt: literal(Instant, '9999-12-31T23:59:59.999Z') }),
    ],
  ],
];

/** The clock of the store that is told it: it does not move. */
export const tellingClock = (): Instant => plus(noon, 3_600_000);

/** Writes a small log with a bit of everything: tenants, late facts, imports with their sources, all scripts, the ends of time. */
export const tell = async (store: EventStore): Promise<void> => {
  for (const [to, events] of appends) {
    rightOf(await store.append(to, { is: 'any' }, events)());
  }
};
