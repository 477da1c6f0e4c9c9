begin;

create schema if not exists "casebook";

create table if not exists "casebook"."migrations" (
  "version" integer primary key,
  "name" text not null,
  "applied_at" timestamptz(3) not null default now()
);

create or replace function "casebook"."refuse_change"()
returns trigger language plpgsql as $body$
begin
  raise exception using
    errcode = 'restrict_violation',
    message = format('%I.%I is append-only: %s is refused', tg_table_schema, tg_table_name, tg_op),
    hint = 'What is wrong in the log is corrected by a further event.';
end
$body$;

create or replace function "casebook"."instant_text"(p_instant timestamptz)
returns text language sql immutable parallel safe
return case
  when p_instant < '0001-01-01T00:00:00Z' then '0000' || to_char(p_instant at time zone 'UTC', '-MM-DD"T"HH24:MI:SS.MS"Z"')
  else to_char(p_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
end;

create or replace function "casebook"."content_hash"(
  p_stream text, p_id uuid, p_type text, p_schema integer, p_data text, p_occurred timestamptz, p_actor json, p_command text,
  p_correlation text, p_causation text, p_said timestamptz, p_source json, p_wake timestamptz
) returns bytea language sql stable parallel safe
return sha256(convert_to(
  '{"actor":{"id":' || to_json(p_actor ->> 'id')
  || ',"kind":' || to_json(p_actor ->> 'kind')
  || ',"onBehalfOf":' || coalesce(to_json(p_actor ->> 'onBehalfOf')::text, 'null')
  || '},"causationId":' || coalesce(to_json(p_causation)::text, 'null')
  || ',"commandId":' || coalesce(to_json(p_command)::text, 'null')
  || ',"correlationId":' || to_json(p_correlation)
  || ',"data":' || to_json(p_data)
  || ',"id":' || to_json(p_id)
  || ',"occurredAt":' || coalesce(to_json("casebook"."instant_text"(p_occurred))::text, 'null')
  || ',"saidAt":' || coalesce(to_json("casebook"."instant_text"(p_said))::text, 'null')
  || ',"schema":' || p_schema
  || ',"source":' || case when p_source is null then 'null' else
    '{"activity":' || coalesce(to_json(p_source ->> 'activity')::text, 'null')
    || ',"file":' || to_json(p_source ->> 'file')
    || ',"row":' || (p_source ->> 'row')
    || ',"shows":' || coalesce(to_json(p_source ->> 'shows')::text, 'null')
    || ',"system":' || to_json(p_source ->> 'system')
    || '}' end
  || ',"stream":' || to_json(p_stream)
  || ',"type":' || to_json(p_type)
  || ',"wake":' || coalesce(to_json("casebook"."instant_text"(p_wake))::text, 'null')
  || '}', 'UTF8'));

create or replace function "casebook"."append"(
  p_streams text[], p_tenants text[], p_categories text[],
  p_append_streams integer[], p_expectations bigint[], p_counts integer[],
  p_event_appends integer[], p_ids uuid[], p_types text[], p_schemas integer[], p_data text[],
  p_occurred timestamptz[], p_actors json[], p_commands text[], p_correlations text[], p_causations text[],
  p_said timestamptz[], p_sources json[], p_wakes timestamptz[],
  p_clock timestamptz,
  p_contents bytea,
  out recorded_at timestamptz, out outcomes json, out revisions json, out positions json, out lates json, out hashes json, out heads json
) language plpgsql volatile
-- The log has no statistics while it is young, and a plan made then is kept: it must not be one that reads the whole table.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
-- Nor is it made anew for each call: that takes longer than to run it.
set plan_cache_mode = force_generic_plan
-- A group is some megabytes: sorted in memory, not in a file.
set work_mem = '64MB'
as $body$
#variable_conflict use_column
declare
  -- Of each stream, as it is and then as it will be.
  v_revisions bigint[] := array_fill(-1::bigint, array[cardinality(p_streams)]);
  v_latests timestamptz[] := array_fill(null::timestamptz, array[cardinality(p_streams)]);
  v_heads bytea[] := array_fill(null::bytea, array[cardinality(p_streams)]);
  v_there boolean[] := array_fill(false, array[cardinality(p_streams)]);
  v_touched boolean[] := array_fill(false, array[cardinality(p_streams)]);
  -- Of each append.
  v_known integer[];
  v_outcomes integer[] := array_fill(0, array[cardinality(p_append_streams)]);
  v_firsts bigint[] := array_fill(0::bigint, array[cardinality(p_append_streams)]);
  v_before text[] := array_fill(null::text, array[cardinality(p_append_streams)]);
  -- Of each event.
  v_lates boolean[] := array_fill(false, array[cardinality(p_ids)]);
  v_hashes bytea[] := array_fill(null::bytea, array[cardinality(p_ids)]);
  v_previous bytea[] := array_fill(null::bytea, array[cardinality(p_ids)]);
  v_numbers bigint[] := array_fill(0::bigint, array[cardinality(p_ids)]);
  v_stream record;
  v_place integer;
  v_append integer := 0;
  v_expected bigint;
  v_revision bigint;
  v_recorded text;
  v_floor bigint;
  v_new integer := 0;
  v_created integer;
  v_announced text;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'events are appended in read committed, not %: what was waited for must be seen',
      current_setting('transaction_isolation') using errcode = 'invalid_transaction_state';
  end if;
  recorded_at := coalesce(p_clock, date_trunc('milliseconds', clock_timestamp()));
  v_recorded := "casebook"."instant_text"(recorded_at);
  positions := '[]';
  lates := '[]';
  hashes := '[]';

  -- Whoever waited here is given the row as it was committed meanwhile.
  for v_stream in
    select s.place, t."revision", t."latest", t."hash"
    from unnest(p_tenants, p_streams) with ordinality as s(tenant, stream, place)
    join "casebook"."streams" as t on t."tenant" = s.tenant and t."stream" = s.stream
    order by t."stream" for update of t
  loop
    v_revisions[v_stream.place] := v_stream.revision;
    v_latests[v_stream.place] := v_stream.latest;
    v_heads[v_stream.place] := v_stream.hash;
    v_there[v_stream.place] := true;
  end loop;

  -- Its own statement: what was committed while we waited is seen only now.
  select array_agg(distinct n.append) into v_known
  from unnest(p_ids, p_event_appends) as n(id, append)
  -- A subquery of its own for each: the planner would make a join of exists, and of that a scan.
  where (select true from "casebook"."events" as e where e."tenant" = p_tenants[p_append_streams[n.append]] and e."id" = n.id);

  for i in 1 .. cardinality(p_append_streams) loop
    v_place := p_append_streams[i];
    v_revision := v_revisions[v_place];
    v_expected := p_expectations[i];
    v_firsts[i] := v_revision + 1;
    if i = any (v_known) then
      v_outcomes[i] := 2;
    elsif v_expected = -2
      or (v_expected = -3 and v_revision >= 0)
      or (v_expected not in (-2, -3) and v_expected = v_revision) then
      v_revisions[v_place] := v_revision + p_counts[i];
      if not (v_touched[v_place] or v_there[v_place]) then
        v_new := v_new + 1;
      end if;
      v_touched[v_place] := true;
    else
      v_outcomes[i] := 1;
    end if;
  end loop;

  if 0 = any (v_outcomes) then
    for i in 1 .. cardinality(p_ids) loop
      if p_event_appends[i] <> v_append then
        v_append := p_event_appends[i];
        v_place := p_append_streams[v_append];
        v_revision := v_firsts[v_append];
        v_before[v_append] := encode(v_heads[v_place], 'hex');
      end if;
      continue when v_outcomes[v_append] <> 0;
      v_numbers[i] := v_revision;
      v_lates[i] := coalesce(p_occurred[i] < v_latests[v_place], false);
      v_previous[i] := v_heads[v_place];
      v_heads[v_place] := sha256('\x00'::bytea || convert_to(
    '{"content":"' || encode(substr(p_contents, i * 32 - 31, 32), 'hex')
    || case when v_lates[i] then '","late":true,"previous":' else '","late":false,"previous":' end
    || case when v_heads[v_place] is null then 'null' else '"' || encode(v_heads[v_place], 'hex') || '"' end
    || ',"recordedAt":"' || v_recorded || '","revision":' || v_revision || '}', 'UTF8'));
      v_hashes[i] := v_heads[v_place];
      v_latests[v_place] := greatest(v_latests[v_place], p_occurred[i]);
      v_revision := v_revision + 1;
    end loop;

    if true = any (v_there) then
      update "casebook"."streams" as t set "revision" = v_revisions[s.place], "latest" = v_latests[s.place], "hash" = v_heads[s.place]
      from unnest(p_tenants, p_streams) with ordinality as s(tenant, stream, place)
      where t."tenant" = s.tenant and t."stream" = s.stream and v_touched[s.place] and v_there[s.place];
    end if;
    if v_new > 0 then
      insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest", "hash")
      select s.stream, s.tenant, s.category, v_revisions[s.place], v_latests[s.place], v_heads[s.place]
      from unnest(p_streams, p_tenants, p_categories) with ordinality as s(stream, tenant, category, place)
      where v_touched[s.place] and not v_there[s.place]
      order by s.stream collate "C"
      on conflict do nothing;
      get diagnostics v_created = row_count;
      if v_created <> v_new then
        raise exception 'a stream came into being while it was created' using errcode = 'serialization_failure';
      end if;
    end if;

    -- Expressions, not queries: these are evaluated without a plan.
    v_floor := coalesce(pg_sequence_last_value('"casebook"."positions"'::regclass), 0);
    v_announced := pg_advisory_xact_lock_shared((2325::bigint << 48) | v_floor)::text;

    -- Streams and appends are looked up by subscript, which costs nothing; the planner, not knowing how many they are, would join them badly.
    with written as (
      insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at",
        "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous")
      select nextval('"casebook"."positions"'), id, p_tenants[place], p_categories[place], p_streams[place], revision, type, schema, data, occurred,
        recorded_at, late, actor, command, correlation, causation, said, source, wake, hash, previous
      from (
        select n.*, p_append_streams[n.append] as place
        from unnest(p_event_appends, v_numbers, p_ids, p_types, p_schemas, p_data, p_occurred, v_lates, p_actors, p_commands,
          p_correlations, p_causations, p_said, p_sources, p_wakes, v_hashes, v_previous) with ordinality
          as n(append, revision, id, type, schema, data, occurred, late, actor, command, correlation, causation, said, source, wake,
            hash, previous, number)
        where n.hash is not null
        order by n.number
      ) as n
      returning "position", "late", "hash"
    )
    select json_agg("position" order by "position"), json_agg("late" order by "position"),
      json_agg(encode("hash", 'hex') order by "position")
    into positions, lates, hashes from written;
  end if;

  outcomes := array_to_json(v_outcomes);
  -- Of the first event where taken; one more than the actual revision where not.
  revisions := array_to_json(v_firsts);
  -- The stream's hash before the append.
  heads := array_to_json(v_before);
