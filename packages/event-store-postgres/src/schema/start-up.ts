import { sql, type Kysely } from 'kysely';
import type { Database } from '../database';
import { codeOf, DatabaseUnavailable } from '../failures';
import { namesIn } from './names';

/** What is wrong with a log, and what to do about it. */
export interface LogFault {
  readonly kind: 'sequenceBehind' | 'headsDisagree' | 'unprotected';
  /** In words. */
  readonly is: string;
  readonly remedy: string;
}

/** The log is not as a writer left it: it was restored in part, or changed by hand. */
export class LogDamaged extends Error {
  readonly type = 'LogDamaged';
  readonly schema: string;
  readonly faults: ReadonlyArray<LogFault>;
  constructor(schema: string, faults: ReadonlyArray<LogFault>) {
    super(
      `the log in schema ${schema} is not as it was written: ${faults.map(({ is, remedy }) => `${is}; ${remedy}`).join('. ')}`,
    );
    this.name = this.type;
    this.schema = schema;
    this.faults = faults;
  }
}

// Heads are compared for the streams of the last events: that costs the same whatever the log's length.
const compared = 2_000;

interface Facts {
  readonly drawn: number;
  readonly last: number;
  readonly protected: boolean;
  readonly streams: number;
  readonly example: string | null;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as `Database.kysely`
const factsOf = async (connection: Kysely<any>, schema: string): Promise<Facts> => {
  const { events, streams, positions } = namesIn(schema);
  const { rows } = await sql<Facts>`
    with tail as (
      select * from ${sql.raw(events)} order by "position" desc limit ${compared}
    ), heads as (
      select "tenant", "stream", max("revision") as "revision", max("occurred_at") as "latest",
        max("revision") - min("revision") + 1 = count(*) as "whole"
      from tail group by "tenant", "stream"
    ), wrong as (
      select h."stream" from heads as h
      left join ${sql.raw(streams)} as s on s."stream" = h."stream" and s."tenant" = h."tenant"
      where not h."whole" or s."revision" is distinct from h."revision" or s."latest" < h."latest" or s."latest" is null
    )
    select
      (select case when is_called then last_value else 0 end from ${sql.raw(positions)}) as "drawn",
      (select coalesce(max("position"), 0) from tail) as "last",
      exists (
        select from pg_trigger
        where tgrelid = ${events}::regclass and tgname = 'append_only' and tgenabled in ('O', 'A')
      ) as "protected",
      (select count(*) from wrong) as "streams",
      (select min("stream") from wrong) as "example"`.execute(connection);
  const [facts] = rows;
  if (facts === undefined) throw new Error('the log did not say how it is');
  return facts;
};

const faultsIn = (schema: string, { protected: isProtected, streams, example }: Facts): ReadonlyArray<LogFault> => [
  ...(isProtected
    ? []
    : [
        {
          kind: 'unprotected' as const,
          is: 'its events can be changed, because the trigger append_only is missing or disabled',
          remedy: `check the log, then run: alter table ${namesIn(schema).events} enable trigger "append_only"`,
        },
      ]),
  ...(streams === 0
    ? []
    : [
        {
          kind: 'headsDisagree' as const,
          is: `of ${streams} streams among the last events, such as ${example ?? ''}, the table streams says another end than their events do`,
          remedy: 'restore events and streams from one dump; nothing can be appended to these streams as they are',
        },
      ]),
];

const insufficientPrivilege = '42501';

// Positions that were given are never given again. One at a time, and never back.
const advance = async ({ kysely, schema }: Database): Promise<number> => {
  const { positions, events } = namesIn(schema);
  return kysely
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      const key = `casebook migrations of ${schema}`;
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(transaction);
      const { rows } = await sql<{ position: number }>`
        select setval(${positions}, greatest((select max("position") from ${sql.raw(events)}),
          (select last_value from ${sql.raw(positions)}))) as "position"`.execute(transaction);
      return rows[0]?.position ?? 0;
    });
};

/** What a start-up check has mended: the sequence of positions stood before the log's last event. */
export interface Mended {
  readonly positionsFrom: number;
  readonly positionsTo: number;
}

/**
 * Looks whether the log can be used, after a restore above all, at a cost that does not grow with it. Positions that would be
 * given a second time are moved on, and that is answered; null where there was nothing to mend. Rejects with LogDamaged where
 * the end of the log does not agree with its streams or is not protected, with DatabaseUnavailable on a standby.
 */
export const checkAtStart = async (database: Database): Promise<Mended | null> => {
  if (database.capabilities.isStandby)
    throw new DatabaseUnavailable(
      'this server is a standby, and only its primary knows which writers are under way: give the address of the primary',
      undefined,
    );
  const facts = await factsOf(database.kysely, database.schema);
  const faults = faultsIn(database.schema, facts);
  if (faults.length > 0) throw new LogDamaged(database.schema, faults);
  if (facts.drawn >= facts.last) return null;
  try {
    return { positionsFrom: facts.drawn, positionsTo: await advance(database) };
  } catch (error) {
    if (codeOf(error) !== insufficientPrivilege) throw error;
    throw new LogDamaged(database.schema, [
      {
        kind: 'sequenceBehind',
        is: `the next position is ${facts.drawn + 1}, and the log goes up to ${facts.last}`,
        remedy: 'open it once as its owner, who may set the sequence',
      },
    ]);
  }
};
