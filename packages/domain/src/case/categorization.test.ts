import { textOf } from '@casebook/vocabulary';
import { at, create, created, deskRulebook } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider } from './case';

const billing = textOf('billing');
const display = textOf('technical/display');
const malfunction = textOf('malfunction');
const categorize = { type: 'CategorizeCase', at, category: billing, reason: 'misclassified' } as const;
const bare = { ...deskRulebook, priority: null, routing: [] };

describe('a case', () => {
  test('is categorized, and the event tells what it was before', () => {
    const before = {
      type: 'CaseCategorized',
      at,
      category: display,
      previous: null,
      reason: 'initial',
      decision: null,
    } as const;
    given(caseDecider, created, before)
      .when(categorize)
      .yields({ ...before, category: billing, previous: display, reason: 'misclassified' });
  });

  test('stays as it is when it is in that category already', () => {
    const already = {
      type: 'CaseCategorized',
      at,
      category: billing,
      previous: null,
      reason: 'initial',
      decision: null,
    } as const;
    given(caseDecider, created, already).when(categorize).yieldsNothing();
  });

  test('is put into no category that the rulebook does not have', () => {
    given(caseDecider, created)
      .under(bare)
      .when({ ...categorize, category: textOf('technical') })
      .isRefused({ type: 'CategoryUnknown', category: textOf('technical') });
  });

  test('begins with the category of its type, and the event says by which rule', () => {
    const fields = { serial: textOf('A-1') };
    given(caseDecider)
      .under(bare)
      .when({ ...create, caseType: malfunction, fields })
      .yields(
        { ...created, caseType: malfunction, fields },
        {
          type: 'CaseCategorized',
          at,
          category: display,
          previous: null,
          reason: 'initial',
          decision: {
            rulebook: 3,
            rule: textOf('default category'),
            inputs: { caseType: malfunction },
            alternatives: [],
            because: textOf('malfunction begins as technical/display'),
          },
        },
      );
  });
});
