import { join } from 'node:path';
import { migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { shareOf, type StreamName } from '@casebook/event-store';
import { openReadModels, type ReadModels } from '../../../read-models';
import { shares } from '../../../shares';
import { done } from '../../done';
import type { Contender, SeenTable } from '../contender';
import type { Counted } from '../examine';
import { reach } from '../reach';
import { inSnapshot, logIn } from './log';
import { entries, talliesOf, tallyCodec } from './tallies';

/** The read models as a release has them, whose version of the tallies this is. */
export const readModelsIn = (database: Database, lease: number, version = 1): ReadModels =>
  openReadModels({
    db: database.kysely,
    schema: database.schema,
    log: postgresEventStore(database),
    codec: tallyCodec,
    projections: [talliesOf(version), entries],
    lease,
    pageSize: 500, // so that there are some
  });

interface Reached {
  readonly projection: string;
  readonly share: number;
  readonly position: number;
}

/** The kernel itself, with two tables on one log. */
export const casebook = (lease: number): Contender => ({
  name: `Casebook with a lease of ${lease} ms`,
  log: 'casebook',
  // Every third one catches up again and again, as whoever queries does.
  worker: (url, name) => [
    join(__dirname, 'worker.ts'),
    url,
    String(lease),
    /[369]$/.test(name) ? 'catch up' : 'follow',
  ],
  isHeldBy: (holder, { pid }) => holder.includes(`/${pid}/`),
  lease,
  killsServer: true,
  checkpoints: {
    table: 'casebook.read_model_checkpoints',
    key: `$build || ' ' || $share`,
    position: '$position',
    epoch: '$epoch',
    holder: '$holder',
    until: '$expires_at',
  },
  prepare: async (url) => {
    const database = await reach(url);
    await migrate(database);
    await done(readModelsIn(database, lease).migrate());
    await database.close();
  },
  seen: (database) =>
    inSnapshot(database, async (query) => {
      const reached = await query<Reached>(
        `select projection, share, position::float8 as position
         from casebook.read_model_checkpoints join casebook.read_models using (build) where role = 'live'`,
      );
      const tallied = await query<Counted>(
        'select stream, events, sum::float8 as sum, positions, disorder from casebook.tallies',
      );
      const entered = await query<Counted>(
        `select stream, sum(times)::float8 as events, sum(amount * times)::float8 as sum,
           json_agg(position order by place) as positions, count(*) filter (where times > 1)::float8 as disorder
         from casebook.entries group by stream`,
      );
      const seen = (name: string, counted: ReadonlyArray<Counted>): SeenTable => {
        const own = new Map(
          reached.filter(({ projection }) => projection === name).map(({ share, position }) => [share, position]),
        );
        // What stands in the log has a name of a stream.
        return { name, counted, reached: (stream) => own.get(shareOf(stream as StreamName, shares)) ?? 0 };
      };
      return { log: await logIn(query), tables: [seen('tallies', tallied), seen('entries', entered)] };
    }),
});
