import { constant, list } from './sql/quoted';
import type { Query } from './database';

type Grants = ReadonlyArray<{ readonly grant: string; readonly revoke: string }>;

/** What others may do with a view, as the statements that allow and that forbid it; of columns only those that are named. */
export const grantsOn = async (query: Query, view: string, columns: ReadonlyArray<string>): Promise<Grants> => {
  const whom = `case when given.grantee = 0 then 'public' else quote_ident(role.rolname) end`;
  const statement = (what: string): string =>
    `'grant ' || ${what} || ' on ' || ${constant(view)} || ' to ' || ${whom}
       || case when given.is_grantable then ' with grant option' else '' end as allow,
     'revoke ' || ${what} || ' on ' || ${constant(view)} || ' from ' || ${whom} as forbid`;
  const rows = await query(
    `select ${statement('given.privilege_type')}
     from pg_class as view cross join lateral aclexplode(view.relacl) as given left join pg_roles as role on role.oid = given.grantee
     where view.oid = to_regclass($1) and given.grantee <> view.relowner
     union all
     select ${statement(`given.privilege_type || ' (' || quote_ident(shown.attname) || ')'`)}
     from pg_class as view join pg_attribute as shown on shown.attrelid = view.oid and not shown.attisdropped
     cross join lateral aclexplode(shown.attacl) as given left join pg_roles as role on role.oid = given.grantee
     where view.oid = to_regclass($1) and given.grantee <> view.relowner and shown.attname = any($2::text::text[])`,
    [view, list(columns)],
  );
  return rows.map(({ allow, forbid }) => ({ grant: allow ?? '', revoke: forbid ?? '' }));
};
