import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { recordedLog, type RecordedLog } from '../contract/recorded-log';
import { byStream, rowsIn } from '../contract/rows';
import { inMemory } from '../in-memory';
import type { Projection } from '../projection';
import { openReadModels, type ReadModels, type ReadModelsOptions } from '../read-models';
import { cases, deskCodec, decodedLog, waits } from './desk';

/** Both read models of the small desk on a log and in a database of their own. */
export interface Desk {
  readonly database: Database;
  readonly log: RecordedLog;
  readonly models: ReadModels;
  /** The same tables as another process or another release opens them. */
  readonly open: (options?: Partial<ReadModelsOptions>) => ReadModels;
  readonly stored: (projections?: ReadonlyArray<Projection>) => Promise<unknown>;
  readonly folded: (projections?: ReadonlyArray<Projection>) => unknown;
}

const deskModels = [cases, waits];

/** Tests of the kernel on every engine or on one, each with a fresh desk. */
export const onEachDatabase = (name: string, only: 'all' | 'PostgreSQL', tests: (desk: () => Desk) => void): void => {
  const databases = testDatabases.filter((database) => only === 'all' || database.name === only);
  describe.each(databases)(`${name}, on $name`, ({ open }) => {
    let desk: Desk;
    beforeEach(async () => {
      const database = await open();
      const { kysely: db, schema } = database;
      const copies = database.capabilities.takesCopy;
      const log = recordedLog();
      const models = (options: Partial<ReadModelsOptions> = {}) =>
        openReadModels({
          db,
          schema,
          log,
          codec: deskCodec,
          projections: deskModels,
          pageSize: 50,
          copies,
          ...options,
        });
      desk = {
        database,
        log,
        models: models(),
        open: models,
        stored: (projections = deskModels) => Promise.all(projections.map((one) => rowsIn(db, schema, one))),
        folded: (projections = deskModels) => projections.map((one) => byStream(inMemory(one, decodedLog(log)))),
      };
    }, 60_000);
    afterEach(() => desk.database.close());
    tests(() => desk);
  });
};
