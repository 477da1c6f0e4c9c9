import { fromTemplate, given, minute, phrase, say, written, type Words } from './saying';
import { cancelledBecause, reopenedBecause } from './terms';

const coded = (code: string | null): string | null => given(code, (word) => `as ${word}`);
const again = (cycle: number): string | null => (cycle > 1 ? `in cycle ${cycle}` : null);

export const ending: Words<
  'CaseResolved' | 'ResolutionAccepted' | 'CaseReopened' | 'CaseClosed' | 'CaseCancelled' | 'ClosingReminded'
> = {
  CaseResolved: ({ event: { cycle, code, notes, template, closesAt, staysOpen } }) =>
    say(
      phrase(
        'resolved the case',
        coded(code),
        again(cycle),
        fromTemplate(template),
        given(closesAt, (instant) => `(it closes by itself at ${minute(instant)})`),
        given(staysOpen, ({ because }) => `(it does not close by itself since ${because})`),
      ),
      null,
      written(notes),
    ),
  ResolutionAccepted: ({ event: { via } }) => say(`accepted the solution (${via})`),
  CaseReopened: ({ event: { cycle, cause, reason } }) =>
    say(`reopened the case for cycle ${cycle}`, reopenedBecause[cause], written(reason)),
  CaseClosed: ({ actor, event: { by, code, notes, reopenableUntil } }) =>
    say(
      phrase(
        'closed the case',
        by === 'customer' && actor.kind !== 'customer' ? 'for the customer' : null,
        coded(code),
        given(reopenableUntil, (instant) => `(it can be reopened until ${minute(instant)})`),
      ),
      by === 'autoClose' ? 'nobody had objected in time' : null,
      written(notes),
    ),
  ClosingReminded: ({ event: { closesAt } }) => say(`was due to remind that the case closes at ${minute(closesAt)}`),
  CaseCancelled: ({ event: { reason } }) => say('cancelled the case', cancelledBecause[reason]),
};
