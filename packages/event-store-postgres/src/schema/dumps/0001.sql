begin;

create schema if not exists "casebook";

create table if not exists "casebook"."migrations" (
  "version" integer primary key,
  "name" text not null,
  "applied_at" timestamptz(3) not null default now()
);

create table "casebook"."streams" (
  "stream" text collate "C" primary key,
  "tenant" text collate "C" not null,
  "category" text collate "C" not null,
  "revision" bigint not null,
  "latest" timestamptz(3)
) with (fillfactor = 70);

comment on column "casebook"."streams"."revision" is 'of the last event; -1 while the first append is under way';

comment on column "casebook"."streams"."latest" is 'the latest occurred_at; what comes later and happened earlier is late';

create sequence "casebook"."positions" as bigint minvalue 1 cache 1 no cycle;

create table "casebook"."events" (
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
);

create index "events_command" on "casebook"."events" ("stream", "command_id") where "command_id" is not null;

comment on table "casebook"."events" is 'Append-only. position is the order of the whole log, with gaps; revision that of a stream, from 0 without gaps.';

comment on column "casebook"."events"."schema" is 'the version of the type''s schema in which data is written';

comment on column "casebook"."events"."occurred_at" is 'when it happened in the business';

comment on column "casebook"."events"."recorded_at" is 'when the log learned it';

comment on column "casebook"."events"."late" is 'it happened before something that its stream had already recorded';

comment on column "casebook"."events"."command_id" is 'the command that this event is the outcome of';

comment on column "casebook"."events"."wake" is 'when time alone will bring the stream something next';

create function "casebook"."refuse_change"() returns trigger language plpgsql as $body$
begin
  raise exception using
    errcode = 'restrict_violation',
    message = format('%I.%I is append-only: %s is refused', tg_table_schema, tg_table_name, tg_op),
    hint = 'What is wrong in the log is corrected by a further event.';
end
$body$;

create trigger "append_only" before update or delete or truncate on "casebook"."events"
  for each statement execute function "casebook"."refuse_change"();

