import { leaf } from './content-hash';
import type { Names } from './names';

/** Hashes what is stored already, stream by stream in order of revision. */
const backfill = (names: Names): string => `do $body$
declare
  v_event record;
  v_stream text;
  v_hash bytea;
  v_previous bytea;
begin
  for v_event in
    select "position", "tenant", "stream", "revision", "late", ${names.instant}("recorded_at") as recorded,
      ${names.content}("stream", "id", "type", "schema", "data", "occurred_at", "actor", "command_id", "correlation_id",
        "causation_id", "said_at", "source", "wake") as content
    from ${names.events} order by "stream", "revision"
  loop
    v_previous := case when v_event.stream is not distinct from v_stream then v_hash end;
    v_hash := ${leaf('v_event.content', 'v_event.late', 'v_previous', 'v_event.recorded', 'v_event.revision')};
    v_stream := v_event.stream;
    update ${names.events} set "hash" = v_hash, "previous" = v_previous where "position" = v_event.position;
    update ${names.streams} set "hash" = v_hash where "stream" = v_event.stream and "revision" = v_event.revision;
  end loop;
end
$body$`;

/**
 * Each event gets the hash of itself and of the one before it in its stream, and every key gets the tenant. The names of keys stay.
 * The tenant comes last in them: an index that begins with it invites plans, made while the log has no statistics, that read a whole tenant.
 * Rows that earlier migrations made are kept as they are; only columns are added.
 */
export const hashes = (names: Names): ReadonlyArray<string> => [
  `alter table ${names.streams} add column "hash" bytea`,
  `alter table ${names.events} add column "hash" bytea, add column "previous" bytea`,
  `alter table ${names.events} disable trigger "append_only"`,
  backfill(names),
  `alter table ${names.events} enable trigger "append_only"`,
  `alter table ${names.events} alter column "hash" set not null`,
  `comment on column ${names.events}."hash" is 'SHA-256 of the event, as of a Merkle leaf (RFC 6962) over its canonical envelope (RFC 8785)'`,
  `comment on column ${names.events}."previous" is 'the hash of the event before it in its stream; null for the first'`,
  `comment on column ${names.streams}."hash" is 'of the last event'`,

  `alter table ${names.streams} drop constraint "streams_pkey", add constraint "streams_pkey" primary key ("stream", "tenant")`,
  `alter table ${names.events}
  drop constraint "events_pkey", add constraint "events_pkey" primary key ("position", "tenant"),
  drop constraint "events_id", add constraint "events_id" unique ("id", "tenant"),
  drop constraint "events_stream_revision", add constraint "events_stream_revision" unique ("stream", "revision", "tenant")`,
  `drop index ${names.schema}."events_command"`,

  `create table ${names.heads} (
  "position" bigint primary key,
  "events" bigint not null,
  "root" bytea not null,
  "seen_at" timestamptz(3) not null
)`,
  `comment on table ${names.heads} is 'how the whole log stood when it was checked: the root of the Merkle tree over all hashes up to position'`,
  `create trigger "append_only" before update or delete or truncate on ${names.heads}
  for each statement execute function ${names.refuse}()`,
];
