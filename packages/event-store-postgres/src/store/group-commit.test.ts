import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { StreamName, streamName } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { literal, TenantId, type EventId } from '@casebook/vocabulary';
import { groupCommit, together, type Grouping, type Request } from './group-commit';

const append = (name: string, characters = 2, stream = name): Request => ({
  stream: streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: stream }),
  events: [newEvent(name, { data: 'x'.repeat(characters) })],
});

const plenty: Grouping = {
  concurrency: 1,
  together,
  waiting: { appends: Infinity, characters: Infinity },
};

/** A group commit whose writing goes on when it is told to, and what it has written. */
const held = (grouping: Partial<Grouping>) => {
  const groups: ReadonlyArray<string>[] = [];
  const going: Array<() => void> = [];
  const write = (group: NonEmptyArray<Request>): Promise<ReadonlyArray<string>> =>
    new Promise((resolve) => {
      const streams = group.map(({ stream }) => stream.slice('thing-acme_'.length));
      groups.push(streams);
      going.push(() => resolve(streams.map((stream) => `wrote ${stream}`)));
    });
  const enqueue = groupCommit<Request, string>({ ...plenty, ...grouping, write, refuse: (full) => `full: ${full}` });
  const turn = () => new Promise(setImmediate);
  const goOn = async (): Promise<void> => {
    await turn();
    for (let next = going.shift(); next !== undefined; next = going.shift()) {
      next();
      await turn();
    }
  };
  return { enqueue, groups, goOn, turn };
};

describe('appends in groups', () => {
  test('beyond the number that may wait are refused at once, and all others are written', async () => {
    const { enqueue, groups, goOn, turn } = held({ waiting: { appends: 2, characters: Infinity } });
    const first = enqueue(append('a'));
    await turn();
    const waiting = [enqueue(append('b')), enqueue(append('c'))];
    expect(await enqueue(append('d'))).toBe('full: 2 appends wait already, the most allowed');
    await goOn();
    expect(await Promise.all([first, ...waiting])).toEqual(['wrote a', 'wrote b', 'wrote c']);
    const again = enqueue(append('d'));
    await goOn();
    expect(await again).toBe('wrote d');
    expect(groups).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  test('beyond the characters that may wait are refused, but never where nothing waits', async () => {
    const { enqueue, goOn, turn } = held({ waiting: { appends: Infinity, characters: 10 } });
    const big = enqueue(append('big', 1_000));
    await turn();
    const small = enqueue(append('small', 6));
    expect(await enqueue(append('more', 5))).toBe('full: 6 characters wait to be appended, at most 10 are allowed');
    const fitting = enqueue(append('fitting', 4));
    await goOn();
    expect(await Promise.all([big, small, fitting])).toEqual(['wrote big', 'wrote small', 'wrote fitting']);
    const next = enqueue(append('next', 10));
    const after = enqueue(append('after', 1));
    expect(await after).toMatch(/^full: 10 characters/);
    await goOn();
    expect(await next).toBe('wrote next');
  });

  test('may wait in hundreds of thousands where that is allowed', async () => {
    const { enqueue, groups, goOn } = held({});
    const { stream, events } = append('same');
    const count = 200_000;
    // As cheap as can be: one stream and, from event to event, another id of no particular form.
    const nth = (index: number): Request => ({
      stream: literal(StreamName, `${stream} ${index % 1_000}`),
      events: [{ ...events[0], id: String(index) as EventId }],
    });
    const all = Array.from({ length: count }, (_, index) => enqueue(nth(index)));
    await goOn();
    expect(await Promise.all(all)).toHaveLength(count);
    expect(groups).toHaveLength(200);
  });

  test('of one are written one by one, those of a stream in their order, as many at once as is allowed', async () => {
    const { enqueue, groups, goOn, turn } = held({
      concurrency: 2,
      together: { appends: 1, events: 1, characters: 1 },
    });
    const all = ['a', 'b', 'c'].flatMap((stream) => [1, 2].map((n) => enqueue(append(`${stream} ${n}`, 2, stream))));
    await turn();
    expect(groups).toEqual([['a'], ['b']]);
    await goOn();
    await Promise.all(all);
    expect(groups).toHaveLength(6);
  });

  const many = (name: string, events: number): Request => ({ ...append(name), events: newEvents(name, events) });

  test.each([
    ['go together while their commit is most of the work', 100, 1, [100]],
    ['are shared out among the free calls where they are much work', 8, 100, [4, 4]],
    ['go in calls of a bounded size where they are more than that', 24, 1_000, [5, 5, 5, 5, 4]],
  ])('%s', async (_, appends, events, sizes) => {
    const { enqueue, groups, goOn } = held({ concurrency: 2 });
    const all = Array.from({ length: appends }, (__, index) => enqueue(many(`many ${index}`, events)));
    await goOn();
    await Promise.all(all);
    expect(groups.map((group) => group.length)).toEqual(sizes);
  });
});
