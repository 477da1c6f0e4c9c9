import { newEvent } from '@casebook/event-store/contract';
import { openEventStoreDb, eventStoreDbEventStore, type EventStoreDb } from '@casebook/event-store-eventstoredb';
import type { EventStore } from '@casebook/event-store';
import { left, right } from '../testing/answers';
import { streamOf } from '../testing/opened';
import { startCluster, type Cluster } from '../testing/server/cluster';

const any = { is: 'any' } as const;

describe('a cluster of three', () => {
  let cluster: Cluster;
  let esdb: EventStoreDb;
  let store: EventStore;
  beforeEach(async () => {
    cluster = await startCluster(3);
    esdb = await openEventStoreDb(cluster.url);
    store = eventStoreDbEventStore(esdb, { deadline: 5_000 });
  });
  afterEach(async () => {
    await store.close();
    esdb.close();
    await cluster.close();
  });
  const append = (name: string) => right(store.append(streamOf('one'), any, [newEvent(name)]));

  test('is asked at the node that leads, however it was found', async () => {
    await append('a');
    cluster.elect(cluster.nodes[1] ?? null);
    await append('b');
    expect(cluster.nodes[1]?.asked('batchAppend')).toBeGreaterThan(0);
    cluster.elect(cluster.nodes[2] ?? null);
    expect(await right(store.head())).toBeGreaterThan(0);
    expect((await append('c')).revision).toBe(2);
  });

  test('goes on where the node that leads is lost, again and again, in the middle of appends', async () => {
    let sent = 0;
    for (let round = 0; round < 6; round += 1) {
      const leader = cluster.leader();
      if (leader === undefined) throw new Error('somebody leads');
      leader.fail([
        { of: 'batchAppend', is: 'silence', when: round % 2 === 0 ? 'before' : 'afterwards', after: round % 3 },
      ]);
      const appends = Promise.all([1, 2, 3].map(() => append(`${(sent += 1)}`)));
      await new Promise((resolve) => setTimeout(resolve, 30));
      await cluster.lose(leader);
      await appends;
      await cluster.revive(leader);
    }
    const events = await right(store.readStream(streamOf('one')));
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 18 }, (_, index) => index));
    expect(new Set(events.map(({ id }) => id)).size).toBe(18);
  }, 30_000);

  test('is waited for while nobody leads, and not for ever', async () => {
    await append('a');
    cluster.elect(null);
    setTimeout(() => cluster.elect(cluster.nodes[2] ?? null), 200);
    expect((await append('b')).revision).toBe(1);
    cluster.elect(null);
    const impatient = eventStoreDbEventStore(esdb, { deadline: 300 });
    expect(await left(impatient.append(streamOf('one'), any, [newEvent('c')]))).toMatchObject({
      type: 'StoreUnavailable',
    });
    await impatient.close();
  });

  test('is found by one name for all, too', async () => {
    const [node] = cluster.nodes;
    cluster.elect(cluster.nodes[2] ?? null);
    const found = await openEventStoreDb(`esdb+discover://127.0.0.1:${node?.port}?tls=false`);
    const other = eventStoreDbEventStore(found);
    expect(await right(other.append(streamOf('two'), any, [newEvent('two')]))).toMatchObject({ revision: 0 });
    expect(node?.asked('batchAppend')).toBe(0);
    await other.close();
    found.close();
  });
});
