import * as fc from 'fast-check';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { left, right } from '../testing/answers';
import { opened, streamOf, type Opened } from '../testing/opened';
import type { Fault } from '../testing/server/faults';

const any = { is: 'any' } as const;
const noStream = { is: 'noStream' } as const;

describe('an append whose answer is lost', () => {
  let log: Opened;
  beforeEach(async () => {
    log = await opened({ deadline: 5_000 });
  });
  afterEach(() => log.close());

  const ways: ReadonlyArray<Fault> = (['before', 'afterwards'] as const).flatMap((when): ReadonlyArray<Fault> => [
    { of: 'batchAppend', is: 'cut', when },
    { of: 'batchAppend', is: 'notReady', when },
    { of: 'batchAppend', is: 'timeout', when },
  ]);

  test.each(ways)('is taken once, and answered, where the node fails: $is, $when it was written', async (fault) => {
    await right(log.store.append(streamOf('one'), noStream, newEvents('first', 2)));
    // With claims: the first write is the claim, the second the event.
    for (const after of [0, 1]) {
      log.node.fail([{ ...fault, after }]);
      const { revision, repeated, events } = await right(
        log.store.append(streamOf('one'), any, [newEvent(`lost ${after}`)]),
      );
      expect([revision, repeated, log.node.faultsLeft()]).toEqual([2 + after, false, 0]);
      expect(await right(log.store.readStream(streamOf('one'), { from: 2 + after }))).toEqual(events);
    }
  });

  test('is taken once however often that happens, and the log is the same for whoever opens it next', async () => {
    const faults = fc.array(fc.tuple(fc.constantFrom(...ways), fc.nat(4)), { maxLength: 6 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(faults, fc.integer({ min: 1, max: 3 }), async (drawn, count) => {
        run += 1;
        const stream = streamOf(`run ${run}`);
        log.node.fail(drawn.map(([fault, after]) => ({ ...fault, after })));
        const names = ['a', 'b', 'c'].map((name) => `${run} ${name}`);
        const answers = await Promise.all(
          names.map((name) => right(log.store.append(stream, any, newEvents(name, count)))),
        );
        log.node.fail([]);
        expect(await right(log.store.readStream(stream))).toEqual(answers.flatMap(({ events }) => events));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('is StoreUnavailable after the deadline where the server falls silent, and repeating it gives the first answer', async () => {
    await log.close();
    log = await opened({ deadline: 300 });
    await right(log.store.append(streamOf('one'), noStream, [newEvent('first')]));
    log.node.fail([{ of: 'batchAppend', is: 'silence', when: 'afterwards', after: 1 }]);
    const append = log.store.append(streamOf('one'), any, [newEvent('lost')]);
    expect(await left(append)).toEqual({
      type: 'StoreUnavailable',
      message: 'the server has not answered within the deadline',
    });
    expect(await right(append)).toMatchObject({ revision: 1, repeated: true });
    expect(await right(log.store.readStream(streamOf('one')))).toHaveLength(2);
  });

  test('is tried elsewhere where the whole connection falls silent', async () => {
    await log.close();
    log = await opened({ deadline: 400 });
    await right(log.store.append(streamOf('one'), noStream, [newEvent('first')]));
    log.node.silence();
    expect(await left(log.store.append(streamOf('one'), any, [newEvent('lost')]))).toMatchObject({
      type: 'StoreUnavailable',
    });
    log.node.cut();
    expect(await right(log.store.append(streamOf('one'), any, [newEvent('lost')]))).toMatchObject({ revision: 1 });
  });

  test('that comes too late is no answer to anything else', async () => {
    await log.close();
    log = await opened({ deadline: 150 });
    await right(log.store.append(streamOf('one'), noStream, [newEvent('first')]));
    log.node.fail([{ of: 'batchAppend', is: 'late', millis: 400, after: 1 }]);
    const late = left(log.store.append(streamOf('one'), any, [newEvent('late')]));
    expect(await late).toMatchObject({ type: 'StoreUnavailable' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await right(log.store.append(streamOf('one'), any, [newEvent('late')]))).toMatchObject({ revision: 1 });
    expect(await right(log.store.append(streamOf('two'), any, [newEvent('next')]))).toMatchObject({ revision: 0 });
  });

  test('fails no other append: a refusal in the same call is its own', async () => {
    const stream = (index: number) => streamOf(`s${index}`);
    await right(log.store.append(stream(3), noStream, [newEvent('there')]));
    const answers = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((index) => log.store.append(stream(index), noStream, [newEvent(`now ${index}`)])()),
    );
    expect(answers.map(({ _tag }) => _tag)).toEqual(['Right', 'Right', 'Right', 'Left', 'Right', 'Right']);
  });

  test('tells of a conflict at which revision the stream is, whatever it is', async () => {
    await right(log.store.append(streamOf('one'), noStream, newEvents('first', 5)));
    expect(await left(log.store.append(streamOf('one'), noStream, [newEvent('late')]))).toMatchObject({ actual: 4 });
    expect(await left(log.store.append(streamOf('none'), { is: 'exists' }, [newEvent('x')]))).toMatchObject({
      actual: null,
    });
  });
});

describe('a read whose connection fails', () => {
  let log: Opened;
  beforeAll(async () => {
    log = await opened({ deadline: 5_000, idsWithin: 'stream' });
    for (const name of ['a', 'b', 'c']) await right(log.store.append(streamOf(name), noStream, newEvents(name, 40)));
  });
  afterAll(() => log.close());

  test.each<Fault>([
    { of: 'read', is: 'cut', when: 'before' },
    { of: 'read', is: 'cut', when: 'afterwards' },
    { of: 'read', is: 'notReady', when: 'before' },
    { of: 'read', is: 'endsAfter', messages: 7, by: 'cut' },
    { of: 'read', is: 'endsAfter', messages: 7, by: 'notReady' },
  ])('is read whole, and nothing twice: $is', async (fault) => {
    const wanted = await right(log.store.readAll({ after: 0, limit: 1_000 }));
    expect(wanted.events).toHaveLength(120);
    for (const after of [0, 1]) {
      log.node.fail([{ ...fault, after }]);
      expect(await right(log.store.readAll({ after: 0, limit: 1_000 }))).toEqual(wanted);
    }
    log.node.fail([fault]);
    expect(await right(log.store.readStream(streamOf('b')))).toHaveLength(40);
  });

  test('is StoreUnavailable after the deadline where nothing answers', async () => {
    const impatient = await opened({ deadline: 200 });
    impatient.node.fail([{ of: 'read', is: 'silence', when: 'before' }]);
    expect(await left(impatient.store.head())).toEqual({
      type: 'StoreUnavailable',
      message: 'the server has not answered within the deadline',
    });
    await impatient.close();
  });
});
