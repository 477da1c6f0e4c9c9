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

/** A number of appends, and of characters of their data. */
export interface Amount {
  readonly appends: number;
  readonly characters: number;
}

export interface Grouping {
  /** How many groups are under way at once. */
  readonly concurrency: number;
  /** The most that goes together; one append always does. */
  readonly together: Amount & { readonly events: number };
  /** The most that waits; one append always may. */
  readonly waiting: Amount;
}

interface Group<R, A> extends Grouping {
  readonly write: (group: NonEmptyArray<R>) => Promise<ReadonlyArray<A>>;
  /** The answer where too much waits already, in words what. */
  readonly refuse: (full: string) => A;
}

/** Enough that the commit is a small part of the work, and little enough that nobody waits long behind others. */
export const together = { appends: 1_000, events: 5_000, characters: 4_000_000 } as const;
/** Minutes of work, and some hundred megabytes. */
export const mostWaiting = { appends: 50_000, characters: 100_000_000 } as const;
/** From so many events on a group is more work than its commit: shares of it, one prepared while another is written, are done sooner. */
const worthSharing = 100;

const sizeOf = (events: ReadonlyArray<NewEvent>): number => events.reduce((size, { data }) => size + data.length, 0);

/**
 * Appends that arrive while others are under way share the next call, each with its own answer, those of one stream in the order
 * in which they came. Nothing is prepared before its turn: what waits costs no more than the caller's own events.
 */
export const groupCommit = <R extends Request, A>({
  concurrency,
  together: most,
  waiting: bound,
  write,
  refuse,
}: Group<R, A>) => {
  let waiting: ReadonlyArray<Waiting<R, A>> = [];
  let arrived: Waiting<R, A>[] = [];
  let charactersWaiting = 0;
  let eventsWaiting = 0;
  let underWay = 0;
  let isPlanned = false;
  const busy = new Set<StreamName>();

  /** How many events the next group may have, so that each free call gets its share of what waits. */
  const share = (): number =>
    Math.min(Math.max(Math.ceil(eventsWaiting / (concurrency - underWay)), worthSharing), most.events);

  const nextGroup = (): ReadonlyArray<Waiting<R, A>> => {
    waiting = arrived.length === 0 ? waiting : waiting.concat(arrived);
    arrived = [];
    const limit = share();
    const group: Waiting<R, A>[] = [];
    let left: Waiting<R, A>[] = [];
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
      const size = sizeOf(request.events);
      const isFull =
        group.length >= most.appends || events + request.events.length > limit || characters + size > most.characters;
      if (group.length > 0 && isFull) {
        left = left.concat(waiting.slice(index));
        break;
      }
      events += request.events.length;
      characters += size;
      for (const { id } of request.events) ids.add(id);
      group.push(one);
    }
    waiting = left;
    charactersWaiting -= characters;
    eventsWaiting -= events;
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

  // Refused, not made to wait: whoever waits holds its events all the same, so only a refusal bounds the memory, and only the
  // caller knows whether to slow down, to shed load or to give up. Repeating is safe.
  const fullWith = (size: number): string | undefined => {
    const appends = waiting.length + arrived.length;
    if (appends >= bound.appends) return `${appends} appends wait already, the most allowed`;
    if (appends > 0 && charactersWaiting + size > bound.characters)
      return `${charactersWaiting} characters wait to be appended, at most ${bound.characters} are allowed`;
    return undefined;
  };

  return (request: R): Promise<A> =>
    new Promise((resolve, reject) => {
      const size = sizeOf(request.events);
      const full = fullWith(size);
      if (full !== undefined) return resolve(refuse(full));
      arrived.push({ request, resolve, reject });
      charactersWaiting += size;
      eventsWaiting += request.events.length;
      if (isPlanned) return;
      isPlanned = true;
      // What is asked for in the same turn goes together.
      setImmediate(() => {
        isPlanned = false;
        start();
      });
    });
};
