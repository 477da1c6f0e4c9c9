import { leaf } from './content-hash';
import type { Names } from './names';

/** How an append came out, in the order of `outcomes`. */
export const outcome = { taken: 0, conflict: 1, known: 2 } as const;
/** Expectations that are not a revision. */
export const expectation = { noStream: -1, any: -2, exists: -3 } as const;

// One entry a stream; one an append: its stream's place, what it expects, how many events it brings; one an event, in the order of
// the appends: its append's place, and what its writer says.
const brought = `p_streams text[], p_tenants text[], p_categories text[],
  p_append_streams integer[], p_expectations bigint[], p_counts integer[],
  p_event_appends integer[], p_ids uuid[], p_types text[], p_schemas integer[], p_data text[],
  p_occurred timestamptz[], p_actors json[], p_commands text[], p_correlations text[], p_causations text[],
  p_said timestamptz[], p_sources json[], p_wakes timestamptz[],
  p_clock timestamptz`;

const answered = `out recorded_at timestamptz, out outcomes json, out revisions json, out positions json, out lates json`;

/**
 * Many appends in one call, each taken or not on its own; conflicts are answers, not errors, so that one does not undo the others.
 *
 * Order of locking. First the rows of streams that are there are locked, then those of new streams are inserted, both in order of
 * name. Who waits for a row holds either only existing rows before it, or all its existing rows and new ones before it, and nobody
 * who holds a new row waits for an existing one: no two calls wait for each other. Who finds a stream that came into being meanwhile
 * gives up as a whole, with a serialization failure, and is called again.
 *
 * Order of positions. A sequence gives its numbers before they are committed, so that a reader may see 8 before 7. Hence each
 * writer, holding its streams' rows, reads the sequence (its floor), announces the floor by a shared advisory lock, and only then draws
 * positions: all of them are above its floor. The lock goes when the transaction has ended, after its rows can be seen. See readable.ts.
 * The rows come first so that the order of a stream agrees with positions.
 *
 * p_contents are the hashes of what the writer says of each event, 32 bytes each, one after the other.
 */
export const append = ({
  append,
  streams,
  events,
  positions,
  instant,
  tag,
}: Names): string => `create or replace function ${append}(
  ${brought},
  p_contents bytea,
  ${answered}, out hashes json, out heads json
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
  v_outcomes integer[] := array_fill(${outcome.taken}, array[cardinality(p_append_streams)]);
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
  v_recorded := ${instant}(recorded_at);
  positions := '[]';
  lates := '[]';
  hashes := '[]';

  -- Whoever waited here is given the row as it was committed meanwhile.
  for v_stream in
    select s.place, t."revision", t."latest", t."hash"
    from unnest(p_tenants, p_streams) with ordinality as s(tenant, stream, place)
    join ${streams} as t on t."tenant" = s.tenant and t."stream" = s.stream
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
  where (select true from ${events} as e where e."tenant" = p_tenants[p_append_streams[n.append]] and e."id" = n.id);

  for i in 1 .. cardinality(p_append_streams) loop
    v_place := p_append_streams[i];
    v_revision := v_revisions[v_place];
    v_expected := p_expectations[i];
    v_firsts[i] := v_revision + 1;
    if i = any (v_known) then
      v_outcomes[i] := ${outcome.known};
    elsif v_expected = ${expectation.any}
      or (v_expected = ${expectation.exists} and v_revision >= 0)
      or (v_expected not in (${expectation.any}, ${expectation.exists}) and v_expected = v_revision) then
      v_revisions[v_place] := v_revision + p_counts[i];
      if not (v_touched[v_place] or v_there[v_place]) then
        v_new := v_new + 1;
      end if;
      v_touched[v_place] := true;
    else
      v_outcomes[i] := ${outcome.conflict};
    end if;
  end loop;

  if ${outcome.taken} = any (v_outcomes) then
    for i in 1 .. cardinality(p_ids) loop
      if p_event_appends[i] <> v_append then
        v_append := p_event_appends[i];
        v_place := p_append_streams[v_append];
        v_revision := v_firsts[v_append];
        v_before[v_append] := encode(v_heads[v_place], 'hex');
      end if;
      continue when v_outcomes[v_append] <> ${outcome.taken};
      v_numbers[i] := v_revision;
      v_lates[i] := coalesce(p_occurred[i] < v_latests[v_place], false);
      v_previous[i] := v_heads[v_place];
      v_heads[v_place] := ${leaf('substr(p_contents, i * 32 - 31, 32)', 'v_lates[i]', 'v_heads[v_place]', 'v_recorded', 'v_revision')};
      v_hashes[i] := v_heads[v_place];
      v_latests[v_place] := greatest(v_latests[v_place], p_occurred[i]);
      v_revision := v_revision + 1;
    end loop;

    if true = any (v_there) then
      update ${streams} as t set "revision" = v_revisions[s.place], "latest" = v_latests[s.place], "hash" = v_heads[s.place]
      from unnest(p_tenants, p_streams) with ordinality as s(tenant, stream, place)
      where t."tenant" = s.tenant and t."stream" = s.stream and v_touched[s.place] and v_there[s.place];
    end if;
    if v_new > 0 then
      insert into ${streams} ("stream", "tenant", "category", "revision", "latest", "hash")
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
    v_floor := coalesce(pg_sequence_last_value('${positions}'::regclass), 0);
    v_announced := pg_advisory_xact_lock_shared((${tag}::bigint << 48) | v_floor)::text;

    -- Streams and appends are looked up by subscript, which costs nothing; the planner, not knowing how many they are, would join them badly.
    with written as (
      insert into ${events} ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at",
        "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake", "hash", "previous")
      select nextval('${positions}'), id, p_tenants[place], p_categories[place], p_streams[place], revision, type, schema, data, occurred,
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
$body$`;

const names = brought.match(/p_\w+/g) ?? [];

/** As writers call it that do not send the hashes of their contents: they are made here. */
export const appendWithoutContents = ({ append, content }: Names): string => `create or replace function ${append}(
  ${brought},
  ${answered}
) language sql volatile
begin atomic
  select a.recorded_at, a.outcomes, a.revisions, a.positions, a.lates
  from ${append}(${names.join(', ')}, (
    select string_agg(${content}(p_streams[p_append_streams[n.append]], n.id, n.type, n.schema, n.data, n.occurred, n.actor, n.command,
      n.correlation, n.causation, n.said, n.source, n.wake), ''::bytea order by n.number)
    from unnest(p_event_appends, p_ids, p_types, p_schemas, p_data, p_occurred, p_actors, p_commands, p_correlations, p_causations,
      p_said, p_sources, p_wakes) with ordinality
      as n(append, id, type, schema, data, occurred, actor, command, correlation, causation, said, source, wake, number)
  )) as a;
end`;
