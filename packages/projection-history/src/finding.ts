import type { CaseEvent, Status } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';
import { rowsBefore } from './rows-so-far';
import { isWorkedOn, type ShowsWork } from './shows-work';
import { statusIn, type Situation } from './situation';

const refusedIn: { readonly [T in CaseEvent['type']]?: readonly [done: string, where: ReadonlyArray<Status>] } = {
  AssignmentAccepted: ['taken up', ['Resolved', 'Closed', 'Cancelled']],
  WaitStarted: ['waiting', ['New', 'Resolved', 'Closed', 'Cancelled']],
  CaseResolved: ['resolved', ['New', 'Resolved', 'Closed', 'Cancelled']],
  CaseClosed: ['closed', ['New', 'Closed', 'Cancelled']],
  CaseCancelled: ['cancelled', ['Resolved', 'Closed', 'Cancelled']],
  CaseReopened: ['reopened', ['New', 'Open', 'Waiting', 'Closed']],
};

/**
 * Where an imported fact did what a command would have been refused: it was done elsewhere, under other rules. Null: it is
 * what the lifecycle provides for, or our own rules decided it. A case that the source showed as being worked on was not
 * new, although no row tells who took it up.
 */
export const findingOf = (
  before: Situation,
  { event, source, occurredAt }: Recorded<CaseEvent>,
  shows: ShowsWork,
): string | null => {
  const [done, where] = refusedIn[event.type] ?? [];
  const status = statusIn(before);
  if (source === null || done === undefined || where?.includes(status) !== true) return null;
  if (status === 'New') {
    const rows = rowsBefore(before.rows, source);
    if (isWorkedOn(rows, shows)) return null;
    return rows.length === 0 ? `${done} from its first row on` : `${done} although it was new`;
  }
  if (event.type !== 'CaseReopened') return `${done} although it was ${status.toLowerCase()}`;
  if (status !== 'Closed') return `${done} although it was not resolved`;
  const { reopenableUntil } = before;
  return reopenableUntil === null || occurredAt >= reopenableUntil ? 'reopened although it was closed for good' : null;
};
