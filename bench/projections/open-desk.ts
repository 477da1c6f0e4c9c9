import { openCasebook, type CaseEvent } from '@casebook/casebook';
import { deskEventSchemas, erasureEvent, type DeskEvent } from '@casebook/domain';
import { eventCodec, type EventCodec, type EventStore } from '@casebook/event-store';
import { openDatabase, postgresEventStore } from '@casebook/event-store-postgres';
import { openReadModels, type ReadModels } from '@casebook/projection';
import type { Instant } from '@casebook/vocabulary';
import { Pool } from 'pg';

/** Where a desk is measured, and whether what is personal is sealed in its log. */
export interface Place {
  readonly url: string;
  readonly sealed: boolean;
}

export interface OpenDesk {
  readonly pool: Pool;
  readonly log: EventStore;
  readonly codec: EventCodec<CaseEvent>;
  readonly readModels: ReadModels;
  readonly close: () => Promise<void>;
}

/** The standard read models over the log as a casebook wires them; where it is not sealed, over the log as it is stored. */
export const openDesk = async ({ url, sealed }: Place, clock?: () => Instant): Promise<OpenDesk> => {
  const clocked = clock === undefined ? {} : { clock };
  const casebook = await openCasebook({ database: url, ...clocked });
  const pool = new Pool({ connectionString: url });
  pool.on('error', () => undefined); // the server may be gone before this process
  const { codec } = casebook;
  if (sealed) {
    const { log, readModels } = casebook;
    const close = async () => {
      await pool.end();
      await casebook.close();
    };
    return { pool, log, codec, readModels, close };
  }
  const { projections } = casebook.readModels;
  await casebook.close();
  const database = await openDatabase({ pool });
  const log = postgresEventStore(database, clocked);
  const { kysely: db, schema } = database;
  const readModels = openReadModels({
    db,
    schema,
    log,
    codec: eventCodec<DeskEvent>(deskEventSchemas),
    projections,
    anewOn: [erasureEvent],
    copies: database.capabilities.takesCopy,
  });
  const close = async () => {
    await log.close();
    await database.close();
    await pool.end();
  };
  return { pool, log, codec, readModels, close };
};
