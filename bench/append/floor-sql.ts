/**
 * The plainest SQL that keeps the log's promises, with nothing else around it:
 * the expected revision is decided while the stream's row is locked; an event id is taken once; a writer announces its floor
 * before it draws positions, so that a reader can tell what is settled; a fact that happened before something its stream
 * has already recorded is marked late; the payload stays the text that was written; and each event keeps the SHA-256 of its
 * predecessor's hash and its own text.
 */
export const floorSql: ReadonlyArray<string> = [
  'create sequence positions as bigint cache 1',
  `create table streams (
  stream text primary key,
  revision bigint not null,
  latest timestamptz,
  hash bytea
) with (fillfactor = 70)`,
  `create table events (
  position bigint primary key,
  id uuid not null unique,
  stream text not null,
  revision bigint not null,
  type text not null,
  data text not null,
  envelope text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  late boolean not null,
  command text,
  previous bytea,
  hash bytea not null,
  unique (stream, revision)
)`,
  'create index on events (stream, command) where command is not null',
  // One entry an append in the first three arrays, one an event in the others, in the order of the appends.
  `create function append(
  p_streams text[], p_expected bigint[], p_counts integer[],
  p_ids uuid[], p_types text[], p_data text[], p_envelopes text[], p_occurred timestamptz[], p_commands text[],
  out outcomes json, out revisions json, out positions json, out lates json
) language plpgsql
set plan_cache_mode = force_generic_plan -- one that is made anew for every call costs more than the call
as $body$
declare
  v_floor bigint;
  v_stream streams;
  v_outcomes integer[] := '{}';
  v_revisions bigint[] := '{}'; -- of each stream before its append
  v_positions bigint[];
  v_taken boolean[] := '{}'; -- as the next ones: of each event
  v_streams text[] := '{}';
  v_numbers bigint[] := '{}';
  v_lates boolean[] := '{}';
  v_previous bytea[] := '{}';
  v_hashes bytea[] := '{}';
  v_first integer := 1;
  v_last integer;
begin
  insert into streams select s, -1 from unnest(p_streams) as s order by s on conflict do nothing;
  perform from streams where stream = any (p_streams) order by stream for update;
  select last_value into v_floor from positions;
  perform pg_advisory_xact_lock_shared((1::bigint << 48) | v_floor);
  for i in 1 .. cardinality(p_streams) loop
    v_last := v_first + p_counts[i] - 1;
    select * into v_stream from streams where stream = p_streams[i];
    v_revisions := v_revisions || v_stream.revision;
    if exists (select from events where id = any (p_ids[v_first:v_last])) then
      v_outcomes := v_outcomes || 2;
    elsif v_stream.revision <> p_expected[i] then
      v_outcomes := v_outcomes || 1;
    else
      v_outcomes := v_outcomes || 0;
    end if;
    for j in v_first .. v_last loop
      v_taken[j] := v_outcomes[i] = 0;
      continue when not v_taken[j];
      v_streams[j] := p_streams[i];
      v_stream.revision := v_stream.revision + 1;
      v_numbers[j] := v_stream.revision;
      v_lates[j] := coalesce(p_occurred[j] < v_stream.latest, false);
      v_stream.latest := greatest(v_stream.latest, p_occurred[j]);
      v_previous[j] := v_stream.hash;
      v_stream.hash := sha256(coalesce(v_stream.hash, '') || convert_to(p_data[j], 'UTF8'));
      v_hashes[j] := v_stream.hash;
    end loop;
    if v_outcomes[i] = 0 then
      update streams set revision = v_stream.revision, latest = v_stream.latest, hash = v_stream.hash where stream = p_streams[i];
    end if;
    v_first := v_last + 1;
  end loop;
  with written as (
    insert into events
    select nextval('positions'), n.id, n.stream, n.revision, n.type, n.data, n.envelope, n.occurred,
      date_trunc('milliseconds', now()), n.late, n.command, n.previous, n.hash
    from unnest(v_taken, p_ids, v_streams, v_numbers, p_types, p_data, p_envelopes, p_occurred, v_lates, p_commands, v_previous, v_hashes)
      as n(taken, id, stream, revision, type, data, envelope, occurred, late, command, previous, hash)
    where n.taken
    returning position
  )
  select array_agg(position) into v_positions from written;
  outcomes := array_to_json(v_outcomes);
  revisions := array_to_json(v_revisions);
  positions := array_to_json(v_positions);
  lates := array_to_json(v_lates);
end
$body$`,
];
