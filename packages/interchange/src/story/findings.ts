import { lifeline, toldBy, type CaseEvent, type Lifeline, type Refused } from '@casebook/domain';
import type { Told } from './so-far';

/** What an event makes of a case. */
const becomes: { readonly [T in CaseEvent['type']]?: string } = {
  AssignmentAccepted: 'Open',
  WaitStarted: 'Waiting',
  CaseResolved: 'Resolved',
  CaseClosed: 'Closed',
  CaseReopened: 'open',
  CaseCancelled: 'Cancelled',
  CaseMerged: 'Merged',
  CaseUnmerged: 'open',
};

/** What was refused, as a report counts it: `New→Resolved` or, of a case that begins like that, `born Resolved`. */
export const kindOf = ({ from, type }: Refused): string => {
  const to = becomes[type] ?? type;
  return from === null ? `born ${to}` : `${from}→${to}`;
};

/** Which of some facts the lifecycle would have refused, told one after the other. */
export const heldAgainst = <T extends Told>(
  before: Lifeline,
  told: ReadonlyArray<T>,
): { readonly line: Lifeline; readonly findings: ReadonlyArray<{ readonly fact: T; readonly kind: string }> } => {
  let line = before;
  const findings = told.flatMap((fact) => {
    const step = lifeline.next(line, fact.event, toldBy(fact.source));
    line = step.line;
    return step.refused === null ? [] : [{ fact, kind: kindOf(step.refused) }];
  });
  return { line, findings };
};
