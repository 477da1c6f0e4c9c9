import { happened } from '@casebook/domain/testing';
import { fold, inTime } from '@casebook/projection';
import { recorded } from '@casebook/projection/contract';
import { Instant, literal } from '@casebook/vocabulary';
import { timers } from './timers';

const wakes =
  (...instants: ReadonlyArray<string | null>) =>
  (_: unknown, index: number) => {
    const wake = instants[index] ?? null;
    return { wake: wake === null ? null : literal(Instant, wake) };
  };
const soon = '2026-06-20T09:00:00.000Z';
const sooner = '2026-06-19T09:00:00.000Z';

describe('the timer of a case', () => {
  test('is what its last event says', () => {
    const events = [happened('CaseCreated', '2026-06-15T09:00'), happened('CaseResolved', '2026-06-15T10:00')];
    expect(fold(timers, [], recorded(events, wakes(null, soon)))).toMatchObject([{ wake: soon }]);
    expect(fold(timers, [], recorded(events, wakes(soon, null)))).toMatchObject([{ wake: null }]);
  });

  test('is what the event recorded last says, also where that happened earlier', () => {
    const events = [
      happened('CaseCreated', '2026-06-15T09:00'),
      happened('WaitStarted', '2026-06-15T11:00'),
      happened('NoteAdded', '2026-06-15T10:00'),
    ];
    const inOrder = [...recorded(events, wakes(null, soon, sooner))].sort(inTime);
    expect(fold(timers, [], inOrder)).toMatchObject([{ wake: sooner }]);
  });
});
