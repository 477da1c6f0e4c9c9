import { textOf } from '@casebook/vocabulary';
import { ada, at, categorized, create, created, deskRulebook } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider } from './case';

const billing = textOf('billing');
const display = textOf('technical/display');
const malfunction = textOf('malfunction');
const categorize = {
  type: 'CategorizeCase',
  at,
  category: billing,
  complexity: null,
  by: ada,
  reason: 'misclassified',
} as const;
const bare = { ...deskRulebook, priority: null, routing: [] };

describe('a case', () => {
  test('is categorized, and the event tells what it was before', () => {
    given(caseDecider, created, categorized)
      .when(categorize)
      .yields({ ...categorized, category: billing, previous: display, by: ada, reason: 'misclassified' });
  });

  test('stays as it is when it is in that category already', () => {
    given(caseDecider, created, { ...categorized, category: billing })
      .when(categorize)
      .yieldsNothing();
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
          ...categorized,
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

  test('is as complex as its category usually is, unless somebody says otherwise', () => {
    const battery = textOf('technical/battery');
    const inBattery = { ...categorized, category: battery, complexity: 'high' } as const;
    const toBattery = { ...categorize, category: battery, by: null, reason: 'initial' } as const;
    given(caseDecider, created).under(bare).when(toBattery).yields(inBattery);
    given(caseDecider, created)
      .under(bare)
      .when({ ...toBattery, complexity: 'low' })
      .yields({ ...inBattery, complexity: 'low' });
  });

  test('keeps its complexity while nobody says otherwise, and can have another in the same category', () => {
    const rated = { ...categorized, category: billing, complexity: 'high' } as const;
    given(caseDecider, created, rated).under(bare).when(categorize).yieldsNothing();
    given(caseDecider, created, rated)
      .under(bare)
      .when({ ...categorize, complexity: 'medium' })
      .yields({ ...rated, previous: billing, complexity: 'medium', by: ada, reason: 'misclassified' });
  });
});