create or replace function "casebook"."append"(
  in p_streams text[], in p_tenants text[], in p_categories text[],
  -- one entry an append: its stream's place in p_streams, what it expects, how many events it brings
  in p_append_streams integer[], in p_expectations bigint[], in p_counts integer[],
  -- one entry an event, in the order of the appends: its append's place
  in p_event_appends integer[], in p_ids uuid[], in p_types text[], in p_schemas integer[], in p_data text[],
  in p_occurred timestamptz[], in p_actors json[], in p_commands text[], in p_correlations text[], in p_causations text[],
  in p_said timestamptz[], in p_sources json[], in p_wakes timestamptz[],
  in p_clock timestamptz,
  out recorded_at timestamptz, out outcomes json, out revisions json, out positions json, out lates json
) language plpgsql volatile
-- The log has no statistics while it is young, and a plan made then is kept: it must not be one that reads the whole table.
set enable_seqscan = off
-- A group is some megabytes: sorted in memory, not in a file.
set work_mem = '64MB'
as $body$
#variable_conflict use_column
declare
  v_revisions bigint[];
  v_latests timestamptz[];
  v_known integer[];
  v_outcomes integer[] := array_fill(0, array[cardinality(p_append_streams)]);
  v_firsts bigint[] := array_fill(0::bigint, array[cardinality(p_append_streams)]);
  v_place integer;
  v_actual bigint;
  v_expected bigint;
  v_floor bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'events are appended in read committed, not %: what was waited for must be seen',
      current_setting('transaction_isolation') using errcode = 'invalid_transaction_state';
  end if;
  recorded_at := coalesce(p_clock, date_trunc('milliseconds', clock_timestamp()));
  positions := '[]';
  lates := '[]';

  insert into "casebook"."streams" ("stream", "tenant", "category", "revision")
  select s.stream, s.tenant, s.category, -1
  from unnest(p_streams, p_tenants, p_categories) with ordinality as s(stream, tenant, category, place)
  where exists (
    select from unnest(p_append_streams, p_expectations) as a(place, expected)
    where a.place = s.place and a.expected in (-1, -2)
  )
  order by s.stream collate "C"
  on conflict do nothing;

  perform from "casebook"."streams" where "stream" = any (p_streams) order by "stream" for update;

  -- Its own statement: what was committed while we waited is seen only now.
  select array_agg(coalesce(t."revision", -1) order by s.place), array_agg(t."latest" order by s.place)
  into v_revisions, v_latests
  from unnest(p_streams) with ordinality as s(stream, place)
  left join "casebook"."streams" as t on t."stream" = s.stream;

  select array_agg(distinct n.append) into v_known
  from unnest(p_ids, p_event_appends) as n(id, append)
  where exists (select from "casebook"."events" as e where e."id" = n.id);

  for i in 1 .. cardinality(p_append_streams) loop
    v_place := p_append_streams[i];
    v_actual := v_revisions[v_place];
    v_expected := p_expectations[i];
    v_firsts[i] := v_actual + 1;
    if i = any (v_known) then
      v_outcomes[i] := 2;
    elsif v_expected = -2
      or (v_expected = -3 and v_actual >= 0)
      or (v_expected not in (-2, -3) and v_expected = v_actual) then
      v_revisions[v_place] := v_actual + p_counts[i];
    else
      v_outcomes[i] := 1;
    end if;
  end loop;

  if 0 = any (v_outcomes) then
    select case when is_called then last_value else 0 end into v_floor from "casebook"."positions";
    perform pg_advisory_xact_lock_shared((2325::bigint << 48) | v_floor);

    -- Streams and appends are looked up by subscript, which costs nothing; the planner, not knowing how many they are, would join them badly.
    with brought as (
      select n.*, p_append_streams[n.append] as place,
        v_firsts[n.append] + row_number() over (partition by n.append order by n.number) - 1 as revision
      from unnest(p_event_appends, p_ids, p_types, p_schemas, p_data, p_occurred, p_actors, p_commands, p_correlations,
        p_causations, p_said, p_sources, p_wakes) with ordinality
        as n(append, id, type, schema, data, occurred, actor, command, correlation, causation, said, source, wake, number)
      where v_outcomes[n.append] = 0
    ), numbered as materialized (
      select b.*, nextval('"casebook"."positions"') as position
      from (
        select b.*, coalesce(b.occurred < greatest(v_latests[b.place],
          max(b.occurred) over (partition by b.place order by b.number rows between unbounded preceding and 1 preceding)), false) as late
        from brought as b
        order by b.number
      ) as b
    ), written as (
      insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at",
        "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake")
      select position, id, p_tenants[place], p_categories[place], p_streams[place], revision, type, schema, data, occurred, recorded_at, late, actor, command,
        correlation, causation, said, source, wake
      from numbered
      returning "position", "late"
    ), moved as (
      update "casebook"."streams" as t
      set "revision" = v_revisions[w.place], "latest" = greatest(t."latest", w.latest)
      from (select place, max(occurred) as latest from numbered group by place) as w
      where t."stream" = p_streams[w.place]
    )
    select json_agg("position" order by "position"), json_agg("late" order by "position") into positions, lates from written;
  end if;

  -- Rows made for streams that came to nothing, seen by nobody but us.
  if 2 = any (v_outcomes) then
    delete from "casebook"."streams" where "stream" = any (p_streams) and "revision" = -1;
  end if;

  outcomes := array_to_json(v_outcomes);
  -- Of the first event where taken; one more than the actual revision where not.
  revisions := array_to_json(v_firsts);
end
$body$;

create or replace function "casebook"."readable"()
returns bigint language plpgsql volatile
set enable_seqscan = off
as $body$
declare
  v_bound bigint;
  v_floor bigint;
  v_position bigint;
begin
  select case when is_called then last_value else 0 end into v_bound from "casebook"."positions";

  select min(((classid::bigint << 32) | objid::bigint) & ((1::bigint << 48) - 1)) into v_floor
  from pg_locks
  where locktype = 'advisory'
    and objsubid = 1
    and (classid::bigint >> 16) = 2325
    and database = (select oid from pg_database where datname = current_database());

  select max("position") into v_position from "casebook"."events" where "position" <= least(v_bound, v_floor);
  return coalesce(v_position, 0);
end
$body$;

insert into "casebook"."migrations" ("version", "name") values (1, 'the log');

commit;