end
$body$;

create or replace function "casebook"."append"(
  p_streams text[], p_tenants text[], p_categories text[],
  p_append_streams integer[], p_expectations bigint[], p_counts integer[],
  p_event_appends integer[], p_ids uuid[], p_types text[], p_schemas integer[], p_data text[],
  p_occurred timestamptz[], p_actors json[], p_commands text[], p_correlations text[], p_causations text[],
  p_said timestamptz[], p_sources json[], p_wakes timestamptz[],
  p_clock timestamptz,
  out recorded_at timestamptz, out outcomes json, out revisions json, out positions json, out lates json
) language sql volatile
begin atomic
  select a.recorded_at, a.outcomes, a.revisions, a.positions, a.lates
  from "casebook"."append"(p_streams, p_tenants, p_categories, p_append_streams, p_expectations, p_counts, p_event_appends, p_ids, p_types, p_schemas, p_data, p_occurred, p_actors, p_commands, p_correlations, p_causations, p_said, p_sources, p_wakes, p_clock, (
    select string_agg("casebook"."content_hash"(p_streams[p_append_streams[n.append]], n.id, n.type, n.schema, n.data, n.occurred, n.actor, n.command,
      n.correlation, n.causation, n.said, n.source, n.wake), ''::bytea order by n.number)
    from unnest(p_event_appends, p_ids, p_types, p_schemas, p_data, p_occurred, p_actors, p_commands, p_correlations, p_causations,
      p_said, p_sources, p_wakes) with ordinality
      as n(append, id, type, schema, data, occurred, actor, command, correlation, causation, said, source, wake, number)
  )) as a;
