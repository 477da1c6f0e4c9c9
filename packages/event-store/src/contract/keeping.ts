import { expect } from '@jest/globals';
import { Actor, Instant, literal, plus } from '@casebook/vocabulary';
import { Source } from '../envelope';
import { hashOf } from '../hash';
import { any, command, dataOf, days, exists, newEvent, newEvents, noon, noStream, stream } from './events';
import { left, right, type StorePromise } from './promise';

const texts = [
  '{"b": 1,\n  "a":1.0, "a":2, "big":12345678901234567890.10}',
  '{"text":"Grüße, 你好, 😀, \\u0000, \\\\, \\"quoted\\", \'single\', {braces}, NULL"}',
  '{"directions":"مرحبا שלום \u202eabc\u202c","marks":"e\u0301 é \ufeff \u2028"}',
  '"a lone text"',
  'null',
  '{}',
];

const sourced = literal(Source, {
  system: 'csv',
  file: 'Fälle, März.csv',
  row: 12,
  activity: 'Awaiting "User"',
  shows: 'Waiting',
});

/** That what was written is kept and given back. */
export const keeping: ReadonlyArray<StorePromise> = [
  {
    sentence: 'every field of an event comes back as it was written',
    holds: async (store) => {
      const full = newEvent('full', {
        schema: 7,
        actor: literal(Actor, { kind: 'automation', id: 'router "one", {x}', onBehalfOf: 'ada' }),
        commandId: command('create {it}, "now" \\ NULL'),
        correlationId: '',
        causationId: 'NULL',
        saidAt: plus(noon, -1),
        source: sourced,
        wake: plus(noon, 123),
      });
      const unnamed = { ...full.actor, onBehalfOf: null };
      const bare = newEvent('bare', {
        source: literal(Source, { system: 'csv', file: 'a.csv', row: 1, activity: null, shows: null }),
        actor: unnamed,
      });
      const { events } = await right(store.append(stream('Größe 你好 😀 _-"\'\\'), any, [full, bare]));
      expect(events).toMatchObject([
        { ...full, revision: 0, tenant: 'acme' },
        { ...bare, revision: 1, late: false },
      ]);
      expect(await right(store.readStream(stream('Größe 你好 😀 _-"\'\\')))).toEqual(events);
      expect((await right(store.readAll({ after: 0, limit: 10 }))).events).toEqual(events);
    },
  },
  {
    sentence: 'the payload is kept as the very text that was written',
    holds: async (store) => {
      const [first = '', ...others] = texts;
      const event = (data: string) => newEvent(data, { data });
      await right(store.append(stream('texts'), any, [event(first), ...others.map(event)]));
      expect(dataOf(await right(store.readStream(stream('texts'))))).toEqual(texts);
    },
  },
  {
    sentence: 'a payload of two million characters is kept',
    holds: async (store) => {
      const data = JSON.stringify({ text: 'ä"\\😀 '.repeat(333_334) });
      await right(store.append(stream('big'), any, [newEvent('big', { data })]));
      const [stored] = await right(store.readStream(stream('big')));
      expect(stored?.data === data).toBe(true);
    },
  },
  {
    sentence: 'instants from the year 0000 to 9999 come back to the millisecond',
    holds: async (store) => {
      const instants = [
        '0000-01-01T00:00:00.000Z',
        '0001-02-03T04:05:06.007Z',
        '1883-11-18T17:00:00.999Z',
        '9999-12-31T23:59:59.999Z',
      ].map((text) => literal(Instant, text));
      for (const occurredAt of instants)
        await right(
          store.append(stream('times'), any, [
            newEvent(occurredAt, { occurredAt, saidAt: occurredAt, wake: occurredAt }),
          ]),
        );
      const stored = await right(store.readStream(stream('times')));
      expect(stored.map(({ occurredAt }) => occurredAt)).toEqual(instants);
      expect(stored.map(({ saidAt, wake }) => [saidAt, wake])).toEqual(instants.map((at) => [at, at]));
    },
  },
  {
    sentence: 'an event is recorded at an instant of the store’s clock',
    holds: async (store) => {
      const { events } = await right(store.append(stream('one'), any, newEvents('now', 2)));
      expect(events.every(({ recordedAt }) => Instant.is(recordedAt))).toBe(true);
    },
  },
  {
    sentence: 'an event is late if its stream had already recorded something that happened after it',
    holds: async (store) => {
      const at = (day: number) => newEvent(`day ${day}`, { occurredAt: days(day) });
      const first = await right(store.append(stream('one'), any, [at(3), at(1), at(4)]));
      const second = await right(store.append(stream('one'), exists, [at(2), at(5)]));
      const other = await right(store.append(stream('other'), noStream, [at(0)]));
      const same = await right(store.append(stream('one'), exists, [newEvent('day 5 again', { occurredAt: days(5) })]));
      const events = [...first.events, ...second.events, ...other.events, ...same.events];
      expect(events.map(({ late }) => late)).toEqual([false, true, false, true, false, false, false]);
      const stored = await right(store.readAll({ after: 0, limit: 100 }));
      expect(stored.events).toEqual(events);
    },
  },
  {
    sentence: 'every event has the hash that its content, its recording and the event before it in its stream give it',
    holds: async (store) => {
      const at = (day: number) => newEvent(`day ${day}`, { occurredAt: days(day) });
      await right(store.append(stream('one'), any, [at(3), at(1), ...texts.map((data) => newEvent(data, { data }))]));
      await right(store.append(stream('other'), noStream, [at(0)]));
      await right(store.append(stream('one'), exists, [at(2), newEvent('sourced', { source: sourced })]));
      const { events } = await right(store.readAll({ after: 0, limit: 100 }));
      const stored = await right((store.stored ?? store).readAll({ after: 0, limit: 100 }));
      expect(events.map(({ hash }) => hash)).toEqual(stored.events.map(hashOf));
      for (const name of [stream('one'), stream('other')]) {
        const hashes = events.filter((event) => event.stream === name).map(({ hash }) => hash);
        const previous = events.filter((event) => event.stream === name).map((event) => event.previous);
        expect(previous).toEqual([null, ...hashes.slice(0, -1)]);
      }
    },
  },
  {
    sentence: 'a stream can be read from a revision and up to a position',
    holds: async (store) => {
      const { events } = await right(store.append(stream('one'), any, newEvents('one', 5)));
      await right(store.append(stream('other'), any, newEvents('other', 1)));
      expect(await right(store.readStream(stream('one'), { from: 3 }))).toEqual(events.slice(3));
      expect(await right(store.readStream(stream('one'), { from: 1, upTo: events[2]?.position ?? 0 }))).toEqual(
        events.slice(1, 3),
      );
      expect(await right(store.readStream(stream('one'), { from: 9 }))).toEqual([]);
      expect(await right(store.readStream(stream('none')))).toEqual([]);
    },
  },
  {
    sentence: 'tenants whose streams have the same id are kept apart',
    holds: async (store) => {
      const [acme, other] = [stream('one', 'acme'), stream('one', 'other')];
      await right(store.append(acme, noStream, newEvents('acme', 2)));
      expect(await left(store.append(other, exists, newEvents('other', 1)))).toMatchObject({ actual: null });
      await right(store.append(other, noStream, newEvents('other', 1)));
      expect((await right(store.readStream(other))).map(({ tenant, revision }) => [tenant, revision])).toEqual([
        ['other', 0],
      ]);
      expect(await right(store.readStream(acme))).toHaveLength(2);
    },
  },
];
