import type { ReadByStream } from '@casebook/event-store';
import type { Names } from '../schema/names';
import type { Statement } from './ask';
import { filtering, isOfShares } from './filter';
import { columns } from './rows';

/**
 * One page in order of stream and revision, with one event more than it may have where there are more. Goes along the streams and
 * looks up the events of each, so that of other tenants, categories and shares no event is read, and a page costs the same wherever it
 * begins. Each `offset 0` and `limit` keeps the planner from turning that round, which would be to sort the log anew for every page.
 */
export const byStream = (
  { streams, events }: Pick<Names, 'streams' | 'events'>,
  { after, upTo, streams: those, before, limit, filter = {} }: ReadByStream,
): Statement => ({
  text: `select ${columns}
from (
  select s."stream" from ${streams} as s
  where ($6::text is null or s."stream" >= $6)
    and ($8::text is null or s."stream" < $8)
    and ($9::text[] is null or s."stream" = any ($9))
    and ($1::text is null or s."tenant" = $1)
    and ($2::text[] is null or s."category" = any ($2))
    and ${isOfShares('s."stream"', '$4', '$5')}
  order by s."stream" offset 0
) as s
cross join lateral (
  select * from ${events} as e
  where e."stream" = s."stream"
    and e."revision" > case when s."stream" = $6 then $7 else -1 end
    and e."position" <= $10
    and ($3::text[] is null or e."type" = any ($3))
  order by e."revision" limit $11
) as e
order by s."stream", e."revision" limit $11`,
  values: [
    ...filtering(filter),
    after?.stream ?? null,
    after?.revision ?? -1,
    before ?? null,
    those ?? null,
    upTo,
    limit + 1,
  ],
});