end;

create or replace function "casebook"."readable"()
returns bigint language plpgsql volatile
set enable_seqscan = off
as $body$
declare
  v_bound bigint;
  v_floor bigint;
  v_position bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the log is read in read committed, not %: each look must be later than the one before',
      current_setting('transaction_isolation') using errcode = 'invalid_transaction_state';
  end if;
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

create trigger "append_only" before update or delete or truncate on "casebook"."events"
  for each statement execute function "casebook"."refuse_change"();

insert into "casebook"."migrations" ("version", "name") values (1, 'the log');

alter table "casebook"."streams" add column "hash" bytea;

alter table "casebook"."events" add column "hash" bytea, add column "previous" bytea;

alter table "casebook"."events" disable trigger "append_only";

do $body$
declare
  v_event record;
  v_stream text;
  v_hash bytea;
  v_previous bytea;
begin
  for v_event in
    select "position", "tenant", "stream", "revision", "late", "casebook"."instant_text"("recorded_at") as recorded,
      "casebook"."content_hash"("stream", "id", "type", "schema", "data", "occurred_at", "actor", "command_id", "correlation_id",
        "causation_id", "said_at", "source", "wake") as content
    from "casebook"."events" order by "stream", "revision"
  loop
    v_previous := case when v_event.stream is not distinct from v_stream then v_hash end;
    v_hash := sha256('\x00'::bytea || convert_to(
    '{"content":"' || encode(v_event.content, 'hex')
    || case when v_event.late then '","late":true,"previous":' else '","late":false,"previous":' end
    || case when v_previous is null then 'null' else '"' || encode(v_previous, 'hex') || '"' end
    || ',"recordedAt":"' || v_event.recorded || '","revision":' || v_event.revision || '}', 'UTF8'));
    v_stream := v_event.stream;
    update "casebook"."events" set "hash" = v_hash, "previous" = v_previous where "position" = v_event.position;
    update "casebook"."streams" set "hash" = v_hash where "stream" = v_event.stream and "revision" = v_event.revision;
  end loop;
