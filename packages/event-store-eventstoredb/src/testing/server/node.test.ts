import {
  ANY,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  NotLeaderError,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  UnavailableError,
  WrongExpectedVersionError,
  type AllStreamSubscription,
  type AppendExpectedRevision,
} from '@eventstore/db-client';
import { startCluster, startNode, transactionLog, type EventStoreNode } from '../index';

const event = (id: string) =>
  jsonEvent({ id: `00000000-0000-4000-8000-${id.padStart(12, '0')}`, type: 'Happened', data: { id } });

const all = async <A>(stream: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
  const seen: A[] = [];
  for await (const one of stream) seen.push(one);
  return seen;
};

describe('a node of the tests, asked by the client itself', () => {
  let node: EventStoreNode;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    node = await startNode();
    client = EventStoreDBClient.connectionString(`${node.url}&defaultDeadline=2000`);
  });
  afterEach(async () => {
    await client.dispose();
    await node.close();
  });
  const append = (stream: string, ids: ReadonlyArray<string>, expectedRevision: AppendExpectedRevision = ANY) =>
    client.appendToStream(stream, ids.map(event), { expectedRevision });
  const read = (stream: string) => all(client.readStream(stream));

  test('takes events and gives them back, in order, each at a position of its own', async () => {
    const { nextExpectedRevision, position } = await append('one', ['1', '2']);
    const events = await read('one');
    expect(nextExpectedRevision).toBe(1n);
    expect(events.map(({ event: one }) => [one?.revision, one?.data])).toEqual([
      [0n, { id: '1' }],
      [1n, { id: '2' }],
    ]);
    expect(events[1]?.event?.position).toEqual(position);
    expect(Number(events[0]?.event?.position?.commit)).toBeLessThan(Number(position?.commit));
  });

  test('refuses what is not expected, and says what is there', async () => {
    await expect(append('one', ['1'], STREAM_EXISTS)).rejects.toMatchObject({ actualVersion: 'no_stream' });
    await append('one', ['1', '2'], NO_STREAM);
    for (const expected of [NO_STREAM, 0n, 7n] as const)
      await expect(append('one', ['3'], expected)).rejects.toMatchObject({
        type: 'wrong-expected-version',
        actualVersion: 1n,
      });
    expect(await append('one', ['3'], STREAM_EXISTS)).toMatchObject({ nextExpectedRevision: 2n });
    expect(await append('one', ['4'], 2n)).toMatchObject({ nextExpectedRevision: 3n });
  });

  test('answers ids that stand where they are expected as it did the first time, and writes nothing', async () => {
    const first = await append('one', ['1', '2'], NO_STREAM);
    await append('one', ['3'], 1n);
    expect(await append('one', ['1', '2'], NO_STREAM)).toMatchObject({ position: first.position });
    expect(await append('one', ['1', '2'], ANY)).toMatchObject({ position: first.position });
    await expect(append('one', ['2', '9'], ANY)).rejects.toThrow(WrongExpectedVersionError);
    expect(await read('one')).toHaveLength(3);
  });

  test('forgets ids where nothing is expected, as the server promises no more', async () => {
    const forgetful = await startNode({ log: transactionLog({ remembered: 1 }) });
    const other = EventStoreDBClient.connectionString(forgetful.url);
    await other.appendToStream('one', [event('1')]);
    await other.appendToStream('one', [event('2')]);
    await other.appendToStream('one', [event('1')]);
    expect(await all(other.readStream('one'))).toHaveLength(3);
    await other.dispose();
    await forgetful.close();
  });

  test('reads the whole log from its positions, both ways, and refuses others', async () => {
    await append('one', ['1', '2']);
    await append('two', ['3']);
    const log = (await all(client.readAll())).slice(1); // the server's own comes first
    const positions = log.map(({ event: one }) => one?.position);
    const [, second] = positions;
    if (second === undefined) throw new Error('there are three events');
    expect(await all(client.readAll({ fromPosition: second }))).toHaveLength(2);
    expect(await all(client.readAll({ direction: 'backwards', fromPosition: second }))).toHaveLength(2);
    expect(await all(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 }))).toEqual(
      log.slice(-1),
    );
    const between = { commit: second.commit + 1n, prepare: second.prepare + 1n };
    await expect(all(client.readAll({ fromPosition: between }))).rejects.toThrow('invalid position');
  });

  test('follows the log with a filter, says how far it has got, and that it has caught up', async () => {
    await append('other-1', ['1']);
    const seen: string[] = [];
    const subscription: AllStreamSubscription = client.subscribeToAll({
      filter: streamNameFilter({
        prefixes: ['case-'],
        maxSearchWindow: 2,
        checkpointInterval: 1,
        checkpointReached: () => void seen.push('checkpoint'),
      }),
    });
    const caughtUp = new Promise((resolve) => subscription.on('caughtUp', () => resolve(seen.push('caught up'))));
    const live = new Promise((resolve) =>
      subscription.on('data', ({ event: one }) => resolve(seen.push(String(one?.streamId)))),
    );
    await caughtUp;
    await append('other-1', ['2', '3']);
    await append('case-1', ['4']);
    await live;
    expect(seen).toEqual(['checkpoint', 'caught up', 'checkpoint', 'case-1']);
    await subscription.unsubscribe();
  });

  test('follows links where that is asked for, and gives the link alone where what it names is gone', async () => {
    await append('one', ['1']);
    for (const [id, target] of [
      ['7', '0@one'],
      ['8', '5@one'],
    ] as const)
      node.log.append('links', 'any', [
        { id, type: '$>', isJson: false, data: Buffer.from(target), metadata: Buffer.alloc(0) },
      ]);
    const [found, gone] = await all(client.readStream('links', { resolveLinkTos: true }));
    expect(found?.event?.data).toEqual({ id: '1' });
    expect(gone?.event).toBeUndefined();
    expect(gone?.link?.revision).toBe(1n);
  });

  test('deletes softly and for ever', async () => {
    await append('one', ['1', '2']);
    await client.deleteStream('one');
    await expect(read('one')).rejects.toThrow(StreamNotFoundError);
    expect(await append('one', ['3'], NO_STREAM)).toMatchObject({ nextExpectedRevision: 2n });
    expect(await read('one')).toHaveLength(1);
    await client.tombstoneStream('one');
    await expect(read('one')).rejects.toThrow(StreamDeletedError);
    await expect(append('one', ['4'])).rejects.toThrow(StreamDeletedError);
    const kept = (await all(client.readAll())).filter(({ event: one }) => one?.streamId === 'one');
    expect(kept).toHaveLength(4);
    node.log.scavenge();
    const left = (await all(client.readAll())).filter(({ event: one }) => one?.streamId === 'one');
    expect(left.map(({ event: one }) => one?.type)).toEqual(['$streamDeleted']);
  });

  test('hides what its metadata truncates', async () => {
    await append('one', ['1', '2', '3', '4']);
    await client.setStreamMetadata('one', { truncateBefore: 1, maxCount: 2 });
    expect((await read('one')).map(({ event: one }) => one?.revision)).toEqual([2n, 3n]);
  });

  test('refuses an append that is larger than it takes', async () => {
    const large = jsonEvent({ type: 'Large', data: 'x'.repeat(1_100_000) });
    await expect(client.appendToStream('one', large)).rejects.toMatchObject({ type: 'maximum-append-size-exceeded' });
  });

  test('fails as it is told to', async () => {
    await append('warm', ['0']);
    node.fail([{ of: 'batchAppend', is: 'notReady', when: 'before' }]);
    await expect(append('one', ['1'])).rejects.toThrow(UnavailableError);
    node.fail([{ of: 'batchAppend', is: 'cut', when: 'afterwards' }]);
    await expect(append('one', ['2'])).rejects.toThrow();
    node.fail([{ of: 'read', is: 'notLeader', leader: { host: '127.0.0.1', port: node.port } }]);
    await expect(read('one')).rejects.toThrow(NotLeaderError);
    expect((await read('one')).map(({ event: one }) => one?.data)).toEqual([{ id: '2' }]);
    expect(node.faultsLeft()).toBe(0);
  });
});

describe('a cluster of the tests, asked by the client itself', () => {
  test('tells who leads, and refuses writes on another node', async () => {
    const cluster = await startCluster(3);
    const client = EventStoreDBClient.connectionString(cluster.url);
    await client.appendToStream('one', event('1'), { requiresLeader: true });
    cluster.elect(cluster.nodes[2] ?? null);
    await expect(client.appendToStream('one', event('2'), { requiresLeader: true })).rejects.toThrow();
    await client.appendToStream('one', event('2'), { requiresLeader: true });
    expect(await all(client.readStream('one'))).toHaveLength(2);
    await client.dispose();
    await cluster.close();
  });
});
