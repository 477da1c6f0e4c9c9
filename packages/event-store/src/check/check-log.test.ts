import {
  hashOf,
  checkLog,
  memoryEventStore,
  type EventStore,
  type LogHead,
  type StoredEvent,
} from '@casebook/event-store';
import { newEvent } from '@casebook/event-store/contract';
import { Instant, literal } from '@casebook/vocabulary';
import { any, stream } from '../contract/events';
import { right } from '../contract/promise';
import { LogHeadCodec } from './log-head';

const seenAt = literal(Instant, '2026-05-01T00:00:00.000Z');

/** Three streams of five events, turn by turn: positions 1 to 15. */
const written = async (): Promise<EventStore> => {
  const store = memoryEventStore({ clock: () => seenAt });
  for (let turn = 0; turn < 5; turn += 1)
    for (const id of ['a', 'b', 'c']) await right(store.append(stream(id), any, [newEvent(`${id} ${turn}`)]));
  return store;
};

/** The log with its events exchanged by others, in order of position. */
const exchanged = async (by: (events: ReadonlyArray<StoredEvent>) => ReadonlyArray<StoredEvent>) => {
  const store = memoryEventStore();
  const { events } = await right((await written()).readAll({ after: 0, limit: 100 }));
  const others = [...by(events)].sort((a, b) => a.position - b.position);
  const page = { events: others, position: 15, end: true };
  return {
    ...store,
    head: () => async () => ({ _tag: 'Right', right: 15 }) as const,
    readAll: () => async () => ({ _tag: 'Right', right: page }) as const,
  };
};

const headOf = async (store: Pick<EventStore, 'readAll' | 'readStream' | 'head'>): Promise<LogHead> => ({
  ...(await right(checkLog(store))).head,
  seenAt,
});

const at = (position: number, change: Partial<StoredEvent>) => (events: ReadonlyArray<StoredEvent>) =>
  events.map((event) => (event.position === position ? { ...event, ...change } : event));
/** By somebody who can compute hashes. */
const rehashedAt = (position: number, change: Partial<StoredEvent>) => (events: ReadonlyArray<StoredEvent>) =>
  events.map((event) => {
    if (event.position !== position) return event;
    const other = { ...event, ...change };
    return { ...other, hash: hashOf(other) };
  });

describe('a check of a log', () => {
  test('finds nothing in one that its appends have written, and says how it stands', async () => {
    const store = await written();
    const { head, findings } = await right(checkLog(store));
    expect(findings).toEqual([]);
    expect(head).toMatchObject({ position: 15, events: 15 });
    await right(store.append(stream('a'), any, [newEvent('more')]));
    expect((await right(checkLog(store, { heads: [{ ...head, seenAt }] }))).findings).toEqual([]);
    expect((await right(checkLog(memoryEventStore()))).head).toMatchObject({ position: 0, events: 0 });
  });

  test.each([
    ['a changed text', at(5, { data: '{}' }), [{ kind: 'changed', position: 5, stream: stream('b'), revision: 1 }]],
    ['a changed hash', at(5, { hash: '0'.repeat(64) }), [{ kind: 'changed', position: 5 }]],
    ['a changed revision', at(5, { revision: 7 }), [{ kind: 'changed', position: 5 }]],
    ['a changed event whose hash was made anew', rehashedAt(5, { data: '{}' }), [{ kind: 'changed', position: 5 }]],
    [
      'an event that was removed',
      (events: ReadonlyArray<StoredEvent>) => events.filter(({ position }) => position !== 5 && position !== 8),
      [{ kind: 'removed', stream: stream('b'), revision: 1, events: 2, after: 2 }],
    ],
    [
      'the first event of a stream that was removed',
      (events: ReadonlyArray<StoredEvent>) => events.filter(({ position }) => position !== 2),
      [{ kind: 'removed', stream: stream('b'), revision: 0, events: 1, after: 0 }],
    ],
    [
      'an event that was put in',
      (events: ReadonlyArray<StoredEvent>) => [
        ...events,
        ...events.slice(4, 5).map((event) => ({ ...event, position: 9.5 })),
      ],
      [{ kind: 'inserted', position: 9.5, stream: stream('b'), revision: 1 }],
    ],
    ['an event that was moved', at(5, { position: 9.5 }), [{ kind: 'changed', position: 9.5, revision: 1 }]],
  ])('names %s', async (_, change, findings) => {
    const store = await exchanged(change);
    expect((await right(checkLog(store))).findings).toMatchObject(findings);
  });

  test('shows by an earlier head what was done with all hashes made anew, and between which positions', async () => {
    const earlier = {
      ...(await headOf({ ...(await written()), head: () => async () => ({ _tag: 'Right', right: 6 }) as const })),
    };
    const head = await headOf(await written());
    const rehashed = await exchanged(rehashedAt(14, { data: '{}' })); // the last of its stream: nothing follows it
    expect((await right(checkLog(rehashed))).findings).toEqual([]);
    expect((await right(checkLog(rehashed, { heads: [head, earlier] }))).findings).toEqual([
      { kind: 'rewritten', after: 6, upTo: 15, seen: 15, found: 15 },
    ]);
    const cut = await exchanged((events) => events.slice(0, 12));
    expect((await right(checkLog(cut, { heads: [earlier, head] }))).findings).toEqual([
      { kind: 'rewritten', after: 6, upTo: 15, seen: 15, found: 12 },
    ]);
  });

  test('does not tell of a head what a finding explains', async () => {
    const head = await headOf(await written());
    const changed = await exchanged(at(5, { hash: '0'.repeat(64) }));
    expect((await right(checkLog(changed, { heads: [head] }))).findings).toHaveLength(1);
  });
});

describe('a head in a file', () => {
  test('must be one', () => {
    const head = { position: 3, events: 3, root: 'a'.repeat(64), seenAt };
    expect(LogHeadCodec.is(head)).toBe(true);
    for (const wrong of [{ position: -1 }, { events: 1.5 }, { root: 'A' }, { seenAt: 'yesterday' }])
      expect(LogHeadCodec.decode({ ...head, ...wrong })._tag).toBe('Left');
  });
});
