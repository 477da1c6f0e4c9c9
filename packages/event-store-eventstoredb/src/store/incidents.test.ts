import { EventStoreDBClient } from '@eventstore/db-client';
import { checkLog, type LogFinding } from '@casebook/event-store';
import { streamIncidents } from '@casebook/event-store-eventstoredb';
import { newEvents } from '@casebook/event-store/contract';
import { right } from '../testing/answers';
import { opened, streamOf, type Opened } from '../testing/opened';

const any = { is: 'any' } as const;

describe('a check of a log whose streams somebody has changed on the server', () => {
  let log: Opened;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    log = await opened({ idsWithin: 'stream' });
    client = EventStoreDBClient.connectionString(log.node.url);
    for (const id of ['one', 'two']) await right(log.store.append(streamOf(id), any, newEvents(id, 4)));
  });
  afterEach(async () => {
    await client.dispose();
    await log.close();
  });
  const found = async (): Promise<ReadonlyArray<LogFinding>> =>
    (await right(checkLog(log.store, { witness: streamIncidents(log.esdb) }))).findings;

  test('finds nothing where nobody has', async () => {
    await client.setStreamMetadata('case-acme_one', { owner: 'ada' });
    await client.setStreamMetadata('invoice-1', { truncateBefore: 1 });
    expect(await found()).toEqual([]);
  });

  test('names a stream that was deleted, before and after it is gone for good', async () => {
    await client.deleteStream('case-acme_one');
    const hidden = { kind: 'hidden', by: 'deletion', stream: 'case-acme_one', revision: null };
    expect(await found()).toEqual([expect.objectContaining(hidden)]);
    expect(await right(log.store.readStream(streamOf('one')))).toEqual([]);
    log.node.log.scavenge();
    expect(await found()).toEqual([expect.objectContaining(hidden)]);
  });

  test('names a stream that was deleted for ever', async () => {
    await client.tombstoneStream('case-acme_two');
    expect(await found()).toEqual([
      expect.objectContaining({ kind: 'hidden', by: 'tombstone', stream: 'case-acme_two' }),
    ]);
  });

  test('names a stream that was truncated, and what a scavenge has removed of it', async () => {
    await client.setStreamMetadata('case-acme_two', { truncateBefore: 2 });
    const hidden = expect.objectContaining({ kind: 'hidden', by: 'truncation', stream: 'case-acme_two', revision: 2 });
    expect(await found()).toEqual([hidden]);
    log.node.log.scavenge();
    const removed = { kind: 'removed', stream: 'case-acme_two', revision: 0, events: 2, after: 0 };
    expect(await found()).toEqual([removed, hidden]);
  });

  test('names a stream that the server was told to keep a part of only', async () => {
    await client.setStreamMetadata('case-acme_one', { maxCount: 100 });
    expect(await found()).toEqual([expect.objectContaining({ kind: 'hidden', by: 'limit', stream: 'case-acme_one' })]);
  });

  test('sees by a head that was kept elsewhere that a whole stream is gone', async () => {
    const { head } = await right(checkLog(log.store));
    await client.deleteStream('case-acme_one');
    log.node.log.scavenge();
    const heads = [{ ...head, seenAt: '2026-03-01T12:00:00.000Z' as never }];
    const { findings } = await right(checkLog(log.store, { heads, witness: streamIncidents(log.esdb) }));
    expect(findings.map(({ kind }) => kind)).toEqual(['rewritten', 'hidden']);
  });
});
