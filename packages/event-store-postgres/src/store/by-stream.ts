import type { ReadByStream, StoredEvent, StreamName } from '@casebook/event-store';
import type { Names } from '../schema/names';
import type { Ask } from './ask';
import { filtering, isOfShares } from './filter';
import { columnsWith, storedEvent, type Row } from './rows';

/** So many streams does one statement look at: all of them, where hardly an event is wanted, could take longer than its deadline. */
const most = 5_000;

/** An event, or no more than the name of the stream to go on with. */
type Found = Row | [position: null, tenant: null, stream: StreamName];

/**
 * Goes along the streams and looks up the events of each, so that none is read of other tenants, categories and shares, and a page
 * costs the same wherever it begins. The limits within keep the planner from turning that round and sorting the log for every page.
 * The stream after so many comes without an event.
 */
const text = ({ streams, events }: Names): string => `select ${columnsWith('s."stream"')}
from (
  select s."stream", s."category", row_number() over (order by s."stream") as "place" from ${streams} as s
  where ($6::text is null or s."stream" >= $6)
    and ($8::text is null or s."stream" < $8)
    and ($9::text[] is null or s."stream" = any ($9))
    and ($1::text is null or s."tenant" = $1)
  order by s."stream" limit ${most + 1}
) as s
left join lateral (
  select * from ${events} as e
  where s."place" <= ${most}
    and e."stream" = s."stream"
    and e."revision" > case when s."stream" = $6 then $7 else -1 end
    and e."position" <= $10
    and ($3::text[] is null or e."type" = any ($3))
  order by e."revision" limit $11
) as e on true
where (e."stream" is not null or s."place" > ${most})
  and ($2::text[] is null or s."category" = any ($2) or s."place" > ${most})
  and (${isOfShares('s."stream"', '$4', '$5')} or s."place" > ${most})
order by s."stream", e."revision" limit $11`;

/** The first events in order of stream and revision, as many as the limit says, from as many statements as that takes. */
export const byStream = async (
  ask: Pick<Ask, 'lists'>,
  names: Names,
  { after, upTo, streams, before, limit, filter = {} }: ReadByStream,
): Promise<ReadonlyArray<StoredEvent>> => {
  const events: StoredEvent[] = [];
  let from: ReadByStream['after'] | null = after;
  while (from !== null && events.length < limit) {
    const place = [from?.stream ?? null, from?.revision ?? -1, before ?? null, streams ?? null];
    const values = [...filtering(filter), ...place, upTo, limit - events.length];
    const found: ReadonlyArray<Found> = await ask.lists<Found>({ text: text(names), values });
    from = null;
    for (const row of found) {
      if (row[0] === null) from = { stream: row[2], revision: -1 };
      else events.push(storedEvent(row));
    }
  }
  return events;
};
