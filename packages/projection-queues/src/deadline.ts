import type { WaitOn } from '@casebook/domain';
import type { Instant, Text } from '@casebook/vocabulary';

/** A wait that lasts. */
export type OpenWait = { readonly id: Text; readonly on: WaitOn; readonly until: Instant | null };

const words: { readonly [On in WaitOn]: string } = {
  customer: 'customer',
  thirdParty: 'third party',
  task: 'task',
  approval: 'approval',
  majorIssue: 'major issue',
  date: 'date',
};

/** The earliest instant at which time alone brings something, or has brought what is not made good yet; null where none is known. */
export const deadlineOf = (
  waits: ReadonlyArray<OpenWait>,
  closesAt: Instant | null,
  dueAt: Instant | null,
): Instant | null =>
  [...waits.map(({ until }) => until), closesAt, dueAt].reduce(
    (earliest, instant) => (instant !== null && (earliest === null || instant < earliest) ? instant : earliest),
    null,
  );

/** What is waited for, in words; null while nothing is. */
export const waitingOn = (waits: ReadonlyArray<OpenWait>): string | null =>
  waits.length === 0 ? null : [...new Set(waits.map(({ on }) => words[on]))].join(', ');
