import { tenantStatements } from './row-level-security';

/** Who works with a log, and how the server is to know them. Roles that are missing are created, without a password. */
export interface Roles {
  /** `casebook` by default. */
  readonly schema?: string;
  /** Migrates, builds read models and answers about the past: owns the schema. Has to be there. */
  readonly owner: string;
  /** Appends, reads, and keeps read models up to date; changes no table. */
  readonly writer?: string;
  /** Reads the log and the read models. */
  readonly reader?: string;
  /** Reads the views made for analysts, in a schema of their own, and nothing else. */
  readonly analyst?: { readonly role: string; readonly schema: string };
  /** Each reads and appends what is its tenant's, of the log alone. */
  readonly tenants?: ReadonlyArray<{ readonly tenant: string; readonly role: string }>;
  /** What all tenants' roles are members of, without a login; the schema's name and `_tenant` by default. Roles are the server's: another database needs another. */
  readonly tenantGroup?: string;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const checked = (what: string, name: string, shape: RegExp, must: string): string => {
  if (shape.test(name)) return name;
  throw new RangeError(`${what} ${JSON.stringify(name)} must be ${must}`);
};

const roleShape = /^[A-Za-z_][A-Za-z0-9_.-]{0,62}$/;
const checkedRole = (what: string, name: string): string =>
  checked(
    what,
    name.startsWith('pg_') ? '' : name,
    roleShape,
    '1 to 63 letters, digits, hyphens, dots and underscores, not begin with a digit or pg_',
  );

const schemaExists = (schema: string, owner: string): string => `do $check$
begin
  if not exists (select from pg_tables where schemaname = ${literal(schema)} and tablename = 'events') then
    raise exception 'there is no log in schema % of database %', ${literal(schema)}, current_database()
      using hint = 'Let the owner run "casebook migrate" first.';
  end if;
  if not exists (select from pg_namespace where nspname = ${literal(schema)} and nspowner::regrole = ${literal(quoted(owner))}::regrole) then
    raise exception 'schema % does not belong to %', ${literal(schema)}, ${literal(owner)}
      using hint = 'Name its owner: whoever ran "casebook migrate".';
  end if;
end
$check$`;

// A role that is there keeps its password and its membership; one that no grant could hold back is refused.
const role = (name: string, login: 'login' | 'nologin'): string => `do $role$
begin
  if not exists (select from pg_roles where rolname = ${literal(name)}) then
    create role ${quoted(name)} ${login};
  elsif exists (select from pg_roles where rolname = ${literal(name)} and (rolsuper or rolbypassrls)) then
    raise exception 'role % is a superuser or bypasses row-level security: no right can be kept from it', ${literal(name)};
  end if;
  execute format('grant connect on database %I to %I', current_database(), ${literal(name)});
end
$role$`;

const eachTable = (schema: string, except: ReadonlyArray<string>, statement: string): string => `do $tables$
declare v_table regclass;
begin
  for v_table in
    select c.oid from pg_class as c
    where c.relnamespace = '"${schema}"'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all (array[${except.map(literal).join(', ')}])
  loop
    execute format(${literal(statement)}, v_table);
  end loop;
end
$tables$`;

const log = ['events', 'streams', 'migrations', 'tenant_roles'];

const writerStatements = (schema: string, owner: string, writer: string): ReadonlyArray<string> => [
  `grant usage on schema "${schema}" to ${writer}`,
  `grant select on all tables in schema "${schema}" to ${writer}`,
  `grant insert on "${schema}"."events" to ${writer}`,
  `grant insert, update, delete on "${schema}"."streams" to ${writer}`,
  `grant select, usage on sequence "${schema}"."positions" to ${writer}`,
  // What is neither the log nor its book-keeping is derived from it: read models, which are folded again and again.
  eachTable(schema, log, `grant insert, update, delete on %s to ${writer}`),
  `alter default privileges for role ${owner} in schema "${schema}" grant select, insert, update, delete on tables to ${writer}`,
  `alter default privileges for role ${owner} in schema "${schema}" grant select, usage on sequences to ${writer}`,
  `grant execute on all functions in schema "${schema}" to ${writer}`,
];

const readerStatements = (schema: string, owner: string, reader: string): ReadonlyArray<string> => [
  `grant usage on schema "${schema}" to ${reader}`,
  `grant select on all tables in schema "${schema}" to ${reader}`,
  `grant select on all sequences in schema "${schema}" to ${reader}`,
  `alter default privileges for role ${owner} in schema "${schema}" grant select on tables to ${reader}`,
  `alter default privileges for role ${owner} in schema "${schema}" grant select on sequences to ${reader}`,
  `grant execute on function "${schema}"."readable"() to ${reader}`,
];

const analystStatements = (
  views: string,
  owner: string,
  analyst: string,
  everybody: ReadonlyArray<string>,
): ReadonlyArray<string> => [
  `create schema if not exists "${views}" authorization ${owner}`,
  // Whoever sees what the views are made of sees the views.
  `grant usage on schema "${views}" to ${[quoted(analyst), ...everybody].join(', ')}`,
  `grant select on all tables in schema "${views}" to ${[quoted(analyst), ...everybody].join(', ')}`,
  `alter default privileges for role ${owner} in schema "${views}" grant select on tables to ${[quoted(analyst), ...everybody].join(', ')}`,
  ...[`search_path = "${views}"`, 'default_transaction_read_only = on', `statement_timeout = '1min'`].map(
    (setting) => `do $set$
begin
  execute format(${literal(`alter role %I in database %I set ${setting}`)}, ${literal(analyst)}, current_database());
end
$set$`,
  ),
];

const title = (text: string): string => `-- ${text}`;

/**
 * The SQL that gives each role the rights to its work and no others, for a database administrator: a superuser, or a role that
 * may create roles and is a member of the owner. In one transaction, ended by a newline; it is run after the log was migrated,
 * again after every migration, and may be repeated. Throws a RangeError for a name that no role, schema or tenant can have.
 */
export const rolesSql = ({
  schema = 'casebook',
  owner,
  writer,
  reader,
  analyst,
  tenants = [],
  tenantGroup,
}: Roles): string => {
  checked('schema', schema, /^[a-z_][a-z0-9_]{0,47}$/, '1 to 48 lower-case letters, digits and underscores');
  checkedRole('owner', owner);
  const group = checkedRole('group of tenants', tenantGroup ?? `${schema}_tenant`);
  const given: ReadonlyArray<readonly [what: string, name: string]> = [
    ...(writer === undefined ? [] : [['writer', writer] as const]),
    ...(reader === undefined ? [] : [['reader', reader] as const]),
    ...(analyst === undefined ? [] : [['analyst', analyst.role] as const]),
    ...tenants.map(({ tenant, role: name }) => [`role of tenant ${tenant}`, name] as const),
  ];
  for (const [what, name] of given) checkedRole(what, name);
  for (const { tenant } of tenants)
    checked('tenant', tenant, /^[a-z0-9-]{1,63}$/, '1 to 63 lower-case letters, digits and hyphens');
  const names = [owner, ...given.map(([, name]) => name), ...(tenants.length === 0 ? [] : [group])];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RangeError(`role ${twice} is named twice: each has rights of its own`);

  const everybody = [writer, reader].flatMap((name) => (name === undefined ? [] : [quoted(name)]));
  const sections: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
    ['The log must be there', [schemaExists(schema, owner)]],
    [
      'Roles; set their passwords yourself (\\password in psql)',
      [...given.map(([, name]) => role(name, 'login')), ...(tenants.length === 0 ? [] : [role(group, 'nologin')])],
    ],
    [
      'Nobody may do anything who is not named below',
      [
        `revoke all on schema "${schema}" from public`,
        `revoke execute on all functions in schema "${schema}" from public`,
      ],
    ],
    ...(writer === undefined
      ? []
      : [['Writer: appends, reads, folds', writerStatements(schema, quoted(owner), quoted(writer))] as const]),
    ...(reader === undefined
      ? []
      : [['Reader: the log and the read models', readerStatements(schema, quoted(owner), quoted(reader))] as const]),
    ...(analyst === undefined
      ? []
      : [
          [
            'Analyst: the views for analysts',
            analystStatements(analyst.schema, quoted(owner), analyst.role, everybody),
          ] as const,
        ]),
    ...(tenants.length === 0
      ? []
      : [
          [
            'Tenants: each its own streams and events',
            tenantStatements(
              { schema, owner: quoted(owner), tenants: quoted(group), everybody },
              tenants.map(({ tenant, role: name }) => ({ tenant, role: quoted(name), name: literal(name) })),
            ),
          ] as const,
        ]),
  ];
  const statements = sections.flatMap(([heading, body]) => [
    title(heading),
    ...body.map((statement) => `${statement};`),
  ]);
  return `${['begin;', ...statements, 'commit;'].join('\n\n')}\n`;
};
