import { sql } from 'kysely';
import type { Database } from '../database';

interface Holder {
  readonly pid: number;
  readonly application: string | null;
  readonly role: string | null;
  readonly seconds: number | null;
}

/** Whose transactions hold locks on tables of this schema, in words, the oldest first; a role without the right sees pids only. */
export const holdersOf = async ({
  kysely,
  schema,
}: Pick<Database, 'kysely' | 'schema'>): Promise<ReadonlyArray<string>> => {
  const { rows } = await sql<Holder>`
    select a.pid, nullif(a.application_name, '') as application, a.usename as role,
      round(extract(epoch from clock_timestamp() - a.xact_start))::integer as seconds
    from pg_stat_activity as a
    where a.pid <> pg_backend_pid() and exists (
      select from pg_locks as l join pg_class as c on c.oid = l.relation
      where l.pid = a.pid and l.granted and c.relkind = 'r' and c.relnamespace = to_regnamespace(${`"${schema}"`})
    )
    order by a.xact_start nulls last, a.pid`.execute(kysely);
  return rows.map(({ pid, application, role, seconds }) =>
    [
      `connection ${pid}`,
      ...(application === null ? [] : [` of ${application}`]),
      ...(role === null ? [] : [` as ${role}`]),
      ...(seconds === null ? [] : [`, in a transaction for ${seconds} s`]),
    ].join(''),
  );
};
