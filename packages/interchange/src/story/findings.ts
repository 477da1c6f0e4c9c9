import { lifecycle, type CaseEvent, type Status } from '@casebook/domain';

/** What an event makes of a case. */
const becomes: { readonly [T in CaseEvent['type']]?: string } = {
  WaitStarted: 'Waiting',
  CaseResolved: 'Resolved',
  CaseClosed: 'Closed',
  CaseReopened: 'open',
  CaseCancelled: 'Cancelled',
};

/** What the lifecycle would have refused, such as `New→Resolved` or, of a case that begins like that, `born Resolved`; null where it lets it be. */
export const refusal = (from: Status | null, type: CaseEvent['type']): string | null => {
  const to = becomes[type];
  if (to === undefined) return null;
  if (from === null) return `born ${to}`;
  return lifecycle[type]?.includes(from) === false ? `${from}→${to}` : null;
};
