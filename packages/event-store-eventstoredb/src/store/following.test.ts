import type { EventStore, StoredEvent } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { right } from '../testing/answers';
import { opened, streamOf, type Opened } from '../testing/opened';

const any = { is: 'any' } as const;

/** Follows until so many events have come. */
const follow = async (store: EventStore, count: number): Promise<ReadonlyArray<StoredEvent>> => {
  const seen: StoredEvent[] = [];
  for await (const page of store.subscribe({ after: 0 })) {
    seen.push(...page.events);
    if (seen.length >= count) break;
  }
  return seen;
};

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

describe('a subscription', () => {
  let log: Opened;
  beforeEach(async () => {
    log = await opened({ idsWithin: 'stream' });
  });
  afterEach(() => log.close());

  test('comes back by itself after its server was gone, and has missed nothing and told nothing twice', async () => {
    const seen = follow(log.store, 30);
    for (const round of [0, 1, 2]) {
      await right(log.store.append(streamOf(`s${round}`), any, newEvents(`round ${round}`, 10)));
      await pause(30);
      await log.node.kill();
      await pause(100);
      await log.node.start();
    }
    const all = await right(log.store.readAll({ after: 0, limit: 100 }));
    expect(await seen).toEqual(all.events);
  });

  test('hears what another process writes, also after its connection broke', async () => {
    const seen = follow(log.store, 4);
    const other = await opened({}, { log: log.node.log });
    for (const index of [0, 1, 2, 3]) {
      const before = log.node.asked('subscribe');
      await right(other.store.append(streamOf('one'), any, [newEvent(`${index}`)]));
      await pause(40);
      log.node.cut();
      while (index < 3 && log.node.asked('subscribe') === before) await pause(10);
    }
    expect((await seen).map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
    await other.close();
  });

  test('is one for all who follow, and none where nobody does', async () => {
    const leaving = new AbortController();
    const followers = Array.from({ length: 10 }, async () => {
      for await (const _ of log.store.subscribe({ after: 0, signal: leaving.signal }));
    });
    while (log.node.asked('subscribe') === 0) await pause(10);
    await pause(100); // for another one to come, if there were one
    expect(log.node.asked('subscribe')).toBe(1);
    leaving.abort();
    await Promise.all(followers);
    log.node.cut();
    await pause(100);
    expect(log.node.asked('subscribe')).toBe(1);
  });

  test('survives a storm of broken connections while many append, and leaves no connection behind', async () => {
    const count = 120;
    const followers = [1, 2, 3, 4, 5].map(() => follow(log.store, count));
    let isOver = false;
    const storm = (async () => {
      for (let round = 0; round < 60 && !isOver; round += 1) {
        await pause(15);
        log.node.cut();
      }
    })();
    const appends = Array.from({ length: count }, (_, index) => index);
    const answers = await Promise.all(
      appends.map((index) => right(log.store.append(streamOf(`s${index % 7}`), any, [newEvent(`storm ${index}`)]))),
    );
    isOver = true;
    await storm;
    const all = await right(log.store.readAll({ after: 0, limit: 1_000 }));
    expect(all.events).toHaveLength(count);
    expect(new Set(answers.map(({ position }) => position))).toEqual(
      new Set(all.events.map(({ position }) => position)),
    );
    for (const seen of await Promise.all(followers)) expect(seen).toEqual(all.events);
    await pause(50);
    expect(log.node.connections()).toBeLessThanOrEqual(2);
  }, 30_000);

  test('reads no more than its consumer can deal with', async () => {
    await right(log.store.append(streamOf('one'), any, newEvents('many', 3_000)));
    const before = log.node.asked('read');
    for await (const page of log.store.subscribe({ after: 0 })) {
      expect(page.events).toHaveLength(1_000);
      await pause(100);
      // Heads and pages: the one that is dealt with, and the one after it.
      expect(log.node.asked('read') - before).toBeLessThanOrEqual(4);
      break;
    }
  });
});
