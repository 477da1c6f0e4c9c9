import * as E from 'fp-ts/Either';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { left, right } from '../testing/answers';
import { opened, streamOf } from '../testing/opened';

const any = { is: 'any' } as const;

describe('many appends at once', () => {
  test('are all taken: a thousand, over few at a time', async () => {
    const log = await opened({ idsWithin: 'stream', underWay: 16 });
    const indices = Array.from({ length: 1_000 }, (_, index) => index);
    const answers = await Promise.all(
      indices.map((index) => right(log.store.append(streamOf(`s${index}`), any, [newEvent(`${index}`)]))),
    );
    expect(new Set(answers.map(({ position }) => position)).size).toBe(1_000);
    await log.close();
  });

  test('are under way so many at a time and no more', async () => {
    const log = await opened({ idsWithin: 'stream', underWay: 4, deadline: 500 });
    log.node.fail(Array.from({ length: 50 }, () => ({ of: 'batchAppend', is: 'silence', when: 'before' }) as const));
    const answers = Array.from({ length: 12 }, (_, index) =>
      log.store.append(streamOf(`s${index}`), { is: 'noStream' }, [newEvent(`${index}`)])(),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(log.node.asked('batchAppend')).toBe(4);
    log.node.fail([]);
    expect((await Promise.all(answers)).filter(E.isRight)).not.toHaveLength(0);
    await log.close();
  });

  test('are refused beyond what may wait, at once, and can be repeated', async () => {
    const log = await opened({ idsWithin: 'stream', underWay: 1, waiting: { appends: 2 } });
    const append = (index: number) => log.store.append(streamOf(`s${index}`), any, [newEvent(`${index}`)]);
    const answers = [0, 1, 2, 3].map((index) => append(index)());
    expect(await left(append(4))).toEqual({
      type: 'StoreUnavailable',
      message: '2 appends wait already, the most allowed: this one was not tried, and repeating it later is safe',
    });
    expect((await Promise.all(answers)).map(({ _tag }) => _tag)).toEqual(['Right', 'Right', 'Right', 'Left']);
    expect(await right(append(4))).toMatchObject({ revision: 0 });
    await log.close();
  });

  test('of large events go in several messages', async () => {
    const log = await opened({ idsWithin: 'stream' });
    const data = JSON.stringify({ text: 'x'.repeat(900_000) });
    const { events } = await right(log.store.append(streamOf('one'), any, newEvents('large', 5, { data })));
    expect(await right(log.store.readStream(streamOf('one')))).toEqual(events);
    await log.close();
  });

  test('larger than the server takes are refused, in words, and their ids are free', async () => {
    const log = await opened({}, { maxAppendSize: 1_000 });
    const data = JSON.stringify({ text: 'x'.repeat(2_000) });
    expect(await left(log.store.append(streamOf('one'), any, [newEvent('a', { data })]))).toEqual({
      type: 'StoreUnavailable',
      message: 'the append is larger than the 1000 bytes that the server takes: set its MaxAppendSize higher',
    });
    expect(await right(log.store.append(streamOf('two'), any, [newEvent('a')]))).toMatchObject({ revision: 0 });
    await log.close();
  });

  test('are finished before a store closes, and none is taken afterwards', async () => {
    const log = await opened();
    const append = log.store.append(streamOf('one'), any, [newEvent('one')])();
    await log.store.close();
    expect(await append).toMatchObject({ _tag: 'Right' });
    expect(await left(log.store.append(streamOf('one'), any, [newEvent('two')]))).toEqual({
      type: 'StoreUnavailable',
      message: 'the store is closed',
    });
    await log.close();
  });
});
