import type { ViewOf } from '@casebook/projection';
import type { approvals } from './approvals';
import type { caseTags } from './case-tags';
import type { caseTraits } from './case-traits';
import type { consultations } from './consultations';
import type { escalations } from './escalations';
import type { notifications } from './notifications';
import type { participants } from './participants';
import type { queueEntries } from './queue-entries';
import type { tasks } from './tasks';
import type { timers } from './timers';

/** The views that the questions of this package are asked of. */
export interface QueueTables {
  readonly approvals: ViewOf<typeof approvals>;
  readonly case_tags: ViewOf<typeof caseTags>;
  readonly case_traits: ViewOf<typeof caseTraits>;
  readonly consultations: ViewOf<typeof consultations>;
  readonly escalations: ViewOf<typeof escalations>;
  readonly notifications: ViewOf<typeof notifications>;
  readonly participants: ViewOf<typeof participants>;
  readonly queue_entries: ViewOf<typeof queueEntries>;
  readonly tasks: ViewOf<typeof tasks>;
  readonly timers: ViewOf<typeof timers>;
}
