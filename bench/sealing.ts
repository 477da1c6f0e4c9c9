import { map, range } from 'fp-ts/NonEmptyArray';
import { run } from '@casebook/casebook';
import { eventIdOf, memoryEventStore, streamName, type EventStore, type NewEvent } from '@casebook/event-store';
import { memoryKeyStore, sealedEventStore } from '@casebook/privacy';
import { Actor, Instant, literal, TenantId } from '@casebook/vocabulary';

// `pnpm bench sealing`: what sealing costs an event, in microseconds, beside the same store without it. Messages of 300
// characters, ten a stream, a person each; in memory, so that nothing else is measured. Alternating, five rounds, medians.

const streams = 5_000;
const tenant = literal(TenantId, 'desk');
const at = literal(Instant, '2026-03-01T12:00:00.000Z');
const actor = literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null });
const body = 'It says that the lamp is on and the screen stays dark. '.repeat(6).slice(0, 300);

const message = (stream: number, index: number): NewEvent => ({
  id: eventIdOf(`bench/${stream}`, index),
  type: index === 0 ? 'Created' : 'Told',
  schema: 1,
  data: JSON.stringify({
    customer: index === 0 ? `customer-${stream}` : null,
    channel: 'email',
    inReplyTo: null,
    body,
  }),
  occurredAt: at,
  actor,
  commandId: null,
  correlationId: 'bench',
  causationId: null,
  saidAt: null,
  source: null,
  wake: null,
});

const microseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return ((performance.now() - began) * 1000) / (streams * 10);
};

const measured = async (store: EventStore) => {
  const appends = Array.from({ length: streams }, (_, stream) => ({
    name: streamName({ category: 'case', tenant, id: `C-${stream}` }),
    events: map((index: number) => message(stream, index))(range(0, 9)),
  }));
  const append = await microseconds(async () => {
    for (const { name, events } of appends) await run(store.append(name, { is: 'noStream' }, events));
  });
  const read = await microseconds(async () => {
    for (let after = 0, end = false; !end;) {
      const page = await run(store.readAll({ after, limit: 5_000 }));
      after = page.position;
      end = page.end;
    }
  });
  return { append, read };
};

const median = (values: ReadonlyArray<number>): string =>
  ([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0).toFixed(1);

const main = async (): Promise<void> => {
  const personal = { fields: { Created: ['body'], Told: ['body'] }, personIn: { Created: 'customer' } };
  const plain: { append: number; read: number }[] = [];
  const sealed: { append: number; read: number }[] = [];
  for (let round = 0; round < 5; round += 1) {
    plain.push(await measured(memoryEventStore()));
    sealed.push(await measured(sealedEventStore(memoryEventStore(), { keys: memoryKeyStore(), personal })));
  }
  const row = (what: string, of: ReadonlyArray<{ append: number; read: number }>): string =>
    `${what.padEnd(8)} append ${median(of.map(({ append }) => append))} µs  read ${median(of.map(({ read }) => read))} µs an event`;
  console.log(row('plain', plain));
  console.log(row('sealed', sealed));
};

void main();
