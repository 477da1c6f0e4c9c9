import { lifeline, toldBy, type CaseEvent, type Refused } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';

const done: { readonly [T in CaseEvent['type']]?: string } = {
  AssignmentAccepted: 'taken up',
  WaitStarted: 'waiting',
  CaseResolved: 'resolved',
  CaseClosed: 'closed',
  CaseCancelled: 'cancelled',
  CaseMerged: 'merged',
  CaseUnmerged: 'taken out of the case that it was merged into',
  CaseReopened: 'reopened',
};

const words = ({ from, type }: Refused): string => {
  const did = done[type] ?? type;
  return from === null ? `${did} from its first row on` : `${did} although it was ${from.toLowerCase()}`;
};

/**
 * Where imported facts of a case did what a command would have been refused, by revision: they were done elsewhere, under
 * other rules. Each is held against what the log had been told before it.
 */
export const findingsIn = (events: ReadonlyArray<Recorded<CaseEvent>>): ReadonlyMap<number, string> => {
  let line = lifeline.initial;
  const findings = new Map<number, string>();
  for (const { event, source, revision } of [...events].sort((a, b) => a.revision - b.revision)) {
    const step = lifeline.next(line, event, toldBy(source));
    line = step.line;
    if (step.refused !== null) findings.set(revision, words(step.refused));
  }
  return findings;
};
