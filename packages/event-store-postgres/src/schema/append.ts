import type { Names } from './names';

/** How an append came out, in the order of `outcomes`. */
export const outcome = { taken: 0, conflict: 1, known: 2 } as const;
/** Expectations that are not a revision. */
export const expectation = { noStream: -1, any: -2, exists: -3 } as const;

/**
 * Many appends in one call, each taken or not on its own; conflicts are answers, not errors, so that one does not undo the others.
 *
 * Order of locking. First the rows of new streams are inserted, then all rows are locked, both in order of name. Who waits for a
 * row that another one is inserting holds nothing but rows of new streams before it; who waits for an existing row holds only existing
 * rows before it and new ones that nobody sees yet. So no two calls wait for each other.
 *
 * Order of positions. A sequence gives its numbers before they are committed, so that a reader may see 8 before 7. Hence each
 * writer, holding its streams' rows, reads the sequence (its floor), announces the floor by a shared advisory lock, and only then draws
 * positions: all of them are above its floor. The lock goes when the transaction has ended, after its rows can be seen. See readable.ts.
 * The rows come first so that the order of a stream agrees with positions.
 */
export const append = ({
  append,
  streams,
  events,
  positions,
  tag,
}: Names): string => `create or replace function ${append}(
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

  insert into ${streams} ("stream", "tenant", "category", "revision")
  select s.stream, s.tenant, s.category, -1
  from unnest(p_streams, p_tenants, p_categories) with ordinality as s(stream, tenant, category, place)
  where exists (
    select from unnest(p_append_streams, p_expectations) as a(place, expected)
    where a.place = s.place and a.expected in (${expectation.noStream}, ${expectation.any})
  )
  order by s.stream collate "C"
  on conflict do nothing;

  perform from ${streams} where "stream" = any (p_streams) order by "stream" for update;

  -- Its own statement: what was committed while we waited is seen only now.
  select array_agg(coalesce(t."revision", -1) order by s.place), array_agg(t."latest" order by s.place)
  into v_revisions, v_latests
  from unnest(p_streams) with ordinality as s(stream, place)
  left join ${streams} as t on t."stream" = s.stream;

  select array_agg(distinct n.append) into v_known
  from unnest(p_ids, p_event_appends) as n(id, append)
  where exists (select from ${events} as e where e."id" = n.id);

  for i in 1 .. cardinality(p_append_streams) loop
    v_place := p_append_streams[i];
    v_actual := v_revisions[v_place];
    v_expected := p_expectations[i];
    v_firsts[i] := v_actual + 1;
    if i = any (v_known) then
      v_outcomes[i] := ${outcome.known};
    elsif v_expected = ${expectation.any}
      or (v_expected = ${expectation.exists} and v_actual >= 0)
      or (v_expected not in (${expectation.any}, ${expectation.exists}) and v_expected = v_actual) then
      v_revisions[v_place] := v_actual + p_counts[i];
    else
      v_outcomes[i] := ${outcome.conflict};
    end if;
  end loop;

  if ${outcome.taken} = any (v_outcomes) then
    select case when is_called then last_value else 0 end into v_floor from ${positions};
    perform pg_advisory_xact_lock_shared((${tag}::bigint << 48) | v_floor);

    -- Streams and appends are looked up by subscript, which costs nothing; the planner, not knowing how many they are, would join them badly.
    with brought as (
      select n.*, p_append_streams[n.append] as place,
        v_firsts[n.append] + row_number() over (partition by n.append order by n.number) - 1 as revision
      from unnest(p_event_appends, p_ids, p_types, p_schemas, p_data, p_occurred, p_actors, p_commands, p_correlations,
        p_causations, p_said, p_sources, p_wakes) with ordinality
        as n(append, id, type, schema, data, occurred, actor, command, correlation, causation, said, source, wake, number)
      where v_outcomes[n.append] = ${outcome.taken}
    ), numbered as materialized (
      select b.*, nextval('${positions}') as position
      from (
        select b.*, coalesce(b.occurred < greatest(v_latests[b.place],
          max(b.occurred) over (partition by b.place order by b.number rows between unbounded preceding and 1 preceding)), false) as late
        from brought as b
        order by b.number
      ) as b
    ), written as (
      insert into ${events} ("position", "id", "tenant", "category", "stream", "revision", "type", "schema", "data", "occurred_at",
        "recorded_at", "late", "actor", "command_id", "correlation_id", "causation_id", "said_at", "source", "wake")
      select position, id, p_tenants[place], p_categories[place], p_streams[place], revision, type, schema, data, occurred, recorded_at, late, actor, command,
        correlation, causation, said, source, wake
      from numbered
      returning "position", "late"
    ), moved as (
      update ${streams} as t
      set "revision" = v_revisions[w.place], "latest" = greatest(t."latest", w.latest)
      from (select place, max(occurred) as latest from numbered group by place) as w
      where t."stream" = p_streams[w.place]
    )
    select json_agg("position" order by "position"), json_agg("late" order by "position") into positions, lates from written;
  end if;

  -- Rows made for streams that came to nothing, seen by nobody but us.
  if ${outcome.known} = any (v_outcomes) then
    delete from ${streams} where "stream" = any (p_streams) and "revision" = -1;
  end if;

  outcomes := array_to_json(v_outcomes);
  -- Of the first event where taken; one more than the actual revision where not.
  revisions := array_to_json(v_firsts);
end
$body$`;
