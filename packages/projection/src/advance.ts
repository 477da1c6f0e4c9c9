import type { StreamName } from '@casebook/event-store';
import { lockBuilds, moveCheckpoints, type Checkpoint, type Target } from './checkpoints';
import { isPassing, transacted, type Db } from './database';
import { headlessAmong, readPage, type Page, type Source, type Wanted } from './page';
import type { Projection } from './projection';
import { writePage, type Unmatched } from './write-page';

/** Where the read models live, and what they are folded from. */
export interface Context {
  readonly db: Db;
  readonly schema: string;
  readonly source: Source;
}

export interface Progress {
  /** Events folded so far. */
  readonly events: number;
  readonly position: number;
}

export interface Folded extends Progress {
  /** Events that found no row to change, by projection. */
  readonly unmatched: ReadonlyArray<Unmatched>;
  /** Streams whose first revision is not in the log, among those that were noticed: reported, and not folded anew. */
  readonly headless: ReadonlyArray<StreamName>;
}

export const nothingFolded: Folded = { events: 0, position: 0, unmatched: [], headless: [] };

export const typesOf = (projections: ReadonlyArray<Projection>): ReadonlyArray<string> => [
  ...new Set(projections.flatMap(({ on }) => Object.keys(on))),
];

/**
 * Folds the log into the tables that are furthest behind, page by page: up to its end, or to where the others are.
 * Not `done` where others remain, or where somebody else has moved a checkpoint: read the checkpoints and go on.
 */
export const advance = async (
  context: Context,
  targets: ReadonlyArray<Target>,
  before: Folded,
  onProgress: (progress: Progress) => void,
): Promise<{ readonly folded: Folded; readonly done: boolean }> => {
  const lowest = Math.min(...targets.map(({ checkpoint }) => checkpoint.position));
  const behind = targets.filter(({ checkpoint }) => checkpoint.position === lowest);
  const ahead = targets.filter(({ checkpoint }) => checkpoint.position > lowest).map((one) => one.checkpoint.position);
  const upTo = ahead.length === 0 ? undefined : Math.min(...ahead);
  const wanted: Omit<Wanted, 'after'> = {
    types: typesOf(behind.map(({ table }) => table.projection)),
    ...(upTo === undefined ? {} : { upTo }),
  };
  let folded = before;
  let checkpoints = behind.map(({ checkpoint }) => checkpoint);
  let reading = readPage(context.source, { ...wanted, after: lowest });
  for (;;) {
    const read = await reading;
    const page = read.end ? { ...read, position: Math.max(read.position, upTo ?? 0) } : read;
    const { position } = page;
    const from = checkpoints[0]?.position ?? 0;
    // Read on while this page is being written.
    reading = page.end ? Promise.resolve(page) : readPage(context.source, { ...wanted, after: position });
    reading.catch(() => undefined); // awaited in the next round
    if (position > from) {
      const unmatched = await writeAt(context, behind, checkpoints, page);
      if (unmatched === 'moved') {
        await reading.catch(() => undefined);
        return { folded, done: false };
      }
      folded = add(folded, page, unmatched);
      onProgress({ events: folded.events, position });
      checkpoints = checkpoints.map((checkpoint) => ({ ...checkpoint, position }));
    }
    if (page.end) return { folded: { ...folded, position: Math.max(position, from) }, done: ahead.length === 0 };
  }
};

/** Rows and checkpoints in one transaction, or nothing where somebody else has moved a checkpoint. */
const writeAt = async (
  { db, schema }: Context,
  targets: ReadonlyArray<Target>,
  expected: ReadonlyArray<Checkpoint>,
  page: Page,
): Promise<ReadonlyArray<Unmatched> | 'moved'> => {
  try {
    return await transacted(db, async (query) => {
      // The log is safe; a read model that loses its last pages folds them again, since rows and checkpoint go together.
      await query('set local synchronous_commit = off');
      const found = await lockBuilds(
        query,
        schema,
        expected.map(({ build }) => build),
      );
      const unmoved = expected.every(({ build, live, position }) =>
        found.some((now) => now.build === build && now.live === live && now.position === position),
      );
      if (!unmoved) return 'moved';
      const unmatched = await writePage(
        query,
        targets.map(({ table }) => table),
        page,
      );
      await moveCheckpoints(query, schema, expected, page.position);
      return unmatched;
    });
  } catch (error) {
    if (isPassing(error)) return 'moved'; // rolled back: the same as if another had been first
    throw error;
  }
};

const sample = 20;

export const add = (folded: Folded, page: Page, unmatched: ReadonlyArray<Unmatched>): Folded => {
  const names = [...new Set([...folded.unmatched, ...unmatched].map(({ projection }) => projection))];
  return {
    events: folded.events + page.events,
    position: page.position,
    headless: [...new Set([...folded.headless, ...page.headless])],
    unmatched: names.map((projection) => {
      const counts = [...folded.unmatched, ...unmatched].filter((one) => one.projection === projection);
      return {
        projection,
        events: counts.reduce((sum, { events }) => sum + events, 0),
        streams: [...new Set(counts.flatMap(({ streams }) => streams))].slice(0, sample),
      };
    }),
  };
};

/** Where events met no row, says which of the streams lack their beginning. */
export const examined = async ({ source }: Pick<Context, 'source'>, folded: Folded): Promise<Folded> => {
  const suspects = new Set(folded.unmatched.flatMap(({ streams }) => streams));
  const found = await headlessAmong(source, [...suspects].slice(0, sample));
  return { ...folded, headless: [...new Set([...folded.headless, ...found])] };
};
