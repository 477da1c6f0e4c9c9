import { namesIn, type Names } from './names';

/** What row-level security adds to a log's schema, quoted. */
interface TenantNames {
  /** Which role is which tenant's. */
  readonly roles: string;
  /** What tenants call instead of `append` and `readable`. */
  readonly append: string;
  readonly readable: string;
  /** Refuses streams of other tenants. */
  readonly assertOwn: string;
}

const within = (schema: string, name: string): string => `"${schema}"."${name}"`;

const tenantNamesIn = (schema: string): TenantNames => ({
  roles: within(schema, 'tenant_roles'),
  append: within(schema, 'append_as_tenant'),
  readable: within(schema, 'readable_as_tenant'),
  assertOwn: within(schema, 'assert_own_streams'),
});

/** The names that the store of a tenant's role works with: it reads the tables themselves, and appends through a function. */
export const namesForTenant = (schema: string): Names => {
  const { append, readable } = tenantNamesIn(schema);
  return { ...namesIn(schema), append, readable };
};

/** Who may see what of a table with a column `tenant`. */
export interface Protection {
  readonly schema: string;
  /** Unquoted. */
  readonly table: string;
  /** The group of all tenants' roles; each sees the rows of its own tenant. Quoted. */
  readonly tenants: string;
  /** Roles that see all rows, quoted; the owner does anyhow. */
  readonly everybody: ReadonlyArray<string>;
}

/**
 * The statements that put a table under row-level security: a tenant's role reads the rows of its tenant and writes none,
 * roles that see everything are not slowed, whoever else has been granted the table sees no row. For every table with a
 * column `tenant` that tenants' roles are granted. May be repeated.
 */
export const protectedTable = ({ schema, table, tenants, everybody }: Protection): ReadonlyArray<string> => {
  const target = within(schema, table);
  const { roles } = tenantNamesIn(schema);
  return [
    `alter table ${target} enable row level security`,
    `drop policy if exists "own_tenant" on ${target}`,
    // A subquery without reference to the row is asked once a statement, and what it gives can be looked up in an index.
    `create policy "own_tenant" on ${target} for select to ${tenants}
  using ("tenant" = (select r."tenant" from ${roles} as r where r."role" = current_user))`,
    `drop policy if exists "all_tenants" on ${target}`,
    ...(everybody.length === 0
      ? []
      : [`create policy "all_tenants" on ${target} to ${everybody.join(', ')} using (true) with check (true)`]),
  ];
};

/** Tables of the log that tenants read. */
const tenantTables = ['streams', 'events'] as const;

// Inside a function that runs as its owner, current_user is the owner; who calls is the role that was set, or that logged in.
const caller = `case current_setting('role') when 'none' then session_user else current_setting('role')::name end`;

// Nothing that a caller has put into his search path is found by a function which runs as the owner.
const asOwner = 'security definer set search_path = pg_catalog, pg_temp';

const tenantRoles = ({ roles }: TenantNames, owner: string, tenants: string): ReadonlyArray<string> => [
  `create table if not exists ${roles} (
  "role" name primary key,
  "tenant" text collate "C" not null check ("tenant" ~ '^[a-z0-9-]{1,63}$')
)`,
  `alter table ${roles} owner to ${owner}`,
  `comment on table ${roles} is 'The tenant whose events a role sees and appends; written by the owner only.'`,
  `alter table ${roles} enable row level security`,
  `drop policy if exists "own_row" on ${roles}`,
  `create policy "own_row" on ${roles} for select to ${tenants} using ("role" = current_user)`,
];

const assertOwn = ({ roles, assertOwn }: TenantNames, owner: string): ReadonlyArray<string> => [
  `create or replace function ${assertOwn}(p_streams text[], p_tenants text[], p_categories text[]) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $body$
declare
  v_role name := ${caller};
  v_tenant text := (select r."tenant" from ${roles} as r where r."role" = v_role);
  v_stream text;
begin
  if v_tenant is null then
    raise exception 'role % is no tenant''s', v_role using errcode = 'insufficient_privilege';
  end if;
  select coalesce(s.stream, '(none)') into v_stream
  from unnest(p_streams, p_tenants, p_categories) as s(stream, tenant, category)
  where (s.tenant = v_tenant and s.category ~ '^[a-z]+$' and starts_with(s.stream, s.category || '-' || s.tenant || '_')) is not true
  limit 1;
  if found then
    raise exception 'role % appends to streams of tenant % only, not to %', v_role, v_tenant, v_stream
      using errcode = 'insufficient_privilege';
  end if;
end
$body$`,
  `alter function ${assertOwn}(text[], text[], text[]) owner to ${owner}`,
  `revoke execute on function ${assertOwn}(text[], text[], text[]) from public`,
];

