import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type { NewEvent, StreamName } from '@casebook/event-store';

/** What a group is made of: one append. */
export interface Request {
  readonly stream: StreamName;
  readonly events: NonEmptyArray<NewEvent>;
}

interface Waiting<R, A> {
  readonly request: R;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

// Enough that the commit is a small part of the work, and little enough that nobody waits long behind others.
const most = { appends: 1_000, events: 5_000, characters: 4_000_000 } as const;
// From so many events on a group is more work than its commit: halves of it, one prepared while the other is written, are done sooner.
const worthSplitting = 100;

const sizeOf = (events: ReadonlyArray<NewEvent>): number => events.reduce((size, { data }) => size + data.length, 0);

/**
 * Appends that arrive while others are under way share the next call, each with its own answer, those of one stream in the order
 * in which they came. Nothing is prepared before its turn: what waits costs no more than the caller's own events.
 */
export const groupCommit = <R extends Request, A>(
  concurrency: number,
  write: (group: NonEmptyArray<R>) => Promise<ReadonlyArray<A>>,
) => {
  let waiting: Waiting<R, A>[] = [];
  let underWay = 0;
  let isPlanned = false;
  const busy = new Set<StreamName>();

  /** How many events the next group may have, so that each free call gets its share of what waits. */
  const share = (): number => {
    const events = waiting.reduce((sum, { request }) => sum + request.events.length, 0);
    return Math.min(Math.max(Math.ceil(events / (concurrency - underWay)), worthSplitting), most.events);
  };

  const nextGroup = (): ReadonlyArray<Waiting<R, A>> => {
    const limit = share();
    const group: Waiting<R, A>[] = [];
    const left: Waiting<R, A>[] = [];
    const ids = new Set<string>();
    const passedOver = new Set<StreamName>(busy);
    let events = 0;
    let characters = 0;
    for (const [index, one] of waiting.entries()) {
      const { request } = one;
      // A repetition of what this very group brings is answered from the log, so it waits until that is written.
      if (passedOver.has(request.stream) || request.events.some(({ id }) => ids.has(id))) {
        passedOver.add(request.stream);
        left.push(one);
        continue;
      }
      events += request.events.length;
      characters += sizeOf(request.events);
      const isFull = group.length >= most.appends || events > limit || characters > most.characters;
      if (group.length > 0 && isFull) {
        left.push(...waiting.slice(index));
        break;
      }
      for (const { id } of request.events) ids.add(id);
      group.push(one);
    }
    waiting = left;
    return group;
  };

  const run = async (group: ReadonlyArray<Waiting<R, A>>): Promise<void> => {
    const [first, ...others] = group.map(({ request }) => request);
    if (first === undefined) return;
    const streams = new Set(group.map(({ request }) => request.stream));
    for (const stream of streams) busy.add(stream);
    underWay += 1;
    try {
      const answers = await write([first, ...others]);
      group.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('an append in a group was not answered'));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      underWay -= 1;
      for (const stream of streams) busy.delete(stream);
      start();
    }
  };

  const start = (): void => {
    while (underWay < concurrency) {
      const group = nextGroup();
      if (group.length === 0) return;
      void run(group);
    }
  };

  return (request: R): Promise<A> =>
    new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject });
      if (isPlanned) return;
      isPlanned = true;
      // What is asked for in the same turn goes together.
      setImmediate(() => {
        isPlanned = false;
        start();
      });
    });
};
