import { textOf } from '@casebook/vocabulary';
import { at, create, created, deskRulebook, categorized } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseEvent } from './case';

const reason = textOf('A hospital waits');
const prioritize = { type: 'PrioritizeCase', at, priority: 1, reason } as const;
const scoring = { ...deskRulebook, routing: [], caseTypes: [] };

const byPerson: CaseEvent = {
  type: 'CasePrioritized',
  at,
  priority: 1,
  previous: null,
  score: null,
  factors: [],
  reason,
  decision: null,
};

const chat = { name: textOf('channel'), value: textOf('chat'), weight: 1, points: 0 };

describe('the priority of a case', () => {
  test('is set by a person who says why', () => {
    given(caseDecider, created).when(prioritize).yields(byPerson);
  });

  test('is not set without a reason', () => {
    given(caseDecider, created)
      .when({ ...prioritize, reason: textOf('  ') })
      .isRefused({ type: 'ReasonMissing' });
  });

  test('stays when a person sets what a person has set', () => {
    given(caseDecider, created, byPerson).when(prioritize).yieldsNothing();
  });

  test('is scored when the case is created, and the event shows the sum', () => {
    given(caseDecider)
      .under(scoring)
      .when(create)
      .yields(created, {
        type: 'CasePrioritized',
        at,
        priority: 3,
        previous: null,
        score: 10,
        factors: [{ name: textOf('category'), value: textOf('not known'), weight: 10, points: 1 }, chat],
        reason: null,
        decision: {
          rulebook: 3,
          rule: textOf('priority'),
          inputs: { channel: textOf('chat') },
          alternatives: [
            { choice: textOf('1'), because: textOf('is for scores from 35; the score is 10') },
            { choice: textOf('2'), because: textOf('is for scores from 30; the score is 10') },
          ],
          because: textOf('the score is 10, which no level asks for'),
        },
      });
  });

  const categorize = {
    type: 'CategorizeCase',
    at,
    category: textOf('technical/display'),
    complexity: null,
    by: null,
    reason: 'initial',
  } as const;

  test('is scored again when the category changes; a branch has the points of the path above it', () => {
    given(caseDecider, created)
      .under(scoring)
      .when(categorize)
      .yields(categorized, {
        type: 'CasePrioritized',
        at,
        priority: 2,
        previous: null,
        score: 30,
        factors: [{ name: textOf('category'), value: textOf('technical/display'), weight: 10, points: 3 }, chat],
        reason: null,
        decision: {
          rulebook: 3,
          rule: textOf('priority'),
          inputs: { category: textOf('technical/display'), channel: textOf('chat') },
          alternatives: [{ choice: textOf('1'), because: textOf('is for scores from 35; the score is 30') }],
          because: textOf('the score is 30, and 2 is for scores from 30'),
        },
      });
  });

  test('is left alone by the rules once a person has set it', () => {
    given(caseDecider, created, byPerson).under(scoring).when(categorize).yields(categorized);
  });
});
