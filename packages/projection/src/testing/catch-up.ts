import { openDatabase } from '@casebook/event-store-postgres';
import { recordedLog } from '../contract/recorded-log';
import { openReadModels } from '../read-models';
import { cases, deskCodec, tellCases, waits } from './desk';
import { done } from './done';

// A process of its own that catches up until it is killed: node catch-up.ts URL SCHEMA CASES. It says the position of each page.
const main = async ([url = '', schema = '', number = '']: ReadonlyArray<string>): Promise<void> => {
  const { kysely: db } = await openDatabase({ url, schema });
  const log = recordedLog();
  tellCases(log, 0, Number(number));
  const models = openReadModels({ db, schema, log, codec: deskCodec, projections: [cases, waits], pageSize: 20 });
  await done(models.catchUp(({ position }) => process.stdout.write(`${position}\n`)));
};

void main(process.argv.slice(2));
