import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { setTimeout as later } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import type { Dated, EventCodec, Recorded } from '@casebook/event-store';
import { epochMillis, instantOf } from '@casebook/vocabulary';
import { inMemory, type Cut } from '../in-memory';
import type { Projection, Typed } from '../projection';
import { openReadModels, type ReadModels } from '../read-models';
import { readBuilds } from '../builds';
import { claim } from '../checkpoints';
import { queryOn, type Db } from '../database';
import { recording, storiesOf, type Stories } from './histories';
import type { RecordedLog } from './recorded-log';
import { byStream, rowsIn, shownIn, shownOf, type Rows } from './rows';

/** A database that the suite may fill. */
export interface ContractDatabase {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the suite makes tables of its own
  readonly kysely: Kysely<any>;
  /** Each try has a schema of its own, whose name begins with this one's. */
  readonly schema: string;
  /** Whether it takes COPY over the connection; without it, it does not. */
  readonly capabilities?: { readonly takesCopy: boolean };
  readonly close: () => Promise<void>;
}

export interface ProjectionContractOptions<Event extends Dated> {
  readonly codec: EventCodec<Event>;
  readonly databases: ReadonlyArray<{ readonly name: string; readonly open: () => Promise<ContractDatabase> }>;
  /** How many logs are tried on each database, 10 by default. */
  readonly runs?: number;
  /** The least share of each type that the projections handle, a sixth of an even share by default: the histories are drawn anew each time. */
  readonly leastShare?: number;
}

export interface Case<Event> {
  readonly stories: Stories<Event>;
  /** After how many events the tables catch up for the first time. */
  readonly pause: number;
  readonly pageSize: number;
  /** Which event's instants and position are the cuts. */
  readonly cuts: ReadonlyArray<number>;
  /** Whether the log keeps an order by stream. */
  readonly byStream: boolean;
  /** How many follow the log while more of it is told, after somebody who has died; with none of them somebody catches up. */
  readonly followers: number;
  /** Whether what the tables hold after the pause is kept as a snapshot, for the cuts to begin with. */
  readonly kept: boolean;
}

const minute = 60_000;

export const casesOf = <Event extends Dated>(
  histories: fc.Arbitrary<ReadonlyArray<Event>>,
): fc.Arbitrary<Case<Event>> =>
  fc.record({
    stories: storiesOf(histories),
    pause: fc.nat(200),
    pageSize: fc.constantFrom(1, 7, 40, 5_000),
    cuts: fc.array(fc.nat(500), { minLength: 1, maxLength: 2 }),
    byStream: fc.boolean(),
    followers: fc.constantFrom(0, 0, 0, 2, 3),
    kept: fc.boolean(),
  });

/**
 * Proves that memory, live tables, rebuilt tables and tables as of a cut hold the same rows, for logs of several streams
 * that interleave, some with events recorded late. `histories` makes one stream's events in the order of time.
 */
export const projectionContract = <Event extends Dated>(
  name: string,
  projections: ReadonlyArray<Projection>,
  histories: fc.Arbitrary<ReadonlyArray<Event>>,
  { codec, databases, runs = 10, leastShare = 1 / 6 / codec.types.length }: ProjectionContractOptions<Event>,
): void => {
  const cases = casesOf(histories);
  describe(`${name} hold the same rows however they are folded`, () => {
    test('for histories in which every type of event occurs', () => {
      const types = fc.sample(histories, 600).flatMap((events) => events.map(({ type }) => type));
      const counted = new Map<string, number>(codec.types.map((type) => [type, 0]));
      for (const type of types) counted.set(type, (counted.get(type) ?? 0) + 1);
      const shares = [...counted].map(([type, count]) => [type, count / types.length] as const);
      const words = shares.map(([type, share]) => `${type} ${(share * 100).toFixed(1)} %`);
      process.stdout.write(`${name}: ${types.length} events: ${words.join(' · ')}\n`);
      const handled = new Set(projections.flatMap(({ on }) => Object.keys(on)));
      expect(shares.filter(([type, share]) => handled.has(type) && share < leastShare)).toEqual([]);
    });

    describe.each(databases)('on $name', ({ open }) => {
      let database: ContractDatabase;
      let opened = 0;
      beforeAll(async () => {
        database = await open();
      }, minute);
      afterAll(() => database.close());

      test(
        'live, rebuilt, as of the end and as of any cut',
        async () => {
          await fc.assert(
            fc.asyncProperty(cases, async (tried) => {
              opened += 1;
              await agrees(database, `${database.schema}_${opened}`, projections, codec, tried);
            }),
            { numRuns: runs, interruptAfterTimeLimit: 4 * minute, markInterruptAsFailure: true },
          );
        },
        5 * minute,
      );
    });
  });
};

