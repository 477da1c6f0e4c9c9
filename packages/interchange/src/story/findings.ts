import type { CaseEvent, Status } from '@casebook/domain';

/** What an event makes of a case, and from which statuses the lifecycle lets it where no rulebook allows more. */
const table: { readonly [T in CaseEvent['type']]?: readonly [to: string, from: ReadonlyArray<Status>] } = {
  WaitStarted: ['Waiting', ['Open', 'Waiting']],
  CaseResolved: ['Resolved', ['Open', 'Waiting']],
  CaseClosed: ['Closed', ['Open', 'Waiting', 'Resolved']],
  CaseReopened: ['open', ['Resolved', 'Cancelled']],
  CaseCancelled: ['Cancelled', ['New', 'Open', 'Waiting']],
};

/** What the table would have refused, such as `New→Resolved` or, of a case that begins like that, `born Resolved`; null where it lets it be. */
export const refusal = (from: Status | null, type: CaseEvent['type']): string | null => {
  const row = table[type];
  if (row === undefined) return null;
  const [to, admitted] = row;
  if (from === null) return `born ${to}`;
  return admitted.includes(from) ? null : `${from}→${to}`;
};