begin;

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('1', 'd6889e97-cf02-58ee-9c60-ed7d06163e3d', 'acme', 'case', 'case-acme_1', '0', 'CaseCreated', '3', '{"name":"created"}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', 'create "one", {x} \ NULL', 'correlation of created', null, null, null, '2026-03-01 12:00:00.123+00');

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('2', '1de710d4-41ce-54f3-b35e-a665ba736a8f', 'acme', 'case', 'case-acme_1', '1', 'ThingHappened', '1', '{"name":"follows"}', '2026-03-01 12:00:00.001+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', 'create "one", {x} \ NULL', '', 'NULL', null, null, null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('3', 'dfc76e38-278b-5fa4-97de-62e9d766fc68', 'acme-north', 'case', 'case-acme-north_1', '0', 'ThingHappened', '1', '{"name":"of acme-north"}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of of acme-north', null, null, null, null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('4', '556467f3-22d4-5de8-aafb-cf5a7b3ae466', 'acme', 'case', 'case-acme_Größe 你好 😀 _-"''\', '0', 'ThingHappened', '1', '{"text":"Grüße, 你好, 😀, \u0000, \\, \"quoted\", ''single'', {braces}, NULL"}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"automation","id":"router \"one\", {x}","onBehalfOf":"ada"}', null, 'correlation of text', null, null, null, null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('5', '598932f7-50d7-5762-bc0c-c6c336f883d2', 'acme', 'case', 'case-acme_Größe 你好 😀 _-"''\', '1', 'ThingHappened', '1', '{"b": 1,
  "a":1.0, "a":2, "big":12345678901234567890.10}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of digits', null, null, null, null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('6', '0f0f1ca8-37d0-5daf-a3f2-d34bc7a4a361', 'acme', 'case', 'case-acme_Größe 你好 😀 _-"''\', '2', 'ThingHappened', '1', '{"directions":"مرحبا שלום ‮abc‬","marks":"é é ﻿  "}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of marks', null, null, null, null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('7', '1f14fc78-c3a1-5a2f-8db8-f8f236dbf6b8', 'acme', 'case', 'case-acme_1', '2', 'ThingHappened', '1', '{"name":"late"}', '2026-03-01 11:59:00+00', '2026-03-01 13:00:00+00', 'true', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of late', null, '2026-03-01 11:58:59+00', null, null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('8', '434577dc-0d81-5b3d-a765-dfba7d4c0437', 'acme', 'case', 'case-acme_1', '3', 'ThingHappened', '1', 'null', '2026-03-01 12:00:05+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of after it', null, null, null, null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('9', '045c4f44-df4b-5164-9de0-1c9f37a7f826', 'globex', 'case', 'case-globex_INC0000047', '0', 'ThingHappened', '1', '{"name":"row 1"}', '2026-02-28 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"import","id":"servicenow","onBehalfOf":null}', null, 'correlation of row 1', null, null, '{"system":"servicenow","file":"Fälle, März.csv","row":1,"activity":"Awaiting \"User\"","shows":"Waiting"}', null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('10', 'f2abe1fa-da5c-5cd3-9f51-ce96d35d6c99', 'globex', 'case', 'case-globex_INC0000047', '1', 'ThingHappened', '1', '{"name":"row 2"}', '2026-02-27 12:00:00+00', '2026-03-01 13:00:00+00', 'true', '{"kind":"import","id":"servicenow","onBehalfOf":null}', null, 'correlation of row 2', null, null, '{"system":"servicenow","file":"Fälle, März.csv","row":2,"activity":null,"shows":null}', null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('11', 'b02e8c40-95b8-554b-b033-382b8e2fcc3a', 'acme', 'numbering', 'numbering-acme_times', '0', 'ThingHappened', '1', '{"name":"first"}', '0001-01-01 00:00:00+00 BC', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of first', null, null, null, null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('12', '130a4382-71a1-5ab9-a9ca-2603f7f6578d', 'acme', 'numbering', 'numbering-acme_times', '1', 'ThingHappened', '1', '{"name":"local mean"}', '1883-11-18 17:00:00.999+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of local mean', null, null, null, null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake") values
  ('13', 'c9491809-a298-5c40-8c7f-4ebc07033f85', 'acme', 'numbering', 'numbering-acme_times', '2', 'ThingHappened', '1', '{"name":"last"}', '9999-12-31 23:59:59.999+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of last', null, null, null, null);

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest") values
  ('case-acme-north_1', 'acme-north', 'case', '0', '2026-03-01 12:00:00+00');

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest") values
  ('case-acme_1', 'acme', 'case', '3', '2026-03-01 12:00:05+00');

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest") values
  ('case-acme_Größe 你好 😀 _-"''\', 'acme', 'case', '2', '2026-03-01 12:00:00+00');

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest") values
  ('case-globex_INC0000047', 'globex', 'case', '1', '2026-02-28 12:00:00+00');

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest") values
  ('numbering-acme_times', 'acme', 'numbering', '2', '9999-12-31 23:59:59.999+00');

select pg_catalog.setval('"casebook"."positions"', 14, true);

commit;

