import { openDatabase } from '@casebook/event-store-postgres';
import { recordedLog } from '../contract/recorded-log';
import { openReadModels } from '../read-models';
import { cases, deskCodec, tellCases, waits } from './desk';
import { done } from './done';

// A process of its own that rebuilds until it is killed: node rebuild.ts URL SCHEMA CASES. It says how many events each page has brought it to.
const main = async ([url = '', schema = '', number = '']: ReadonlyArray<string>): Promise<void> => {
  const { kysely: db } = await openDatabase({ url, schema });
  const log = recordedLog();
  tellCases(log, 0, Number(number));
  const options = { db, schema, log, codec: deskCodec, projections: [cases, waits], pageSize: 20, lease: 1_000 };
  const models = openReadModels({ ...options, copies: true });
  await done(models.rebuild(undefined, ({ events }) => process.stdout.write(`${events}\n`)));
};

void main(process.argv.slice(2));