/** Throws where the rows differ, however the log that is tried was folded. */
export const agrees = async <Event extends Dated>(
  { kysely, capabilities }: ContractDatabase,
  schema: string,
  projections: ReadonlyArray<Projection>,
  codec: EventCodec<Event>,
  { stories, pause, pageSize, cuts, byStream: isByStream, followers, kept }: Case<Event>,
): Promise<void> => {
  const { log, next } = recording(stories, codec);
  const { readByStream: _, ...byPosition } = log;
  const open = (lease?: number) =>
    openReadModels({
      db: kysely,
      schema,
      log: isByStream ? log : byPosition,
      codec,
      projections,
      pageSize,
      copies: capabilities?.takesCopy ?? false,
      ...(lease === undefined ? {} : { lease }),
    });
  const models = open();
  const known = () => log.events().map((stored) => right(codec.decode(stored)));
  const stored = () => Promise.all(projections.map((projection) => rowsIn(kysely, schema, projection)));
  const shown = (where: string) => Promise.all(projections.map((projection) => shownIn(kysely, where, projection)));
  const cut = async (): Promise<void> => {
    for (const where of cutsOf(log, cuts)) {
      const asOf = await done(
        models.asOf(
          where,
          projections.map(({ name }) => name),
        ),
      );
      const remembered = inMemoryAll(projections, known(), where).map((rows, index) => {
        const projection = projections[index];
        return projection === undefined ? rows : shownOf(projection, rows);
      });
      expect({ cut: where, shown: await shown(asOf.schema) }).toEqual({ cut: where, shown: remembered });
      await asOf.dispose();
    }
  };
  try {
    await done(models.migrate());
    for (let told = 0; told < pause && next(); told += 1);
    await done(models.catchUp());
    expect(await stored()).toEqual(inMemoryAll(projections, known()));
    if (kept) await done(models.snapshot());
    if (followers > 0) await followed(kysely, schema, followers, open, next);
    while (next());
    await done(models.catchUp());
    expect(await stored()).toEqual(inMemoryAll(projections, known()));
    expect((await done(models.check())).drifts).toEqual([]);
    if (kept) await cut(); // a rebuild drops what was kept
    await done(models.rebuild());
    expect(await stored()).toEqual(inMemoryAll(projections, known()));
    if (!kept) await cut();
  } finally {
    await kysely.schema.dropSchema(schema).ifExists().cascade().execute();
  }
};

const shortLease = 300; // milliseconds

/** Some of the log is told while so many follow it; what somebody held who died without a word is theirs when his lease has run out. */
const followed = async (
  kysely: Db,
  schema: string,
  followers: number,
  open: (lease: number) => ReadModels,
  next: () => boolean,
): Promise<void> => {
  const query = queryOn(kysely);
  const { tables } = await done(open(shortLease).status());
  const builds = await readBuilds(
    query,
    schema,
    tables.map(({ projection }) => projection),
  );
  const cells = builds.flatMap(({ build }) => [0, 1, 2].map((share) => ({ build, share })));
  await claim(query, schema, { name: 'dead', lease: shortLease, alone: null }, cells);
  const following = Array.from({ length: followers }, () => open(shortLease).follow());
  for (let told = 0; told < 40 && next(); told += 1) await later(2);
  await Promise.all(following.map(({ stop }) => stop()));
};

const inMemoryAll = (
  projections: ReadonlyArray<Projection>,
  log: ReadonlyArray<Recorded<Typed>>,
  cut?: Cut,
): ReadonlyArray<Rows> => projections.map((projection) => byStream(inMemory(projection, log, cut)));

/** The end, and the instants and the position of some events. */
const cutsOf = (log: RecordedLog, cuts: ReadonlyArray<number>): ReadonlyArray<Cut> => {
  const events = log.events();
  const last = events[events.length - 1];
  if (last === undefined) return [];
  return [
    { position: last.position },
    ...cuts.flatMap((index): ReadonlyArray<Cut> => {
      const { occurredAt, recordedAt, position } = events[index % events.length] ?? last;
      const before = instantOf(epochMillis(occurredAt) - 1);
      return [{ occurred: occurredAt }, { occurred: before }, { known: recordedAt }, { position }];
    }),
  ];
};

const right = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left));
  return answer.right;
};

const done = async <A>(task: TaskEither<unknown, A>): Promise<A> => right(await task());
