import { migrationSql } from '@casebook/event-store-postgres';
import { keyTableSql } from '@casebook/privacy';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { opened } from './opened';

/** Makes the tables that are missing, or prints the SQL that would. */
export const migrate = async (settings: Settings, { print }: { readonly print?: true }): Promise<Answer> => {
  const sql = `${migrationSql(settings.schema)}\n${keyTableSql(settings.schema)}`;
  if (!print) await opened(settings, async () => undefined);
  return {
    page: () => (print ? sql : `The tables in schema ${settings.schema} are up to date.`),
    json: { sql },
    sheet: { columns: ['sql'], rows: [[sql]] },
  };
};
