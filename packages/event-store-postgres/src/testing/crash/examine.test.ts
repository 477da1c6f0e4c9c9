import * as E from 'fp-ts/Either';
import { memoryEventStore, type StoredEvent } from '@casebook/event-store';
import { appendOf, nameOf } from './appends';
import { faultsIn, type Acknowledged } from './examine';

describe('the examination of a log after a crash', () => {
  let log: ReadonlyArray<StoredEvent>;
  let acknowledged: ReadonlyArray<Acknowledged>;
  beforeEach(async () => {
    const store = memoryEventStore();
    const heard: Acknowledged[] = [];
    for (let turn = 0; turn < 12; turn += 1)
      for (const loop of [0, 1, 4]) {
        const name = nameOf(1, loop, turn);
        const { stream, expected, events } = appendOf(name);
        const answer = await store.append(stream, expected, events)();
        if (E.isLeft(answer)) throw new Error(`${name} was refused`);
        heard.push({ name, position: answer.right.position, revision: answer.right.revision });
      }
    const page = await store.readAll({ after: 0, limit: 1_000 })();
    log = E.isRight(page) ? page.right.events : [];
    acknowledged = heard;
  });

  test('finds nothing where everything is there once', () => {
    expect(log.length).toBeGreaterThan(60);
    expect(faultsIn(log, acknowledged)).toEqual([]);
    expect(faultsIn(log, [])).toEqual([]); // what was not acknowledged may be there
    expect(faultsIn([], [])).toEqual([]); // or not
  });

  test('finds an acknowledged append that is lost', () => {
    const lost = nameOf(1, 1, 11);
    const left = log.filter(({ correlationId }) => correlationId !== lost);
    expect(faultsIn(left, acknowledged)).toEqual([expect.stringMatching(/^1[.]1[.]11: acknowledged at .* lost$/)]);
    expect(
      faultsIn(
        left,
        acknowledged.filter(({ name }) => name !== lost),
      ),
    ).toEqual([]);
  });

  test('finds an append of which a part is there', () => {
    const torn = log.filter(({ position }) => position !== log.length);
    expect(faultsIn(torn, [])).toEqual([expect.stringContaining('which are not all of one append')]);
    expect(faultsIn(torn, [], { isStill: false })).toEqual([]); // the rest may be on its way
    const inTheMiddle = log.filter(({ position }) => position !== log.length / 2);
    expect(faultsIn(inTheMiddle, [], { isStill: false })).toContainEqual(
      expect.stringContaining('which are not all of one append'),
    );
  });

  test('finds what is there twice', () => {
    const twice = [...log, ...log.slice(-1).map((event) => ({ ...event, position: event.position + 1 }))];
    expect(faultsIn(twice, acknowledged)).toContain('an event id is there twice');
  });

  test('finds a stream with a hole, and positions out of order', () => {
    expect(faultsIn(log.slice(1), [])).toContainEqual(expect.stringMatching(/^thing-acme_shared 0: revisions are 1, /));
    expect(faultsIn([...log].reverse(), [])).toContain('positions do not ascend');
  });

  test('finds an append that stands elsewhere than was said, and appends of one writer that changed places', () => {
    const [first, ...others] = acknowledged;
    const moved = first === undefined ? [] : [{ ...first, position: 1_000 }, ...others];
    expect(faultsIn(log, moved)).toEqual([
      '1.0.0: acknowledged at 1000, and found at 1',
      '1.0: its appends are not in their order',
    ]);
  });
});
