import type { Context } from './advance';
import { headOf } from './ahead';
import { liveTargets, readBuilds, type Target } from './builds';
import { buildsOf, namesOf } from './catch-up';
import { lockCheckpoints } from './checkpoints';
import { queryOn, transacted } from './database';
import { inTime } from './fold';
import { entryOf, typesOf } from './page';
import { parkingOf, readParked } from './parked';
import type { Projection } from './projection';
import { literal } from '@casebook/vocabulary';
import { shareOf, StreamName, type StoredEvent } from '@casebook/event-store';
import { shares } from './shares';
import { wholeStreams } from './whole-streams';
import { writePage, type Parked } from './write-page';

export interface Replayed {
  /** Streams that wait no more. */
  readonly folded: number;
  /** Those that still cannot be folded; others may have come meanwhile. */
  readonly parked: ReadonlyArray<Parked>;
}

const atOnce = 100; // streams, each of which may be long

/** Folds the streams that wait anew from their beginning, up to where their table is, each table by itself. */
export const replayParked = async (context: Context, projections: ReadonlyArray<Projection>): Promise<Replayed> => {
  const query = queryOn(context.db);
  const targets = liveTargets(
    context.schema,
    projections,
    await readBuilds(query, context.schema, namesOf(projections)),
  );
  const waiting = await readParked(query, context.schema, buildsOf(targets));
  let folded = 0;
  const parked: Parked[] = [];
  for (const target of targets) {
    const streams = waiting.flatMap(({ build, stream }) =>
      build === target.build ? [literal(StreamName, stream)] : [],
    );
    for (let from = 0; from < streams.length; from += atOnce) {
      const some = streams.slice(from, from + atOnce);
      const still = await replayed(context, target, some);
      folded += some.length - still.length;
      parked.push(...still);
    }
  }
  return { folded, parked };
};

const replayed = async (
  context: Context,
  target: Target,
  streams: ReadonlyArray<StreamName>,
): Promise<ReadonlyArray<Parked>> => {
  const { db, schema, source } = context;
  for (;;) {
    const head = await headOf(context);
    const read = await wholeStreams(source.log, streams, { upTo: head });
    const written = await transacted(db, async (query) => {
      const positions = new Map<number, number>();
      for (const { share, position } of await lockCheckpoints(query, schema, [target.build]))
        positions.set(share, position);
      if (positions.size === 0) return { parked: [] }; // the table has been switched
      if (Math.max(...positions.values()) > head) return undefined; // more has been folded than was read
      const types = new Set(typesOf([target.table.projection]));
      const foldedBy = (event: StoredEvent): boolean =>
        types.has(event.type) && event.position <= (positions.get(shareOf(event.stream, shares)) ?? 0);
      const found = [...read].flatMap(([stream, all]) => {
        const [first] = all;
        if (first === undefined) return [];
        const events = all
          .filter(foldedBy)
          .map((event) => entryOf(source, event))
          .sort(inTime);
        // As where all of it reads otherwise: folded anew though it waits.
        const told = { tenant: first.tenant, stream, events, types, anew: true, readsOtherwise: true, begins: false };
        return [told];
      });
      const taker = { table: target.table, parking: parkingOf(query, schema, target.build), hasParked: true };
      const page = { streams: found, events: 0, size: 0, position: head, end: true, headless: [] };
      return writePage(query, [taker], page);
    });
    if (written !== undefined) return written.parked;
  }
};
