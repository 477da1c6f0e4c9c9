import type { Names } from './names';

/** Raised by whatever would change or remove an event. */
export const refuseChange = ({ refuse }: Names): string => `create or replace function ${refuse}()
returns trigger language plpgsql as $body$
begin
  raise exception using
    errcode = 'restrict_violation',
    message = format('%I.%I is append-only: %s is refused', tg_table_schema, tg_table_name, tg_op),
    hint = 'What is wrong in the log is corrected by a further event.';
end
$body$`;

/** The log's tables, and their protection. */
export const tables = ({ streams, events, positions, refuse }: Names): ReadonlyArray<string> => [
  // One row a stream: its lock, and what an append has to know of what came before. Updated in place, hence the room.
  `create table ${streams} (
  "stream" text collate "C" primary key,
  "tenant" text collate "C" not null,
  "category" text collate "C" not null,
  "revision" bigint not null,
  "latest" timestamptz(3)
) with (fillfactor = 70)`,
  `comment on column ${streams}."revision" is 'of the last event; -1 while the first append is under way'`,
  `comment on column ${streams}."latest" is 'the latest occurred_at; what comes later and happened earlier is late'`,

  // cache 1: a session that kept numbers in store would write positions below what readers take for settled.
  `create sequence ${positions} as bigint minvalue 1 cache 1 no cycle`,

  // No foreign key to the streams: append() has locked the stream's row anyway, and a check of every event costs speed.
  // data stays text: jsonb would reorder keys and drop digits, and what was written is what is hashed and given back.
  `create table ${events} (
  "position" bigint primary key,
  "id" uuid not null,
  "tenant" text collate "C" not null,
  "category" text collate "C" not null,
  "stream" text collate "C" not null,
  "revision" bigint not null,
  "type" text collate "C" not null,
  "schema" integer not null,
  "data" text collate "C" not null,
  "occurred_at" timestamptz(3) not null,
  "recorded_at" timestamptz(3) not null,
  "late" boolean not null,
  "actor" json not null,
  "command_id" text collate "C",
  "correlation_id" text collate "C" not null,
  "causation_id" text collate "C",
  "said_at" timestamptz(3),
  "source" json,
  "wake" timestamptz(3),
  constraint "events_id" unique ("id"),
  constraint "events_stream_revision" unique ("stream", "revision")
)`,
  `create index "events_command" on ${events} ("stream", "command_id") where "command_id" is not null`,
  `comment on table ${events} is 'Append-only. position is the order of the whole log, with gaps; revision that of a stream, from 0 without gaps.'`,
  `comment on column ${events}."schema" is 'the version of the type''s schema in which data is written'`,
  `comment on column ${events}."occurred_at" is 'when it happened in the business'`,
  `comment on column ${events}."recorded_at" is 'when the log learned it'`,
  `comment on column ${events}."late" is 'it happened before something that its stream had already recorded'`,
  `comment on column ${events}."command_id" is 'the command that this event is the outcome of'`,
  `comment on column ${events}."wake" is 'when time alone will bring the stream something next'`,

  `create trigger "append_only" before update or delete or truncate on ${events}
  for each statement execute function ${refuse}()`,
];
