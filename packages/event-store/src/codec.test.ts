import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { eventCodec, memoryEventStore, type EventCodec, type StoredEvent } from '@casebook/event-store';
import { newEvent } from '@casebook/event-store/contract';
import { Instant, literal, nullable, type Json } from '@casebook/vocabulary';
import { stream } from './contract/events';

/** A thing is priced; version 1 had the price as text, version 2 had no currency. */
interface Priced {
  readonly type: 'Priced';
  readonly at: Instant;
  readonly cents: number;
  readonly currency: string | null;
}
const Priced: t.Type<Priced, Json> = t.readonly(
  t.strict({ type: t.literal('Priced'), at: Instant, cents: t.number, currency: nullable(t.string) }),
);

const codec: EventCodec<Priced> = eventCodec<Priced>({
  Priced: {
    codec: Priced,
    upcasts: [({ price }) => ({ cents: Math.round(Number(price) * 100) }), (fields) => ({ ...fields, currency: null })],
  },
});

const at = literal(Instant, '2026-03-01T12:00:00.000Z');

const stored = async (fields: Parameters<typeof newEvent>[1]): Promise<StoredEvent> => {
  const appended = await memoryEventStore().append(stream('one'), { is: 'any' }, [
    newEvent('one', { type: 'Priced', ...fields }),
  ])();
  if (E.isLeft(appended)) throw new Error(appended.left.type);
  return appended.right.events[0];
};

const faultsOf = async (fields: Parameters<typeof newEvent>[1]): Promise<unknown> => {
  const decoded = codec.decode(await stored(fields));
  return E.isLeft(decoded) ? decoded.left : decoded.right;
};

// What was once written is read for ever: a line stays as it is when the types move on.
const samples = readFileSync(join(__dirname, 'samples', 'priced.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly schema: number; readonly data: string; readonly event: Priced });

describe('a stored event', () => {
  test('keeps its type and its instant outside of its data, and comes back whole', async () => {
    const event: Priced = { type: 'Priced', at, cents: 1250, currency: 'EUR' };
    const encoded = codec.encode(event);
    expect(encoded).toEqual({ type: 'Priced', schema: 3, occurredAt: at, data: '{"cents":1250,"currency":"EUR"}' });
    const decoded = codec.decode(await stored(encoded));
    expect(E.isRight(decoded) && decoded.right).toMatchObject({ event, revision: 0, tenant: 'acme', occurredAt: at });
  });

  test.each(samples)('of schema $schema is read as the current one', async ({ schema, data, event }) => {
    const decoded = codec.decode(await stored({ schema, data }));
    expect(E.isRight(decoded) && decoded.right.event).toEqual(event);
  });

  test('has a sample of every version', () => {
    expect(new Set(samples.map(({ schema }) => schema))).toEqual(new Set([1, 2, 3]));
  });

  test.each([
    { what: 'of an unknown type', fields: { type: 'Sold' }, fault: 'Sold is not a type of event known here' },
    { what: 'of a newer schema', fields: { schema: 4 }, fault: 'schema 4 is newer than 3, the newest known here' },
    { what: 'that is no object', fields: { data: '[1]' }, fault: 'data must be a JSON object' },
    { what: 'that is no JSON', fields: { data: '{' }, fault: 'data must be a JSON object' },
    {
      what: 'with a wrong field',
      fields: { schema: 3, data: '{"cents":"1","currency":null}' },
      fault: 'cents: "1" must be number',
    },
  ])('$what cannot be read, and says where it is', async ({ fields, fault }) => {
    expect(await faultsOf(fields)).toEqual({
      type: 'EventUnreadable',
      stream: 'thing-acme_one',
      revision: 0,
      position: 1,
      eventType: fields.type ?? 'Priced',
      faults: [fault],
    });
  });
});
