import type { CaseEvent } from '@casebook/domain';
import { textOf } from '@casebook/vocabulary';
import type { RowFacts } from '../rows/row-facts';
import type { SoFar } from './so-far';

const isOver = ({ standing: { phase } }: SoFar): boolean => phase !== 'open';

/** What ends because the row shows the case elsewhere: a wait, or a solution that did not hold. */
export const endings = (soFar: SoFar, { at, label, meaning }: RowFacts): ReadonlyArray<CaseEvent> => {
  if (meaning.as === 'remark') return [];
  const { wait, cycle, standing } = soFar;
  const again = meaning.as === 'new' || meaning.as === 'open' || meaning.as === 'accepted' || meaning.as === 'waiting';
  const revived = standing.phase === 'cancelled' && (meaning.as === 'resolved' || meaning.as === 'closed');
  if (isOver(soFar))
    return again || revived ? [{ type: 'CaseReopened', at, cycle: cycle + 1, cause: 'unstated', reason: null }] : [];
  return wait === null || (meaning.as === 'waiting' && wait.label === label)
    ? []
    : [{ type: 'WaitEnded', at, waitId: wait.id, cause: 'unstated' }];
};

/** What begins because the row shows the case there. */
export const beginnings = (soFar: SoFar, { at, row, label, meaning, code }: RowFacts): ReadonlyArray<CaseEvent> => {
  const { phase } = soFar.standing;
  const cycle = phase === 'cancelled' ? soFar.cycle + 1 : soFar.cycle;
  switch (meaning.as) {
    case 'waiting':
      return soFar.wait?.label === label
        ? []
        : [{ type: 'WaitStarted', at, waitId: textOf(`row-${row}`), on: meaning.on, subject: label, until: null }];
    case 'resolved':
      if (phase === 'resolved' || phase === 'closed') return [];
      return [
        {
          type: 'CaseResolved',
          at,
          resolutionId: textOf(`resolution-${cycle}`),
          cycle,
          code: null,
          notes: null,
          template: null,
          closesAt: null,
          staysOpen: null,
          remindAt: null,
          reopenableUntil: null,
          rulebook: null,
        },
      ];
    case 'closed':
      return phase === 'closed'
        ? []
        : [{ type: 'CaseClosed', at, by: 'unstated', code, notes: null, reopenableUntil: null, rulebook: null }];
    case 'cancelled':
      return phase === 'cancelled' ? [] : [{ type: 'CaseCancelled', at, reason: 'unstated' }];
    case 'new':
    case 'open':
    case 'accepted':
    case 'remark':
      return [];
  }
};
