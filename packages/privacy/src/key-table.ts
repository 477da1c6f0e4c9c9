import * as TE from 'fp-ts/TaskEither';
import { sql, type Kysely } from 'kysely';
import { streamParts, type StoreUnavailable, type StreamName } from '@casebook/event-store';
import type { Actor, Instant, TenantId } from '@casebook/vocabulary';
import { keyTablesIn, migrateKeyTables } from './key-tables';
import type { Binding, Erasure, Key, KeyStore, Tombstone } from './key-store';
import { newKey } from './new-key';

/** Where the table is: any kysely on PostgreSQL or PGlite, and the schema of the log that it belongs to. */
export interface KeyTableOptions {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tables of its own
  readonly kysely: Kysely<any>;
  readonly schema: string;
}

interface KeyRow {
  readonly tenant: TenantId;
  readonly owner: string;
  readonly id: string;
  readonly bytes: Uint8Array | null;
}

interface ErasedRow {
  readonly id: string;
  readonly owner: string;
  readonly erased_at: Instant;
  readonly erased_by: Actor;
  readonly reason: string;
}

const unavailable = (error: unknown): StoreUnavailable => ({
  type: 'StoreUnavailable',
  message: error instanceof Error ? error.message : String(error),
});

const attempted = <A>(work: () => Promise<A>): TE.TaskEither<StoreUnavailable, A> => TE.tryCatch(work, unavailable);

/** A person and a stream of the same name are not the same owner. */
const ofPerson = (person: string): string => `person ${person}`;
const ofStream = (stream: StreamName): string => `stream ${stream}`;
const ownerOf = ({ stream, person }: Binding): string => (person === null ? ofStream(stream) : ofPerson(person));
const tenantOf = ({ stream }: Binding): TenantId => streamParts(stream).tenant;
const nameOf = (tenant: string, owner: string): string => `${tenant} ${owner}`;

const attempts = 5;

/** A key that somebody else is making at this moment is not seen by the statement that meets it, and two who make several may wait for each other. */
const isPassing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && ['40P01', '40001'].includes(String(error.code));

/**
 * Keys in two tables of a schema of their own, `<schema>_keys`, so that whoever may read the log need not be allowed to read
 * them. Makes what is missing; rejects where it cannot.
 */
export const keyTable = async ({ kysely, schema }: KeyTableOptions): Promise<KeyStore> => {
  await migrateKeyTables(kysely, schema);
  const { keys, bindings } = keyTablesIn(schema);

  /** All that is wanted in one statement, which is one transaction: what it answers is durable. */
  const made = async (wanted: ReadonlyArray<Binding>): Promise<ReadonlyMap<string, KeyRow>> => {
    const fresh = wanted.map(newKey);
    const { rows } = await sql<KeyRow>`
      with wanted as (
        select * from unnest(
          ${wanted.map(tenantOf)}::text[], ${wanted.map(ownerOf)}::text[], ${wanted.map(({ stream }) => stream)}::text[],
          ${fresh.map(({ id }) => id)}::text[],
          ${fresh.map(({ bytes }) => Buffer.from(bytes).toString('hex'))}::text[]
        ) as w ("tenant", "owner", "stream", "id", "bytes")
      ), made as (
        insert into ${keys} ("tenant", "owner", "id", "bytes")
        select "tenant", "owner", "id", decode("bytes", 'hex') from wanted order by "tenant", "owner"
        on conflict ("tenant", "owner") do nothing
        returning "tenant", "owner", "id", "bytes"
      ), found as (
        select * from made
        union
        select "tenant", "owner", k."id", k."bytes" from ${keys} as k join wanted using ("tenant", "owner")
      ), bound as (
        insert into ${bindings} ("tenant", "stream", "key")
        select distinct "tenant", "stream", found."id" from found join wanted using ("tenant", "owner")
        where found."bytes" is not null order by 1, 2, 3
        on conflict do nothing
      )
      select * from found`.execute(kysely);
    return new Map(rows.map((row) => [nameOf(row.tenant, row.owner), row]));
  };

  const sealing = async (wanted: ReadonlyArray<Binding>): Promise<ReadonlyArray<Key | 'erased'>> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const found = await made(wanted);
        const rows = wanted.flatMap((one) => found.get(nameOf(tenantOf(one), ownerOf(one))) ?? []);
        if (rows.length === wanted.length)
          return rows.map(({ id, bytes }) => (bytes === null ? 'erased' : { id, bytes }));
        if (attempt === attempts) throw new Error('keys that were made are not there');
      } catch (error) {
        if (attempt === attempts || !isPassing(error)) throw error;
      }
    }
  };

  const opening = async (ids: ReadonlyArray<string>): Promise<ReadonlyMap<string, Uint8Array | 'erased'>> => {
    const { rows } = await sql<Pick<KeyRow, 'id' | 'bytes'>>`
      select "id", "bytes" from ${keys} where "id" = any (${ids}::text[])`.execute(kysely);
    return new Map(rows.map(({ id, bytes }) => [id, bytes ?? 'erased']));
  };

  const streamsBoundTo = async (key: string): Promise<ReadonlyArray<StreamName>> => {
    const { rows } = await sql<{ readonly stream: StreamName }>`
      select "stream" from ${bindings} where "key" = ${key} order by "stream" collate "C"`.execute(kysely);
    return rows.map(({ stream }) => stream);
  };

  const streamsOf = async (tenant: TenantId, person: string): Promise<ReadonlyArray<StreamName> | null> => {
    const { rows } = await sql<{ readonly id: string }>`
      select "id" from ${keys} where "tenant" = ${tenant} and "owner" = ${ofPerson(person)}`.execute(kysely);
    return rows[0] === undefined ? null : streamsBoundTo(rows[0].id);
  };

  const erase = async (tenant: TenantId, person: string, { at, by, reason }: Tombstone): Promise<Erasure | null> => {
    const { rows } = await sql<ErasedRow>`
      with theirs as (
        select "id" from ${keys} where "tenant" = ${tenant} and "owner" = ${ofPerson(person)}
      ), own as (
        select k."id" from ${keys} as k join ${bindings} as b on k."tenant" = b."tenant" and k."owner" = 'stream ' || b."stream"
        where b."key" in (select "id" from theirs)
      )
      update ${keys} set "bytes" = null, "erased_at" = coalesce("erased_at", ${at}::timestamptz),
        "erased_by" = coalesce("erased_by", ${JSON.stringify(by)}::jsonb), "reason" = coalesce("reason", ${reason})
      where "id" in (select "id" from theirs union select "id" from own)
      returning "id", "owner", "erased_at", "erased_by", "reason"`.execute(kysely);
    const row = rows.find(({ owner }) => owner === ofPerson(person));
    if (row === undefined) return null;
    // An update leaves the row of before in its page, key and all, until the table is written anew.
    await sql`vacuum full ${keys}`.execute(kysely);
    return {
      keyId: row.id,
      tombstone: { at: row.erased_at, by: row.erased_by, reason: row.reason },
      streams: await streamsBoundTo(row.id),
    };
  };

  return {
    sealing: (wanted) => attempted(() => sealing(wanted)),
    opening: (ids) => attempted(() => opening(ids)),
    streamsOf: (tenant, person) => attempted(() => streamsOf(tenant, person)),
    erase: (tenant, person, tombstone) => attempted(() => erase(tenant, person, tombstone)),
  };
};