// A writer that sends the hashes of its contents is believed; a tenant is not: they are made from what is stored.
const contents = ({ content }: Names): string => `(
          select string_agg(${content}(p_streams[p_append_streams[n.append]], n.id, n.type, n.schema, n.data, n.occurred, n.actor,
            n.command, n.correlation, n.causation, n.said, n.source, n.wake), ''::bytea order by n.number)
          from unnest(p_event_appends, p_ids, p_types, p_schemas, p_data, p_occurred, p_actors, p_commands, p_correlations,
            p_causations, p_said, p_sources, p_wakes) with ordinality
            as n(append, id, type, schema, data, occurred, actor, command, correlation, causation, said, source, wake, number))`;

/**
 * A tenant's role may not write the table of events itself: it could take positions that another writer has drawn. It calls
 * `append` through a function that has looked whose streams they are, one for every `append` that there is; and asks for the
 * readable mark of the whole log, since its own last event may lie far back.
 */
const doors = (schema: string, names: TenantNames, owner: string, tenants: string): string => `do $doors$
declare
  v_append record;
  v_signature text;
begin
  for v_append in
    select p.oid, pg_get_function_identity_arguments(p.oid) as identity, pg_get_function_arguments(p.oid) as arguments,
      (select string_agg(case a.name when 'p_contents' then $contents$${contents(namesIn(schema))}$contents$ else '$' || a.n end, ', ' order by a.n)
       from unnest(p.proargnames) with ordinality as a(name, n) where a.n <= p.pronargs) as given,
      (select string_agg(quote_ident(a.name), ', ' order by a.n)
       from unnest(p.proargnames, p.proargmodes) with ordinality as a(name, mode, n) where a.mode = 'o') as answers,
      p.proargnames @> array['p_streams', 'p_tenants', 'p_categories'] as checkable
    from pg_proc as p
    where p.pronamespace = '"${schema}"'::regnamespace and p.proname = 'append'
  loop
    if not v_append.checkable then
      raise exception 'append(%) does not say whose streams they are', v_append.identity;
    end if;
    v_signature := format('${names.append}(%s)', v_append.identity);
    execute format($create$create or replace function ${names.append}(%s) language plpgsql volatile ${asOwner}
      as $door$
      #variable_conflict use_column
      begin
        perform ${names.assertOwn}(p_streams, p_tenants, p_categories);
        select a.* into %s from ${within(schema, 'append')}(%s) as a;
      end
      $door$
      $create$, v_append.arguments, v_append.answers, v_append.given);
    execute format('alter function %s owner to ${owner}', v_signature);
    execute format('revoke execute on function %s from public', v_signature);
    execute format('grant execute on function %s to ${tenants}', v_signature);
  end loop;
end
$doors$`;

const readable = (schema: string, names: TenantNames, owner: string, tenants: string): ReadonlyArray<string> => [
  `create or replace function ${names.readable}() returns bigint language plpgsql volatile ${asOwner}
as $body$ begin return ${within(schema, 'readable')}(); end $body$`,
  `alter function ${names.readable}() owner to ${owner}`,
  `revoke execute on function ${names.readable}() from public`,
  `grant execute on function ${names.readable}() to ${tenants}`,
];

/** A role and the tenant whose it is. */
export interface TenantRole {
  readonly tenant: string;
  /** Quoted. */
  readonly role: string;
  /** As a literal of SQL. */
  readonly name: string;
}

/** All that lets tenants' roles read and append what is theirs; `owner`, `tenants` and `everybody` are quoted. */
export const tenantStatements = (
  { schema, owner, tenants, everybody }: Omit<Protection, 'table'> & { readonly owner: string },
  members: ReadonlyArray<TenantRole>,
): ReadonlyArray<string> => {
  const names = tenantNamesIn(schema);
  return [
    `grant usage on schema "${schema}" to ${tenants}`,
    ...tenantRoles(names, owner, tenants),
    // Whoever owns the schema may have said that others write what he makes.
    `revoke all on ${names.roles} from ${['public', ...everybody].join(', ')}`,
    `grant select on ${names.roles} to ${[tenants, ...everybody].join(', ')}`,
    ...tenantTables.flatMap((table) => protectedTable({ schema, table, tenants, everybody })),
    `grant select on ${[...tenantTables, 'migrations'].map((table) => within(schema, table)).join(', ')} to ${tenants}`,
    `grant select on sequence ${within(schema, 'positions')} to ${tenants}`,
    ...assertOwn(names, owner),
    doors(schema, names, owner, tenants),
    ...readable(schema, names, owner, tenants),
    ...members.flatMap(({ tenant, role, name }) => [
      `grant ${tenants} to ${role}`,
      `insert into ${names.roles} ("role", "tenant") values (${name}, '${tenant}')
  on conflict ("role") do update set "tenant" = excluded."tenant"`,
    ]),
  ];
};
