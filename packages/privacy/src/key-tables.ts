import { sql, type Kysely, type RawBuilder } from 'kysely';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The tables of keys that belong to the log in a schema. */
export const keyTablesIn = (schema: string) => {
  const within = (name: string): RawBuilder<unknown> => sql.table(`${schema}_keys.${name}`);
  return { keys: within('keys'), bindings: within('bindings') };
};

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: (schema: string) => ReadonlyArray<string>;
}

const migrations: ReadonlyArray<Migration> = [
  {
    version: 1,
    name: 'keys',
    statements: (keys) => [
      // A row that was once there stays for ever: a key that was destroyed is not made again.
      `create table ${keys}."keys" (
  "tenant" text collate "C" not null,
  "owner" text collate "C" not null,
  "id" text collate "C" not null,
  "bytes" bytea,
  "made_at" timestamptz(3) not null default now(),
  "erased_at" timestamptz(3),
  "erased_by" jsonb,
  "reason" text,
  primary key ("tenant", "owner"),
  constraint "keys_id" unique ("id"),
  constraint "keys_destroyed" check (("bytes" is null) = ("erased_at" is not null))
)`,
      `comment on table ${keys}."keys" is 'The key under which what tells something about a person is sealed in the log: one a person, one a stream that names nobody.'`,
      `comment on column ${keys}."keys"."bytes" is 'null once destroyed'`,
      `create table ${keys}."bindings" (
  "tenant" text collate "C" not null,
  "stream" text collate "C" not null,
  "key" text collate "C" not null,
  primary key ("tenant", "stream", "key")
)`,
      `create index on ${keys}."bindings" ("key")`,
      `comment on table ${keys}."bindings" is 'The streams in which something may be sealed under a key.'`,
    ],
  },
];

const statementsFor = (schema: string, wanted: ReadonlyArray<Migration>): ReadonlyArray<string> => {
  const name = quoted(schema);
  return [
    `create schema if not exists ${name}`,
    `create table if not exists ${name}."migrations" (
  "version" integer primary key,
  "name" text not null,
  "applied_at" timestamptz(3) not null default now()
)`,
    ...wanted.flatMap((migration) => [
      ...migration.statements(name),
      `insert into ${name}."migrations" ("version", "name") values (${migration.version}, '${migration.name}')`,
    ]),
  ];
};

/** The SQL that makes the tables of keys for the log in a schema, for whoever runs it by hand: one transaction, ended by a newline. */
export const keyTableSql = (schema = 'casebook'): string =>
  `${['begin', ...statementsFor(`${schema}_keys`, migrations), 'commit'].map((statement) => `${statement};`).join('\n\n')}\n`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tables of its own
type Connection = Kysely<any>;

// Asked of the catalogue, not by to_regclass: that may still know of no table which another one has made meanwhile.
const appliedIn = async (connection: Connection, schema: string): Promise<ReadonlySet<number>> => {
  const found = await sql`select from pg_tables where schemaname = ${schema} and tablename = 'migrations'`.execute(
    connection,
  );
  if (found.rows.length === 0) return new Set();
  const { rows } = await sql<{ version: number }>`select "version" from ${sql.table(`${schema}.migrations`)}`.execute(
    connection,
  );
  return new Set(rows.map(({ version }) => version));
};

/** Brings the tables up to date, in one transaction; of several that start at once one does it. With nothing to do, no right to change the schema is needed. */
export const migrateKeyTables = async (kysely: Connection, log: string): Promise<void> => {
  const schema = `${log}_keys`;
  const missing = (applied: ReadonlySet<number>) => migrations.filter(({ version }) => !applied.has(version));
  if (missing(await appliedIn(kysely, schema)).length === 0) return;
  await kysely
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`casebook keys of ${schema}`}, 0))`.execute(
        transaction,
      );
      const applied = await appliedIn(transaction, schema);
      const statements = statementsFor(schema, missing(applied));
      for (const statement of statements) await sql.raw(statement).execute(transaction);
    });
};
