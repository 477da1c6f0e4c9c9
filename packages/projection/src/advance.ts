import type { StreamName } from '@casebook/event-store';
import type { Target } from './builds';
import { move, type Checkpoint, type Holder } from './checkpoints';
import { isPassing, transacted, type Db } from './database';
import { headlessAmong, readPage, typesOf, type Page, type Wanted } from './page';
import type { Source } from './source';
import type { Pace } from './pace';
import { countParked, parkingOf } from './parked';
import { shares } from './shares';
import { writePage, type Parked, type Unmatched, type Written } from './write-page';

/** Where the read models live, what they are folded from, and who folds. */
export interface Context {
  readonly db: Db;
  readonly schema: string;
  readonly source: Source;
  readonly holder: Holder;
  readonly pace: Pace;
  /** `db` takes COPY with its rows as a parameter. */
  readonly copies: boolean;
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
  /** Some of the streams that could be folded no further, see `status`. */
  readonly parked: ReadonlyArray<Parked>;
}

export const nothingFolded: Folded = { events: 0, position: 0, unmatched: [], headless: [], parked: [] };

export interface Advanced {
  readonly folded: Folded;
  /** As they stand now. */
  readonly held: ReadonlyArray<Checkpoint>;
  /** At the end of the log; where the others are, or stopped; or somebody else holds them now. */
  readonly is: 'done' | 'further' | 'lost';
}

/**
 * Folds the log into what is furthest behind of the checkpoints held, page by page: up to its end, to where the others are, or
 * for as long as `goesOn` says.
 */
export const advance = async (
  context: Context,
  targets: ReadonlyArray<Target>,
  held: ReadonlyArray<Checkpoint>,
  before: Folded,
  onProgress: (progress: Progress) => void,
  goesOn: () => boolean = () => true,
): Promise<Advanced> => {
  const lowest = Math.min(...held.map(({ position }) => position));
  const ahead = held.filter(({ position }) => position > lowest);
  const upTo = ahead.length === 0 ? undefined : Math.min(...ahead.map(({ position }) => position));
  let behind = held.filter(({ position }) => position === lowest);
  const own = [...new Set(behind.map(({ share }) => share))];
  const taking = targets.filter(({ build }) => behind.some((one) => one.build === build));
  const wanted: Omit<Wanted, 'after'> = {
    types: typesOf(taking.map(({ table }) => table.projection)),
    ...(own.length === shares ? {} : { shares: own }),
    ...(upTo === undefined ? {} : { upTo }),
  };
  const read = (after: number): Promise<Page> =>
    readPage(context.source, { ...wanted, after, limit: context.pace.limit() });
  let folded = before;
  let from = lowest;
  let reading = read(from);
  for (;;) {
    const found = await reading;
    const page = found.end ? { ...found, position: Math.max(found.position, upTo ?? 0) } : found;
    const { position } = page;
    const isLast = page.end || !goesOn();
    // Read on while this page is being written.
    reading = isLast ? Promise.resolve(page) : read(position);
    reading.catch(() => undefined); // awaited in the next round
    if (position > from) {
      const began = performance.now();
      const written = await writeAt(context, taking, behind, page);
      if (written === 'lost') {
        await reading.catch(() => undefined);
        return { folded, held: [], is: 'lost' };
      }
      context.pace.took(page, performance.now() - began);
      folded = add(folded, page, written);
      onProgress({ events: folded.events, position });
      behind = behind.map((checkpoint) => ({ ...checkpoint, position }));
      from = position;
    }
    if (isLast)
      return {
        folded: { ...folded, position: from },
        held: [...behind, ...ahead],
        is: page.end && ahead.length === 0 ? 'done' : 'further',
      };
  }
};

// The log is safe: a read model that loses its last pages folds them again, since rows and checkpoint go together. And whoever stands
// still in the middle must not keep others out for longer than his lease.
const settings = `select set_config('synchronous_commit', 'off', true),
  set_config('idle_in_transaction_session_timeout', $1, true)`;

/** Rows and checkpoints in one transaction, or nothing where somebody else has moved a checkpoint. */
const writeAt = async (
  { db, schema, holder, pace }: Context,
  targets: ReadonlyArray<Target>,
  behind: ReadonlyArray<Checkpoint>,
  page: Page,
): Promise<Written | 'lost'> => {
  const lost = new Error('the checkpoints have moved');
  try {
    return await transacted(db, async (query) => {
      await query(settings, [`${Math.max(Math.floor(holder.lease / 2), 100)}ms`]);
      if ((await move(query, schema, holder, behind, page.position)) !== behind.length) throw lost;
      const waiting = await countParked(
        query,
        schema,
        targets.map(({ build }) => build),
      );
      const takers = targets.map(({ build, table }) => ({
        table,
        shares: new Set(behind.flatMap((one) => (one.build === build ? [one.share] : []))),
        parking: parkingOf(query, schema, build),
        hasParked: waiting.has(build),
      }));
      return await writePage(query, takers, page);
    });
  } catch (error) {
    if (error === lost) return 'lost';
    if (!isPassing(error)) throw error;
    pace.failed();
    return 'lost'; // rolled back: the same as if another had been first
  }
};

const sample = 20;

export const add = (folded: Folded, page: Page, { unmatched, parked }: Written): Folded => {
  const names = [...new Set([...folded.unmatched, ...unmatched].map(({ projection }) => projection))];
  return {
    events: folded.events + page.events,
    position: page.position,
    headless: [...new Set([...folded.headless, ...page.headless])],
    parked: [...folded.parked, ...parked].slice(0, sample),
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
