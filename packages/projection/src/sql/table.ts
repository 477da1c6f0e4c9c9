import type { Column } from '../column';
import type { Projection } from '../projection';
import { constant, name, names } from './quoted';

/** One table of one projection: the live one, one being built, one in a scratch schema. */
export interface Table {
  readonly projection: Projection;
  readonly schema: string;
  readonly name: string;
}

/** What a table of a projection is to it: what readers see, what is being built, what was seen before; `coming` while it is switched. */
export type Role = 'live' | 'next' | 'previous' | 'coming';

/** Tables change their names with their roles, so that the live one has the name that people expect. */
export const tableOf = (
  schema: string,
  { name: projection, version }: Pick<Projection, 'name' | 'version'>,
  role: Role,
): Omit<Table, 'projection'> => ({
  schema,
  name: `${projection}_v${version}${role === 'live' ? '' : `_${role}`}`,
});

export const liveTable = (schema: string, projection: Projection): Table => ({
  projection,
  ...tableOf(schema, projection, 'live'),
});

type NamedColumns = ReadonlyArray<readonly [name: string, column: Column<unknown>]>;

const known = new WeakMap<object, NamedColumns>(); // asked for with each row

export const columnsOf = ({ columns }: Projection): NamedColumns => {
  const found = known.get(columns) ?? Object.entries(columns);
  known.set(columns, found);
  return found;
};

export const qualified = ({ schema, name: table }: { readonly schema: string; readonly name: string }): string =>
  `${name(schema)}.${name(table)}`;

export const keyOf = ({ key }: Projection): ReadonlyArray<string> => ['tenant', 'stream', ...key];

// Byte order on every machine, whatever its locale.
const typed = (sql: string): string => (sql === 'text' ? 'text collate "C"' : sql);

/** What is personal stays in the table: statistics would keep some of it elsewhere. */
const keptOutOfStatistics = (table: Table): ReadonlyArray<string> =>
  columnsOf(table.projection)
    .filter(([, column]) => column.personal)
    .map(([column]) => `alter table ${qualified(table)} alter column ${name(column)} set statistics 0`);

export const createTable = (
  table: Table,
  { logged, keyed = true }: { readonly logged: boolean; readonly keyed?: boolean },
): ReadonlyArray<string> => {
  const columns = [
    'tenant text collate "C" not null',
    'stream text collate "C" not null',
    ...columnsOf(table.projection).map(
      ([column, { sql, nullable }]) => `${name(column)} ${typed(sql)}${nullable ? '' : ' not null'}`,
    ),
    ...(keyed ? [primaryKey(table)] : []),
  ];
  return [
    `create ${logged ? '' : 'unlogged '}table ${qualified(table)} (${columns.join(', ')})`,
    ...keptOutOfStatistics(table),
  ];
};

const primaryKey = ({ projection }: Table): string => `primary key (${names(keyOf(projection))})`;

/** For a table that was made without: many rows are keyed sooner at once than one after the other. */
export const addKey = (table: Table): string => `alter table ${qualified(table)} add ${primaryKey(table)}`;

/** Unnamed, so that PostgreSQL finds names that are free while two builds stand side by side. */
export const createIndexes = (table: Table): ReadonlyArray<string> =>
  table.projection.indexes.map(
    ({ on, where, acrossTenants = false }) =>
      `create index on ${qualified(table)} (${names(acrossTenants ? on : ['tenant', ...on])})${where === undefined ? '' : ` where ${name(where)}`}`,
  );

export const shownColumns = (projection: Projection) => columnsOf(projection).filter(([, column]) => column.shown);

export const viewOf = ({ projection, schema }: Table): string => qualified({ schema, name: projection.name });

/** The names of what people read. */
export const shownNames = (projection: Projection): ReadonlyArray<string> => [
  'tenant',
  'stream',
  ...shownColumns(projection).map(([column]) => column),
];

/** What people read: the shown columns of the table and of others like it, with their comments. */
export const createView = (
  table: Table,
  ...others: ReadonlyArray<Pick<Table, 'schema' | 'name'>>
): ReadonlyArray<string> => {
  const { projection } = table;
  const view = viewOf(table);
  const comments: ReadonlyArray<readonly [string, string]> = [
    ['tenant', 'whose it is'],
    ['stream', 'the stream of events that the row was folded from'],
    ...shownColumns(projection).map(([column, { comment }]) => [column, comment] as const),
  ];
  const selections = [table, ...others].map(
    (from) => `select ${names(shownNames(projection))} from ${qualified(from)}`,
  );
  return [
    `create or replace view ${view} as ${selections.join(' union all ')}`,
    `comment on view ${view} is ${constant(projection.comment)}`,
    ...comments.map(([column, comment]) => `comment on column ${view}.${name(column)} is ${constant(comment)}`),
  ];
};

export const dropView = (table: Table): string => `drop view if exists ${viewOf(table)}`;

interface Shape {
  readonly key: ReadonlyArray<string>;
  readonly columns: ReadonlyArray<{
    readonly column: string;
    readonly sql: string;
    readonly nullable: boolean;
    readonly shown: boolean;
  }>;
}

/** What the stored table must agree with as long as the version is the same. */
export const shapeOf = (projection: Projection): string => {
  const shape: Shape = {
    key: projection.key,
    columns: columnsOf(projection).map(([column, { sql, nullable, shown }]) => ({ column, sql, nullable, shown })),
  };
  return JSON.stringify(shape);
};

/** What `create or replace view` asks for: columns only appended. */
export const appends = (before: string, after: string): boolean => {
  const [older, newer] = [before, after].map(shownIn);
  return older !== undefined && newer !== undefined && older.every((column, index) => column === newer[index]);
};

const shownIn = (shape: string): ReadonlyArray<string> => {
  const written = JSON.parse(shape) as Shape; // is what `shapeOf` wrote
  return written.columns.filter((column) => column.shown).map(({ column, sql }) => `${column} ${sql}`);
};
