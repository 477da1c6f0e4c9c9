import type { CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { fold } from '@casebook/projection';
import { recorded } from '@casebook/projection/contract';
import { textOf } from '@casebook/vocabulary';
import { caseTraits } from './case-traits';

const created = happened('CaseCreated', '2026-06-15T09:00', {
  customer: 'c-7',
  product: 'phone',
  caseType: 'malfunction',
  fields: { serial: textOf('A-1'), note: textOf(' ') },
  subject: textOf('Screen stays dark'),
});
const traits = (...events: ReadonlyArray<CaseEvent>) => fold(caseTraits, [], recorded(events))[0];

describe('what a case is likened to others by', () => {
  test('is what it was opened with; an empty field is none', () => {
    expect(traits(created)).toMatchObject({
      customer: 'c-7',
      product: 'phone',
      case_type: 'malfunction',
      category: null,
      fields: { serial: 'A-1' },
      subject: 'Screen stays dark',
      phase: 'open',
      open: true,
      created_at: '2026-06-15T09:00:00.000Z',
    });
  });

  test('is said otherwise later', () => {
    expect(
      traits(
        created,
        happened('CaseCategorized', '2026-06-15T09:01', { category: 'technical/display' }),
        happened('CaseDetailsRevised', '2026-06-15T09:02', {
          product: 'tablet',
          fields: { serial: textOf(''), shop: textOf('Lyon') },
        }),
        happened('CaseDetailsRevised', '2026-06-15T09:03', { fields: { shop: textOf('Graz') } }),
      ),
    ).toMatchObject({ category: 'technical/display', product: 'tablet', fields: { shop: 'Graz' } });
  });

  test('has no subject once it has been erased', () => {
    const erased = happened('CaseCreated', '2026-06-15T09:00', { subject: { erased: true } });
    expect(traits(erased)).toMatchObject({ subject: null });
    expect(caseTraits.columns.subject.personal).toBe(true);
  });

  test.each([
    ['resolved', happened('CaseResolved', '2026-06-15T15:00')],
    ['closed', happened('CaseClosed', '2026-06-15T15:00')],
    ['cancelled', happened('CaseCancelled', '2026-06-15T15:00')],
  ])('is not open any more once the case is %s, and open again when it is reopened', (phase, over) => {
    expect(traits(created, over)).toMatchObject({ phase, open: false });
    const reopened = happened('CaseReopened', '2026-06-16T09:00');
    expect(traits(created, over, reopened)).toMatchObject({ phase: 'open', open: true });
  });
});
