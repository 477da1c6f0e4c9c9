import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { openDatabase } from '../../database';
import { migrate } from '../../schema/migrate';
import { migrations } from '../../schema/migrations';
import { postgresEventStore } from '../../store/store';
import { dump } from './dump';
import { tell, tellingClock } from './telling-log';

const folder = join(__dirname, '..', '..', 'schema', 'dumps');

/** Writes `NNNN.sql` and `NNNN.events.json` of the newest migration: a small log as this version leaves it, and what a reader sees in it. */
const make = async (): Promise<void> => {
  const version = Math.max(...migrations.map((migration) => migration.version));
  const database = await openDatabase({ memory: true });
  try {
    await migrate(database);
    const store = postgresEventStore(database, { clock: tellingClock });
    await tell(store);
    await database.pool.query(`select nextval('"casebook"."positions"')`); // a number that came to nothing
    const read = await store.readAll({ after: 0, limit: 1_000 })();
    if (E.isLeft(read)) throw new Error(read.left.message);
    const file = join(folder, String(version).padStart(4, '0'));
    writeFileSync(`${file}.sql`, await dump(database));
    writeFileSync(`${file}.events.json`, `${JSON.stringify(read.right.events, undefined, 2)}\n`);
  } finally {
    await database.close();
  }
};

void make();
