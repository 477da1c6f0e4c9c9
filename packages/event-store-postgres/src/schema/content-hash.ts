import type { Names } from './names';

/** Instants as the canonical envelope has them. PostgreSQL counts no year 0000: it calls it 1 BC. */
export const instantText = ({ instant }: Names): string => `create or replace function ${instant}(p_instant timestamptz)
returns text language sql immutable parallel safe
return case
  when p_instant < '0001-01-01T00:00:00Z' then '0000' || to_char(p_instant at time zone 'UTC', '-MM-DD"T"HH24:MI:SS.MS"Z"')
  else to_char(p_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
end`;

const text = (value: string): string => `coalesce(to_json(${value})::text, 'null')`;
const instant = (names: Names, value: string): string => text(`${names.instant}(${value})`);

/**
 * The hash of what a writer says, as `contentHash` of the port makes it: for events that were appended before writers sent it, and
 * for writers that do not yet. to_json escapes what RFC 8785 escapes and nothing else.
 */
export const contentHash = (names: Names): string => `create or replace function ${names.content}(
  p_stream text, p_id uuid, p_type text, p_schema integer, p_data text, p_occurred timestamptz, p_actor json, p_command text,
  p_correlation text, p_causation text, p_said timestamptz, p_source json, p_wake timestamptz
) returns bytea language sql stable parallel safe
return sha256(convert_to(
  '{"actor":{"id":' || to_json(p_actor ->> 'id')
  || ',"kind":' || to_json(p_actor ->> 'kind')
  || ',"onBehalfOf":' || ${text(`p_actor ->> 'onBehalfOf'`)}
  || '},"causationId":' || ${text('p_causation')}
  || ',"commandId":' || ${text('p_command')}
  || ',"correlationId":' || to_json(p_correlation)
  || ',"data":' || to_json(p_data)
  || ',"id":' || to_json(p_id)
  || ',"occurredAt":' || ${instant(names, 'p_occurred')}
  || ',"saidAt":' || ${instant(names, 'p_said')}
  || ',"schema":' || p_schema
  || ',"source":' || case when p_source is null then 'null' else
    '{"activity":' || ${text(`p_source ->> 'activity'`)}
    || ',"file":' || to_json(p_source ->> 'file')
    || ',"row":' || (p_source ->> 'row')
    || ',"shows":' || ${text(`p_source ->> 'shows'`)}
    || ',"system":' || to_json(p_source ->> 'system')
    || '}' end
  || ',"stream":' || to_json(p_stream)
  || ',"type":' || to_json(p_type)
  || ',"wake":' || ${instant(names, 'p_wake')}
  || '}', 'UTF8'))`;

/** An event's leaf, by what stands in plpgsql variables or columns: hash of the content, late, previous, instant of recording, revision. */
export const leaf = (content: string, late: string, previous: string, recorded: string, revision: string): string =>
  `sha256('\\x00'::bytea || convert_to(
    '{"content":"' || encode(${content}, 'hex')
    || case when ${late} then '","late":true,"previous":' else '","late":false,"previous":' end
    || case when ${previous} is null then 'null' else '"' || encode(${previous}, 'hex') || '"' end
    || ',"recordedAt":"' || ${recorded} || '","revision":' || ${revision} || '}', 'UTF8'))`;
