import type { CaseEvent, Status } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';
import { statusIn, type Situation } from './situation';

const although = (status: Status): string => `although it was ${status.toLowerCase()}`;

const refused = (done: string, status: Status, where: ReadonlyArray<Status>): string | null =>
  where.includes(status) ? `${done} ${although(status)}` : null;

const reopened = ({ reopenableUntil }: Situation, status: Status, event: CaseEvent): string | null => {
  if (status !== 'Closed') return refused('reopened', status, ['New', 'Open', 'Waiting']);
  if (reopenableUntil === null) return 'reopened although it was closed for good';
  return event.at >= reopenableUntil ? `reopened although it was closed for good since ${reopenableUntil}` : null;
};

/**
 * Where an imported fact did what a command would have been refused: it was done elsewhere, under other rules. Null: it is
 * what the lifecycle provides for, or our own rules decided it.
 */
export const findingOf = (before: Situation, { event, source }: Recorded<CaseEvent>): string | null => {
  if (source === null) return null;
  const status = statusIn(before);
  switch (event.type) {
    case 'AssignmentAccepted':
      return refused('taken up', status, ['Resolved', 'Closed', 'Cancelled']);
    case 'WaitStarted':
      return refused('waiting', status, ['New', 'Resolved', 'Closed', 'Cancelled']);
    case 'CaseResolved':
      return refused('resolved', status, ['New', 'Resolved', 'Closed', 'Cancelled']);
    case 'CaseClosed':
      return refused('closed', status, ['New', 'Closed', 'Cancelled']);
    case 'CaseCancelled':
      return refused('cancelled', status, ['Resolved', 'Closed', 'Cancelled']);
    case 'CaseReopened':
      return reopened(before, status, event);
    default:
      return null;
  }
};