end
$body$;

alter table "casebook"."events" enable trigger "append_only";

alter table "casebook"."events" alter column "hash" set not null;

comment on column "casebook"."events"."hash" is 'SHA-256 of the event, as of a Merkle leaf (RFC 6962) over its canonical envelope (RFC 8785)';

comment on column "casebook"."events"."previous" is 'the hash of the event before it in its stream; null for the first';

comment on column "casebook"."streams"."hash" is 'of the last event';

alter table "casebook"."streams" drop constraint "streams_pkey", add constraint "streams_pkey" primary key ("stream", "tenant");

alter table "casebook"."events"
  drop constraint "events_pkey", add constraint "events_pkey" primary key ("position", "tenant"),
  drop constraint "events_id", add constraint "events_id" unique ("id", "tenant"),
  drop constraint "events_stream_revision", add constraint "events_stream_revision" unique ("stream", "revision", "tenant");

drop index "casebook"."events_command";

create table "casebook"."heads" (
  "position" bigint primary key,
  "events" bigint not null,
  "root" bytea not null,
  "seen_at" timestamptz(3) not null
);

comment on table "casebook"."heads" is 'how the whole log stood when it was checked: the root of the Merkle tree over all hashes up to position';

create trigger "append_only" before update or delete or truncate on "casebook"."heads"
  for each statement execute function "casebook"."refuse_change"();

create table "casebook"."subscriptions" (
  "tenant" text collate "C" not null,
  "name" text collate "C" not null,
  "position" bigint not null,
  "filter" text collate "C",
  "epoch" bigint not null,
  "holder" text collate "C",
  "expires_at" timestamptz(3),
  primary key ("tenant", "name")
) with (fillfactor = 50);

comment on table "casebook"."subscriptions" is 'Named subscriptions: the position up to which each has dealt with its events, and who has it.';

comment on column "casebook"."subscriptions"."filter" is 'what it lets through, the same for as long as it is not reset; null after a reset';

comment on column "casebook"."subscriptions"."epoch" is 'one more with every claim and reset; what an earlier holder saves is refused';

comment on column "casebook"."subscriptions"."expires_at" is 'from then on anybody may claim it; null where it was released';

insert into "casebook"."migrations" ("version", "name") values (2, 'hashes and subscriptions');

commit;

