import { name, names } from './quoted';
import { columnsOf, keyOf, qualified, type Table } from './table';

/** The statements that move rows of a table: a page in one round trip, all values as arrays of text. */
export interface Statements {
  /** $1: tenants, $2: streams. */
  readonly load: string;
  /** $1: tenants, $2: streams. */
  readonly clear: string;
  /** $1: tenants, $2: streams, then one array for each column. */
  readonly write: string;
  /** The same for rows of streams that have none yet. */
  readonly insert: string;
}

/** A table with its statements. */
export interface PreparedTable extends Table {
  readonly statements: Statements;
}

const wanted = 'unnest($1::text::text[], $2::text::text[]) as wanted (tenant, stream)';
const matches = 'kept.tenant = wanted.tenant collate "C" and kept.stream = wanted.stream collate "C"';

const written = (table: Table): string => {
  const columns = [
    ['tenant', 'text'],
    ['stream', 'text'],
    ...columnsOf(table.projection).map(([column, { sql }]) => [column, sql]),
  ].map(([column = '', sql = ''], index) => ({
    column,
    value: sql === 'text' ? `v${index}` : `v${index}::${sql}`,
    as: `v${index}`,
    array: `$${index + 1}::text::text[]`,
  }));
  return [
    `insert into ${qualified(table)} (${names(columns.map(({ column }) => column))})`,
    `select ${columns.map(({ value }) => value).join(', ')}`,
    `from unnest(${columns.map(({ array }) => array).join(', ')}) as given (${columns.map(({ as }) => as).join(', ')})`,
  ].join(' ');
};

const replacing = ({ projection }: Table): string => {
  const set = columnsOf(projection)
    .filter(([column]) => !projection.key.includes(column))
    .map(([column]) => `${name(column)} = excluded.${name(column)}`);
  return `on conflict (${names(keyOf(projection))}) do ${set.length === 0 ? 'nothing' : `update set ${set.join(', ')}`}`;
};

/** A column as text, by the alias of its table. */
export const readAs = (alias: string, column: string, read: string): string =>
  read.replace('$', () => `${alias}.${name(column)}`);

export const statementsOf = (table: Table): Statements => {
  const columns = columnsOf(table.projection).map(
    ([column, { read }]) => `${readAs('kept', column, read)} as ${name(column)}`,
  );
  return {
    load: `select ${['kept.stream', ...columns].join(', ')} from ${wanted} join ${qualified(table)} as kept on ${matches}`,
    clear: `delete from ${qualified(table)} as kept using ${wanted} where ${matches}`,
    write: `${written(table)} ${replacing(table)}`,
    insert: written(table),
  };
};
