import { append } from './append';
import { namesIn, type Names } from './names';
import { readable } from './readable';
import { subscriptionsTable } from './subscriptions';
import { tables } from './tables';

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: (names: Names) => ReadonlyArray<string>;
}

/** In order; what was released is never changed, only added to. */
export const migrations: ReadonlyArray<Migration> = [
  { version: 1, name: 'the log', statements: (names) => [...tables(names), append(names), readable(names)] },
  { version: 3, name: 'subscriptions', statements: subscriptionsTable },
];

/** What has to be there before any migration: the schema, and the table of those that were applied. */
export const foundation = ({ schema, migrations }: Names): ReadonlyArray<string> => [
  `create schema if not exists ${schema}`,
  `create table if not exists ${migrations} (
  "version" integer primary key,
  "name" text not null,
  "applied_at" timestamptz(3) not null default now()
)`,
];

/** Everything a migration does, with its entry in the table of those that were applied. */
export const statementsOf = ({ version, name, statements }: Migration, names: Names): ReadonlyArray<string> => [
  ...statements(names),
  `insert into ${names.migrations} ("version", "name") values (${version}, '${name}')`,
];

/** The SQL that `migrate` runs on an empty database, for whoever runs it by hand: one transaction, ended by a newline. */
export const migrationSql = (schema = 'casebook'): string => {
  const names = namesIn(schema);
  const all = [...foundation(names), ...migrations.flatMap((migration) => statementsOf(migration, names))];
  return `${['begin', ...all, 'commit'].map((statement) => `${statement};`).join('\n\n')}\n`;
};
