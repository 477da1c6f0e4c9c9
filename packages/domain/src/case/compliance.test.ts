import { CustomerId, literal, textOf } from '@casebook/vocabulary';
import { at, closed, create, created, resolved, opened } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider } from './case';

const hold = { at, holdId: textOf('hold-1'), basis: textOf('Lawsuit 7 O 12/26') } as const;
const place = { ...hold, type: 'PlaceLegalHold' } as const;
const placed = { ...hold, type: 'LegalHoldPlaced' } as const;
const released = { type: 'LegalHoldReleased', at, holdId: hold.holdId, reason: textOf('settled') } as const;
const release = { ...released, type: 'ReleaseLegalHold' } as const;

describe('a legal hold', () => {
  test('is placed once, also on a case that is over', () => {
    given(caseDecider, created).when(place).yields(placed);
    given(caseDecider, ...opened, resolved, closed)
      .when(place)
      .yields(placed);
    given(caseDecider, created, placed).when(place).yieldsNothing();
  });

  test('is released once, and an id that was used is not placed again', () => {
    given(caseDecider, created, placed).when(release).yields(released);
    given(caseDecider, created, placed, released).when(release).yieldsNothing();
    given(caseDecider, created, placed, released).when(place).yieldsNothing();
  });

  test('that was never placed is not released', () => {
    given(caseDecider, created).when(release).isRefused({ type: 'HoldUnknown', holdId: hold.holdId });
  });

  test('is placed on no case that is not there', () => {
    given(caseDecider).when(place).isRefused({ type: 'CaseUnknown' });
  });

  test('stands until it is released, each on its own', () => {
    const other = { ...placed, holdId: textOf('hold-2') };
    const state = [created, placed, other, released].reduce(caseDecider.evolve, caseDecider.initial);
    expect(state.compliance.holds).toEqual(['hold-2']);
  });
});

describe('an erasure', () => {
  const person = literal(CustomerId, 'customer-7');
  const erased = {
    type: 'PersonalDataErased',
    at,
    person,
    key: textOf('k-1'),
    reason: textOf('asked for it'),
  } as const;
  const record = { ...erased, type: 'RecordErasure' } as const;

  test('is recorded once a person, whoever repeats it and why', () => {
    given(caseDecider, created).when(record).yields(erased);
    given(caseDecider, created, erased)
      .when({ ...record, reason: textOf('once more') })
      .yieldsNothing();
    const other = literal(CustomerId, 'customer-8');
    given(caseDecider, created, erased)
      .when({ ...record, person: other })
      .yields({ ...erased, person: other });
  });

  test('is recorded under a hold too, since it has happened', () => {
    given(caseDecider, created, placed).when(record).yields(erased);
  });

  test('is recorded in no case that is not there', () => {
    given(caseDecider).when(record).isRefused({ type: 'CaseUnknown' });
  });

  test('leaves the case as it was', () => {
    given(caseDecider, created, erased).when(create).yieldsNothing();
  });
});
