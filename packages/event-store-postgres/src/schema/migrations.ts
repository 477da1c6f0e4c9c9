import { append, appendWithoutContents } from './append';
import { contentHash, instantText } from './content-hash';
import { hashes } from './hashes';
import { namesIn, type Names } from './names';
import { readable } from './readable';
import { subscriptionsTable } from './subscriptions';
import { refuseChange, tables } from './tables';

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: (names: Names) => ReadonlyArray<string>;
}

/** In order; what was released is never changed, only added to. */
export const migrations: ReadonlyArray<Migration> = [
  { version: 1, name: 'the log', statements: tables },
  {
    version: 2,
    name: 'hashes and subscriptions',
    statements: (names) => [...hashes(names), ...subscriptionsTable(names)],
  },
];

/** As they are now, whatever they were before; a migration without statements brings a change of them alone. */
const functions = (names: Names): ReadonlyArray<string> =>
  [refuseChange, instantText, contentHash, append, appendWithoutContents, readable].map((create) => create(names));

/** What has to be there before any migration: the schema, the table of those that were applied, and the functions. */
export const foundation = (names: Names): ReadonlyArray<string> => [
  `create schema if not exists ${names.schema}`,
  `create table if not exists ${names.migrations} (
  "version" integer primary key,
  "name" text not null,
  "applied_at" timestamptz(3) not null default now()
)`,
  ...functions(names),
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
