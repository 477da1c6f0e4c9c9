import { happened } from '@casebook/domain/testing';
import { fold } from '@casebook/projection';
import { recorded } from '@casebook/projection/contract';
import { textOf } from '@casebook/vocabulary';
import { caseIndex } from './case-index';

describe('the index of cases', () => {
  test('finds a case by number, customer and subject, and tells how it stands', () => {
    const events = [
      happened('CaseCreated', '2026-03-02T09:00', {
        number: 'C-10423-7',
        customer: 'c-7',
        subject: textOf('Screen stays dark'),
      }),
      happened('WaitStarted', '2026-03-02T10:00'),
      happened('WaitStarted', '2026-03-02T11:00', { waitId: 'wait-2' }),
    ];
    expect(fold(caseIndex, [], recorded(events))).toMatchObject([
      {
        number: 'C-10423-7',
        customer: 'c-7',
        subject: 'Screen stays dark',
        status: 'Waiting',
        open: true,
        created_at: '2026-03-02T09:00:00.000Z',
        status_since: '2026-03-02T10:00:00.000Z',
      },
    ]);
  });

  test('has no subject once it has been erased', () => {
    const erased = happened('CaseCreated', '2026-03-02T09:00', { subject: { erased: true } });
    expect(fold(caseIndex, [], recorded([erased]))).toMatchObject([{ subject: null }]);
  });

  test('marks the subject as personal, so that it is folded anew when somebody is erased', () => {
    expect(caseIndex.columns.subject.personal).toBe(true);
  });
});
