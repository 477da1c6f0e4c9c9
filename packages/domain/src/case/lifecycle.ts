import type { CaseEvent } from './case';
import type { Status } from './status';

/**
 * From which statuses the lifecycle provides for what turns a case, where no rulebook allows more: the table against which
 * the facts of an import are held. It says what the deciders do with commands, and is held to them by a test. Types that
 * are not in it are provided for anywhere.
 */
export const lifecycle: { readonly [T in CaseEvent['type']]?: ReadonlyArray<Status> } = {
  AssignmentAccepted: ['New', 'Open', 'Waiting'],
  WaitStarted: ['Open', 'Waiting'],
  CaseResolved: ['Open', 'Waiting'],
  CaseClosed: ['Open', 'Waiting', 'Resolved'],
  CaseReopened: ['Resolved', 'Cancelled'],
  CaseCancelled: ['New', 'Open', 'Waiting'],
  CaseMerged: ['New', 'Open', 'Waiting'],
  CaseUnmerged: ['Merged'],
};
