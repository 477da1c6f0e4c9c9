import { textOf } from '@casebook/vocabulary';
import { assigned, at, cancelled, closed, created, resolved, routed } from '../testing/examples';
import type { CaseEvent } from './case';
import { stageOf } from './stage';

const categorized: CaseEvent = {
  type: 'CaseCategorized',
  at,
  category: textOf('billing'),
  previous: null,
  complexity: null,
  by: null,
  reason: 'initial',
  decision: null,
};
const found: CaseEvent = {
  type: 'FindingRecorded',
  at,
  findingId: textOf('finding-1'),
  kind: 'symptom',
  text: textOf('Dark'),
  template: null,
};
const reopened: CaseEvent = { type: 'CaseReopened', at, cycle: 2, cause: 'agent', reason: null };

describe('the stage of a case', () => {
  test('is entered by the event that belongs to it', () => {
    expect(stageOf([created])).toBe('intake');
    expect(stageOf([created, categorized])).toBe('categorization');
    expect(stageOf([created, categorized, routed])).toBe('assignment');
    expect(stageOf([created, assigned])).toBe('assignment');
    expect(stageOf([created, routed, found])).toBe('investigation');
    expect(stageOf([created, resolved])).toBe('resolution');
    expect(stageOf([created, resolved, closed])).toBe('closure');
    expect(stageOf([created, cancelled])).toBe('closure');
  });

  test('is not undone by what belongs to an earlier one', () => {
    expect(stageOf([created, routed, found, categorized, routed, assigned])).toBe('investigation');
    expect(stageOf([created, resolved, found])).toBe('resolution');
  });

  test('is investigation again after a reopening', () => {
    expect(stageOf([created, resolved, closed, reopened])).toBe('investigation');
    expect(stageOf([created, cancelled, reopened, categorized])).toBe('investigation');
  });
});
