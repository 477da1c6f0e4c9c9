import { expect } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/Either';
import type { StoredEvent } from '../../envelope';
import type { EventStore, LogFilter } from '../../port';
import { shareOf } from '../../share';
import { agrees } from './answers';
import { appendOf, asks, streamOf, tenantOf, type Ask } from './asks';
import { decide, type Append, type ModelEvent } from './model-log';

const rightOf = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isRight(answer)) return answer.right;
  throw new Error(`failed: ${JSON.stringify(answer.left)}`);
};

/** What a run knows: the model, the events as the store first told them, and what has been asked for. */
export interface Known {
  readonly run: string;
  /** The position at which the run began. */
  readonly begin: number;
  readonly log: ModelEvent[];
  readonly stored: StoredEvent[];
  readonly appends: Append[];
}

type Command = fc.AsyncCommand<Known, EventStore>;

const command = (name: string, run: (known: Known, store: EventStore) => Promise<void>, needs = false): Command => ({
  check: ({ appends }) => !needs || appends.length > 0,
  run,
  toString: () => name,
});

const appends = async (known: Known, store: EventStore, append: Append): Promise<void> => {
  const verdict = decide(known.log, append);
  const answer = await store.append(append.stream, append.expected, append.events)();
  if (!agrees(answer, verdict))
    throw new Error(`answered ${JSON.stringify(answer)}, where the model says ${JSON.stringify(verdict)}`);
  known.appends.push(append);
  if (E.isLeft(answer)) return;
  const { events } = answer.right;
  if (verdict.is === 'repeated')
    return expect(events).toEqual(
      known.stored.filter(({ tenant, id }) => events.some((event) => event.tenant === tenant && event.id === id)),
    );
  for (const event of events) {
    expect(event.position).toBeGreaterThan(known.stored.at(-1)?.position ?? known.begin);
    known.stored.push(event);
  }
  if (verdict.is === 'taken') known.log.push(...verdict.events);
};

const appending = asks(40).map((ask) =>
  command(`append ${JSON.stringify(ask)}`, (known, store) => appends(known, store, appendOf(known.run, ask))),
);

const earlier = ({ appends }: Known, nth: number): Append | undefined => appends[nth % appends.length];

const repeating = fc.tuple(fc.nat(), asks(40)).map(([nth, { expected }]) =>
  command(
    `repeat ${nth} ${JSON.stringify(expected)}`,
    async (known, store) => {
      const append = earlier(known, nth);
      if (append !== undefined) await appends(known, store, { ...append, expected });
    },
    true,
  ),
);

const changes = ['data', 'order', 'fewer', 'elsewhere'] as const;
const changed = (run: string, append: Append, change: (typeof changes)[number]): Append => {
  const { events } = append;
  const [first, ...others] = events;
  switch (change) {
    case 'data':
      return { ...append, events: [{ ...first, data: '{"changed":true}' }, ...others] };
    case 'order':
      return { ...append, events: [events.at(-1) ?? first, ...events.slice(0, -1)] };
    case 'fewer':
      return { ...append, events: [first] };
    case 'elsewhere':
      return { ...append, stream: streamOf(run, { tenant: 'two', category: 'rule', stream: 'c' }) };
  }
};

const repeatingOtherwise = fc.tuple(fc.nat(), fc.constantFrom(...changes)).map(([nth, change]) =>
  command(
    `repeat ${nth} with other ${change}`,
    async (known, store) => {
      const append = earlier(known, nth);
      if (append !== undefined) await appends(known, store, changed(known.run, append, change));
    },
    true,
  ),
);

const places = asks(1).map(({ stream, tenant, category }) => ({ stream, tenant, category }));

/** A stream, mostly one that is there. */
const streams = fc.tuple(places, fc.option(fc.nat(), { freq: 5 }));
const streamIn = (
  { run, stored }: Known,
  [place, nth]: readonly [Pick<Ask, 'stream' | 'tenant' | 'category'>, number | null],
) => (nth === null ? undefined : stored[nth % stored.length]?.stream) ?? streamOf(run, place);

const readingStream = fc.tuple(streams, fc.nat(3), fc.option(fc.nat())).map(([which, from, nth]) =>
  command(`read ${JSON.stringify({ which, from, nth })}`, async (known, store) => {
    const name = streamIn(known, which);
    const own = known.stored.filter(({ stream }) => stream === name);
    const upTo = nth === null ? undefined : (own[nth % own.length]?.position ?? known.begin);
    const read = rightOf(await store.readStream(name, { from, ...(upTo === undefined ? {} : { upTo }) })());
    expect(read).toEqual(own.filter(({ revision, position }) => revision >= from && position <= (upTo ?? Infinity)));
  }),
);

