import { setTimeout as pause } from 'node:timers/promises';
import { advance, nothingFolded, type Context, type Progress } from './advance';
import { bell, within } from './bell';
import { liveTargets, readBuilds, type Target } from './builds';
import { buildsOf, namesOf } from './catch-up';
import { claim, readCheckpoints, release, renew, type Checkpoint } from './checkpoints';
import { queryOn } from './database';
import type { ReadableLog } from './source';
import type { Projection } from './projection';
import { shares } from './shares';
import { sayAlive, sayGone } from './workers';

/** Folds what the log learns into the read models as it comes, until it is stopped. */
export interface Following {
  /** Resolves once it has come to rest; what it held is free then. */
  readonly stop: () => Promise<void>;
}

interface Holding {
  readonly targets: ReadonlyArray<Target>;
  readonly held: ReadonlyArray<Checkpoint>;
}

const nothing: Holding = { targets: [], held: [] };

/**
 * Says that it is alive and sees to it that it holds its part of the shares: no more, so that others have theirs; those that are free,
 * up to that. Tables that were switched meanwhile are held from now on.
 */
const tended = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  { held: before }: Holding,
): Promise<Holding> => {
  const { db, schema, holder } = context;
  const query = queryOn(db);
  const most = Math.ceil(shares / (await sayAlive(query, schema, holder)));
  const targets = liveTargets(schema, projections, await readBuilds(query, schema, namesOf(projections)));
  const renewed = await renew(query, schema, holder, before);
  const mine = [...new Set(renewed.map(({ share }) => share))].sort((a, b) => a - b);
  const kept = mine.slice(0, most);
  const held = renewed.filter(({ share }) => kept.includes(share));
  await release(
    query,
    schema,
    holder,
    renewed.filter(({ share }) => !kept.includes(share)),
  );
  const others = (await readCheckpoints(query, schema, buildsOf(targets))).filter(
    ({ build, share }) => !held.some((one) => one.build === build && one.share === share),
  );
  const isDead = (other: string): boolean => holder.alone !== null && !other.includes(holder.alone);
  const free = others.filter((one) => one.holder === null || isDead(one.holder));
  const more = [...new Set(free.map(({ share }) => share))].filter((share) => !kept.includes(share));
  const wanted = [...kept, ...more.slice(0, most - kept.length)];
  const claimed = await claim(
    query,
    schema,
    holder,
    free.filter(({ share }) => wanted.includes(share)),
  );
  return { targets, held: [...held, ...claimed] };
};

const shortest = 100; // milliseconds
const longest = 10_000;

/** `onProgress` is told of each page, `onFailure` of what it met before it tries again, more and more slowly. */
export const follow = (
  context: Context,
  projections: ReadonlyArray<Projection>,
  onProgress: (progress: Progress) => void,
  onFailure: (error: unknown) => void,
): Following => {
  const { db, schema, holder, source } = context;
  const stopping = new AbortController();
  const { signal } = stopping;
  const woken = bell();
  signal.addEventListener('abort', woken.ring);
  const often = holder.lease / 4;

  const forGood = async (): Promise<void> => {
    let wait = shortest;
    let holding = nothing;
    let tendedAt = -Infinity;
    const isDue = (): boolean => performance.now() - tendedAt > often;
    while (!signal.aborted) {
      try {
        // Whoever has nothing looks for something whenever there is something to do.
        if (isDue() || (holding.held.length === 0 && performance.now() - tendedAt > shortest)) {
          const now = performance.now();
          holding = await tended(context, projections, holding);
          tendedAt = now;
        }
        const ringing = woken.next(); // before reading, so that what comes meanwhile is not missed
        const { targets, held } = holding;
        const { held: now, is } =
          held.length === 0
            ? { held, is: 'done' as const }
            : await advance(context, targets, held, nothingFolded, onProgress, () => !signal.aborted && !isDue());
        holding = { targets, held: now };
        wait = shortest;
        if (is === 'lost') tendedAt = -Infinity;
        if (is === 'done') await within(ringing, Math.max(often - (performance.now() - tendedAt), 1));
      } catch (error) {
        onFailure(error);
        tendedAt = -Infinity;
        if (!signal.aborted) await within(woken.next(), wait);
        wait = Math.min(wait * 2, longest);
      }
    }
    await release(queryOn(db), schema, holder, holding.held);
    await sayGone(queryOn(db), schema, holder);
  };

  const listening = listenTo(source.log, woken.ring, signal);
  const following = forGood().catch(onFailure); // the lease goes by itself
  return {
    stop: async () => {
      stopping.abort();
      await following;
      await listening;
    },
  };
};

const looking = 50; // milliseconds

/** Rings whenever the log has something new: it tells so itself, or else one looks. */
const listenTo = async (log: ReadableLog, ring: () => void, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    try {
      const head = await log.head()();
      if (log.subscribe !== undefined && head._tag === 'Right') {
        // Events of no type at all: only how far the log goes is of interest, and pages without events say so.
        for await (const _ of log.subscribe({ after: head.right, filter: { types: [] }, signal, name: 'read models' }))
          ring();
        continue;
      }
    } catch {
      // whoever reads meets it too, and tells
    }
    ring();
    await pause(looking, undefined, { signal }).catch(() => undefined);
  }
};
