import { createHash } from 'node:crypto';
import { Actor, CommandId, Instant, literal } from '@casebook/vocabulary';
import { canonicalJson, hashOf, memoryEventStore, Source } from '@casebook/event-store';
import { newEvent } from '@casebook/event-store/contract';
import * as fc from 'fast-check';
import { right } from './contract/promise';
import { stream } from './contract/events';
import { contentOf } from './hash';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const full = newEvent('full', {
  data: '{"big":12345678901234567890.10, "text":"Grüße \\u0000 😀"}',
  actor: literal(Actor, { kind: 'automation', id: 'router "one"', onBehalfOf: 'ada' }),
  commandId: literal(CommandId, 'create {it}'),
  causationId: 'because',
  saidAt: literal(Instant, '0000-01-01T00:00:00.000Z'),
  source: literal(Source, { system: 'csv', file: 'März.csv', row: 12, activity: 'Awaiting\t"User"', shows: null }),
  wake: literal(Instant, '9999-12-31T23:59:59.999Z'),
});

describe('the content of an event', () => {
  test('is its canonical JSON, whatever its texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (data, correlationId) => {
        const event = { ...full, data, correlationId };
        expect(contentOf(stream('one'), event)).toBe(canonicalJson({ ...event, stream: stream('one') }));
      }),
    );
    const bare = newEvent('bare');
    expect(contentOf(stream('one'), bare)).toBe(canonicalJson({ ...bare, stream: stream('one') }));
  });
});

describe('the hash of an event', () => {
  test('is that of a Merkle leaf over the canonical envelope, the event before it included', async () => {
    const store = memoryEventStore({ clock: () => literal(Instant, '2026-04-01T00:00:00.000Z') });
    const { events } = await right(store.append(stream('one'), { is: 'any' }, [full, newEvent('second')]));
    const [first, second] = events;
    const envelope = (content: string, previous: string | null, revision: number) =>
      `{"content":"${content}","late":false,"previous":${JSON.stringify(previous)},"recordedAt":"2026-04-01T00:00:00.000Z","revision":${revision}}`;
    expect(first.previous).toBeNull();
    expect(first.hash).toBe(sha256(`\0${envelope(sha256(contentOf(stream('one'), full)), null, 0)}`));
    expect(second?.previous).toBe(first.hash);
    expect(second?.hash).toBe(
      sha256(`\0${envelope(sha256(contentOf(stream('one'), newEvent('second'))), first.hash, 1)}`),
    );
  });

  test('changes with everything that is stored but the position and the tenant, which the stream names', async () => {
    const { events } = await right(memoryEventStore().append(stream('one'), { is: 'any' }, [full]));
    const [event] = events;
    const other = newEvent('other').id;
    const changes = {
      ...{ id: other, type: 'Other', schema: 2, data: '{}', occurredAt: '2026-01-01T00:00:00.000Z' },
      ...{ actor: { ...full.actor, id: 'other' }, commandId: 'other', correlationId: 'other', causationId: 'other' },
      ...{ saidAt: null, source: { ...full.source, row: 13 }, wake: null, stream: stream('other'), revision: 1 },
      ...{ recordedAt: '2026-01-01T00:00:00.000Z', late: true, previous: event.hash },
    };
    const { hash, position: _, tenant: __, ...hashed } = event;
    expect(Object.keys(changes).sort()).toEqual(Object.keys(hashed).sort());
    for (const change of Object.entries(changes))
      expect(hashOf({ ...event, ...Object.fromEntries([change]) })).not.toBe(hash);
  });
});