interface Filter {
  readonly tenant: Ask['tenant'] | null;
  readonly categories: ReadonlyArray<string> | null;
  readonly types: ReadonlyArray<string> | null;
  readonly shares: Required<LogFilter>['shares'] | null;
}

const filters: fc.Arbitrary<Filter> = fc.record({
  tenant: fc.constantFrom('one', 'two', null, null),
  categories: fc.option(fc.subarray(['thing', 'rule', 'none']), { freq: 1 }),
  types: fc.option(fc.subarray(['ThingHappened', 'OtherHappened', 'None']), { freq: 1 }),
  shares: fc.option(fc.record({ among: fc.constant(3), those: fc.subarray([0, 1, 2]) }), { freq: 1 }),
});

const filterOf = (run: string, { tenant, categories, types, shares }: Filter): LogFilter => ({
  ...(tenant === null ? {} : { tenant: tenantOf(run, tenant) }),
  ...(categories === null ? {} : { categories }),
  ...(types === null ? {} : { types }),
  ...(shares === null ? {} : { shares }),
});

/** Said otherwise than stores say it. */
const isLetThrough =
  ({ tenant, categories, types, shares }: LogFilter) =>
  (event: StoredEvent): boolean =>
    (tenant ?? event.tenant) === event.tenant &&
    (categories === undefined || categories.some((category) => event.stream.startsWith(`${category}-`))) &&
    (types ?? [event.type]).includes(event.type) &&
    (shares === undefined || shares.those.some((share) => share === shareOf(event.stream, shares.among)));

const readingPages = fc
  .record({ limit: fc.integer({ min: 1, max: 12 }), which: filters, nth: fc.option(fc.nat()) })
  .map(({ limit, which, nth }) =>
    command(`pages ${JSON.stringify({ limit, ...which, nth })}`, async ({ run, begin, stored }, store) => {
      const after = nth === null ? begin : (stored[nth % stored.length]?.position ?? begin);
      const filter = filterOf(run, which);
      const seen: StoredEvent[] = [];
      let position = after;
      for (let isEnd = false; !isEnd;) {
        const page = rightOf(await store.readAll({ after: position, limit, filter })());
        expect(page.events.length).toBeLessThanOrEqual(limit);
        if (!page.end) expect(page.position).toBeGreaterThan(position);
        seen.push(...page.events);
        position = page.position;
        isEnd = page.end;
      }
      expect(position).toBe(Math.max(after, stored.at(-1)?.position ?? begin));
      expect(seen).toEqual(stored.filter((event) => event.position > after).filter(isLetThrough(filter)));
    }),
  );

const nameOf = ({ stream }: StoredEvent): Buffer => Buffer.from(stream, 'utf8');

const readingByStream = fc
  .record({
    limit: fc.integer({ min: 1, max: 12 }),
    which: filters,
    tenant: fc.constantFrom('one', 'two'),
    nth: fc.option(fc.nat()),
    before: fc.option(fc.nat(), { freq: 1 }),
  })
  .map(({ limit, which, tenant, nth, before: other }) =>
    command(`by stream ${JSON.stringify({ limit, ...which, tenant, nth, other })}`, async (known, { readByStream }) => {
      const { run, begin, stored } = known;
      const upTo = (nth === null ? stored.at(-1) : stored[nth % stored.length])?.position ?? begin;
      const before = other === null ? undefined : stored[other % stored.length];
      const filter = filterOf(run, { ...which, tenant });
      const seen: StoredEvent[] = [];
      if (readByStream === undefined) return; // it promises no order by stream
      for (let isEnd = false; !isEnd;) {
        const after = seen.at(-1);
        const place = { ...(after && { after }), ...(before && { before: before.stream }) };
        const page = rightOf(await readByStream({ ...place, upTo, limit, filter })());
        expect(page.events.length).toBeLessThanOrEqual(limit);
        seen.push(...page.events);
        isEnd = page.end;
      }
      expect(seen).toEqual(
        stored
          .filter((event) => event.position <= upTo)
          .filter((event) => before === undefined || Buffer.compare(nameOf(event), nameOf(before)) < 0)
          .filter(isLetThrough(filter))
          .sort((a, b) => Buffer.compare(nameOf(a), nameOf(b)) || a.revision - b.revision),
      );
    }),
  );

const heads = fc.constant(
  command('head', async ({ begin, stored }, store) => {
    expect(rightOf(await store.head()())).toBe(stored.at(-1)?.position ?? begin);
  }),
);

/** Everything that a client of a log can do, one after the other, appends most often. */
export const commands = (most: number): fc.Arbitrary<Iterable<Command>> =>
  fc.commands<Known, EventStore, false>(
    [
      appending,
      appending,
      appending,
      repeating,
      repeatingOtherwise,
      readingStream,
      readingPages,
      readingByStream,
      heads,
    ],
    { maxCommands: most, size: '+1' },
  );
