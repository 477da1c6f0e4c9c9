import { lifecycle, type CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';
import { rowsBefore } from './rows-so-far';
import { isWorkedOn, type ShowsWork } from './shows-work';
import { statusIn, type Situation } from './situation';

const done: { readonly [T in CaseEvent['type']]?: string } = {
  AssignmentAccepted: 'taken up',
  WaitStarted: 'waiting',
  CaseResolved: 'resolved',
  CaseClosed: 'closed',
  CaseCancelled: 'cancelled',
  CaseReopened: 'reopened',
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
  const did = done[event.type];
  const status = statusIn(before);
  if (source === null || did === undefined || lifecycle[event.type]?.includes(status) !== false) return null;
  if (status === 'New') {
    const rows = rowsBefore(before.rows, source);
    if (isWorkedOn(rows, shows)) return null;
    return rows.length === 0 ? `${did} from its first row on` : `${did} although it was new`;
  }
  if (event.type !== 'CaseReopened') return `${did} although it was ${status.toLowerCase()}`;
  if (status !== 'Closed') return `${did} although it was not resolved`;
  const { reopenableUntil } = before;
  return reopenableUntil === null || occurredAt >= reopenableUntil ? 'reopened although it was closed for good' : null;
};
