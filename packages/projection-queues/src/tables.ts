import type { ViewOf } from '@casebook/projection';
import type { queueEntries } from './queue-entries';
import type { timers } from './timers';

/** The views that the questions of this package are asked of. */
export interface QueueTables {
  readonly queue_entries: ViewOf<typeof queueEntries>;
  readonly timers: ViewOf<typeof timers>;
}
