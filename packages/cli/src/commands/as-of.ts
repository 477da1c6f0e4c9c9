import { run, type KeptAsOf } from '@casebook/casebook';
import { readInstant } from '../instants';
import type { Look } from '../present/look';
import { grouped } from '../present/number';
import { table } from '../present/table';
import { blocks, title } from '../present/title';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { openedToRead } from './opened';

export interface AsOfOptions {
  readonly into: string;
  readonly replace?: true;
  readonly analyst?: string;
}

const pageOf =
  ({ schema, at, position, tables }: KeptAsOf) =>
  (look: Look): string =>
    blocks(
      title(look, schema, `as of ${at}, from the log up to position ${grouped(position)}`),
      table(
        look,
        [{ title: 'table' }, { title: 'rows', align: 'right' }],
        tables.map(({ name, rows }) => [name, grouped(rows)]),
      ),
      look.color.dim(`It stays as it is. "drop schema ${schema} cascade" removes it.`),
    );

/** Keeps the read models as of an instant in a schema of their own. */
export const asOf = (settings: Settings, written: string, options: AsOfOptions): Promise<Answer> => {
  const { instant, utcAssumed } = readInstant('The instant', written);
  if (utcAssumed) settings.note(`${written} is taken as ${instant}: no zone was given, so UTC is assumed.`);
  return openedToRead(settings, async ({ keepAsOf }) => {
    const kept = await run(keepAsOf(instant, options));
    return {
      page: pageOf(kept),
      json: asJson(kept),
      sheet: { columns: ['table', 'rows'], rows: kept.tables.map(({ name, rows }) => [name, rows]) },
    };
  });
};