begin;

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('1', 'd6889e97-cf02-58ee-9c60-ed7d06163e3d', 'acme', 'case', 'case-acme_1', '0', 'CaseCreated', '3', '{"name":"created"}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', 'create "one", {x} \ NULL', 'correlation of created', null, null, null, '2026-03-01 12:00:00.123+00', '\x3ab10f4b6f6944de779c1d1fb9e44c965c836e4017eb53eb586e7f6ce435a024', null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('2', '1de710d4-41ce-54f3-b35e-a665ba736a8f', 'acme', 'case', 'case-acme_1', '1', 'ThingHappened', '1', '{"name":"follows"}', '2026-03-01 12:00:00.001+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', 'create "one", {x} \ NULL', '', 'NULL', null, null, null, '\x158644106a1869c8b2a5f0526d0d6980c8c81ef76a8a48bc80391811e1e9c505', '\x3ab10f4b6f6944de779c1d1fb9e44c965c836e4017eb53eb586e7f6ce435a024');

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('3', 'dfc76e38-278b-5fa4-97de-62e9d766fc68', 'acme-north', 'case', 'case-acme-north_1', '0', 'ThingHappened', '1', '{"name":"of acme-north"}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of of acme-north', null, null, null, null, '\x19054f61ee9feb6c7ba51e7b0743aec153bf35317bf587acc7d9fddf5cd9ebda', null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('4', '556467f3-22d4-5de8-aafb-cf5a7b3ae466', 'acme', 'case', 'case-acme_Größe 你好 😀 _-"''\', '0', 'ThingHappened', '1', '{"text":"Grüße, 你好, 😀, \u0000, \\, \"quoted\", ''single'', {braces}, NULL"}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"automation","id":"router \"one\", {x}","onBehalfOf":"ada"}', null, 'correlation of text', null, null, null, null, '\x2f11273fbbd998a903cac5640e0af453e97bc68889fe6d6d97eca780ff3aa36a', null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('5', '598932f7-50d7-5762-bc0c-c6c336f883d2', 'acme', 'case', 'case-acme_Größe 你好 😀 _-"''\', '1', 'ThingHappened', '1', '{"b": 1,
  "a":1.0, "a":2, "big":12345678901234567890.10}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of digits', null, null, null, null, '\x6c6c63f223508dfb979fea272322d270f302a82d252c7a41f26d711d7f4034b2', '\x2f11273fbbd998a903cac5640e0af453e97bc68889fe6d6d97eca780ff3aa36a');

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('6', '0f0f1ca8-37d0-5daf-a3f2-d34bc7a4a361', 'acme', 'case', 'case-acme_Größe 你好 😀 _-"''\', '2', 'ThingHappened', '1', '{"directions":"مرحبا שלום ‮abc‬","marks":"é é ﻿  "}', '2026-03-01 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of marks', null, null, null, null, '\x1fb1f0bb91a4aaea09fb6d0d9f032cf25060d7b3b751c012cdb2b7b5f6de5a94', '\x6c6c63f223508dfb979fea272322d270f302a82d252c7a41f26d711d7f4034b2');

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('7', '1f14fc78-c3a1-5a2f-8db8-f8f236dbf6b8', 'acme', 'case', 'case-acme_1', '2', 'ThingHappened', '1', '{"name":"late"}', '2026-03-01 11:59:00+00', '2026-03-01 13:00:00+00', 'true', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of late', null, '2026-03-01 11:58:59+00', null, null, '\x2a6268f2fda4d16399e5fd0edc5e493b683b3dc75b5506ecc27166a5e9befd28', '\x158644106a1869c8b2a5f0526d0d6980c8c81ef76a8a48bc80391811e1e9c505');

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('8', '434577dc-0d81-5b3d-a765-dfba7d4c0437', 'acme', 'case', 'case-acme_1', '3', 'ThingHappened', '1', 'null', '2026-03-01 12:00:05+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of after it', null, null, null, null, '\xcfc1c5bdf3cc8950cc4286e956cf3e3baeaf40989cb65829a26a75feaf7d9ec9', '\x2a6268f2fda4d16399e5fd0edc5e493b683b3dc75b5506ecc27166a5e9befd28');

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('9', '045c4f44-df4b-5164-9de0-1c9f37a7f826', 'globex', 'case', 'case-globex_INC0000047', '0', 'ThingHappened', '1', '{"name":"row 1"}', '2026-02-28 12:00:00+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"import","id":"servicenow","onBehalfOf":null}', null, 'correlation of row 1', null, null, '{"system":"servicenow","file":"Fälle, März.csv","row":1,"activity":"Awaiting \"User\"","shows":"Waiting"}', null, '\x53c17a823cfa4875f0676fc69a93b0efc7e5a9416130d9d0f940d4341640d933', null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('10', 'f2abe1fa-da5c-5cd3-9f51-ce96d35d6c99', 'globex', 'case', 'case-globex_INC0000047', '1', 'ThingHappened', '1', '{"name":"row 2"}', '2026-02-27 12:00:00+00', '2026-03-01 13:00:00+00', 'true', '{"kind":"import","id":"servicenow","onBehalfOf":null}', null, 'correlation of row 2', null, null, '{"system":"servicenow","file":"Fälle, März.csv","row":2,"activity":null,"shows":null}', null, '\x3883ebffb4d18580f87162f38cf51f89b0ae74e9bdd3b967cc6390bf99f36084', '\x53c17a823cfa4875f0676fc69a93b0efc7e5a9416130d9d0f940d4341640d933');

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('11', 'b02e8c40-95b8-554b-b033-382b8e2fcc3a', 'acme', 'numbering', 'numbering-acme_times', '0', 'ThingHappened', '1', '{"name":"first"}', '0001-01-01 00:00:00+00 BC', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of first', null, null, null, null, '\x1709cd331aa8bf762a8e1c7bc79fa95bc7fb0e3558dc01467818a69fc8864de7', null);

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('12', '130a4382-71a1-5ab9-a9ca-2603f7f6578d', 'acme', 'numbering', 'numbering-acme_times', '1', 'ThingHappened', '1', '{"name":"local mean"}', '1883-11-18 17:00:00.999+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of local mean', null, null, null, null, '\x22e0506c3b6cf0bfba08830425c1fa54a36b437f6995472cdba5edce7de630a8', '\x1709cd331aa8bf762a8e1c7bc79fa95bc7fb0e3558dc01467818a69fc8864de7');

insert into "casebook"."events" ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at", "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous") values
  ('13', 'c9491809-a298-5c40-8c7f-4ebc07033f85', 'acme', 'numbering', 'numbering-acme_times', '2', 'ThingHappened', '1', '{"name":"last"}', '9999-12-31 23:59:59.999+00', '2026-03-01 13:00:00+00', 'false', '{"kind":"agent","id":"ada","onBehalfOf":null}', null, 'correlation of last', null, null, null, null, '\x937f93a7959fc2b26c2f57935753e263285e93e4ccbf14f4374c873538afe357', '\x22e0506c3b6cf0bfba08830425c1fa54a36b437f6995472cdba5edce7de630a8');

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest", "hash") values
  ('case-acme-north_1', 'acme-north', 'case', '0', '2026-03-01 12:00:00+00', '\x19054f61ee9feb6c7ba51e7b0743aec153bf35317bf587acc7d9fddf5cd9ebda');

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest", "hash") values
  ('case-acme_1', 'acme', 'case', '3', '2026-03-01 12:00:05+00', '\xcfc1c5bdf3cc8950cc4286e956cf3e3baeaf40989cb65829a26a75feaf7d9ec9');

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest", "hash") values
  ('case-acme_Größe 你好 😀 _-"''\', 'acme', 'case', '2', '2026-03-01 12:00:00+00', '\x1fb1f0bb91a4aaea09fb6d0d9f032cf25060d7b3b751c012cdb2b7b5f6de5a94');

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest", "hash") values
  ('case-globex_INC0000047', 'globex', 'case', '1', '2026-02-28 12:00:00+00', '\x3883ebffb4d18580f87162f38cf51f89b0ae74e9bdd3b967cc6390bf99f36084');

insert into "casebook"."streams" ("stream", "tenant", "category", "revision", "latest", "hash") values
  ('numbering-acme_times', 'acme', 'numbering', '2', '9999-12-31 23:59:59.999+00', '\x937f93a7959fc2b26c2f57935753e263285e93e4ccbf14f4374c873538afe357');

select pg_catalog.setval('"casebook"."positions"', 14, true);

commit;

