import { textOf } from '@casebook/vocabulary';
import type { Of } from '../message';
import { ada, at, ben, cancelled, closed, created, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const use: Of<CaseCommand, 'UseKnowledge'> = {
  type: 'UseKnowledge',
  at,
  useId: textOf('use-1'),
  article: textOf('dark-screens'),
  version: 3,
  use: 'consulted',
  by: ada,
};
const used: Of<CaseEvent, 'KnowledgeUsed'> = { ...use, type: 'KnowledgeUsed', cycle: 1 };
const other = { useId: textOf('use-2') };
const reopened = { type: 'CaseReopened', at, cycle: 2, cause: 'recurrence', reason: null } as const;

const gapId = textOf('gap-1');
const report: Of<CaseCommand, 'ReportKnowledgeGap'> = {
  type: 'ReportKnowledgeGap',
  at,
  gapId,
  topic: textOf('Screens in the cold'),
  query: textOf('screen dark winter'),
  by: ada,
};
const reported: Of<CaseEvent, 'KnowledgeGapReported'> = { ...report, type: 'KnowledgeGapReported' };
const article = { article: textOf('cold-screens'), version: 1 };
const fill = { type: 'FillKnowledgeGap', at, gapId, ...article } as const;
const filled = { type: 'KnowledgeGapClosed', at, gapId, article, reason: null } as const;
const decline = { type: 'DeclineKnowledgeGap', at, gapId, reason: textOf('It happens once in ten years.') } as const;

describe('an article', () => {
  test('is looked up and sent as often as that happens', () => {
    given(caseDecider, created).when(use).yields(used);
    given(caseDecider, created, used).when(use).yieldsNothing();
    given(caseDecider, created, used)
      .when({ ...use, ...other, by: ben })
      .yields({ ...used, ...other, by: ben });
  });

  test('is the solution once in each cycle', () => {
    const solved: Of<CaseEvent, 'KnowledgeUsed'> = { ...used, use: 'solved' };
    const again = { ...use, ...other, use: 'solved' } as const;
    given(caseDecider, ...opened, solved, resolved)
      .when(again)
      .yieldsNothing();
    given(caseDecider, ...opened, solved, resolved, reopened)
      .when(again)
      .yields({ ...solved, ...other, cycle: 2 });
    given(caseDecider, ...opened, solved)
      .when({ ...again, version: 4 })
      .yields({ ...solved, ...other, version: 4 });
  });

  test('is the solution of no case that nobody has worked on', () => {
    const solve = { ...use, use: 'solved' } as const;
    given(caseDecider, created).when(solve).isRefused({ type: 'CaseNotAccepted' });
    given(caseDecider, created, cancelled).when(solve).isRefused({ type: 'CaseNotOpen', status: 'Cancelled' });
    given(caseDecider, ...opened, resolved, closed)
      .when(solve)
      .yields({ ...used, use: 'solved' });
  });
});

describe('a gap of knowledge', () => {
  test('is reported once, with what it is about', () => {
    given(caseDecider, created).when(report).yields(reported);
    given(caseDecider, created, reported).when(report).yieldsNothing();
    given(caseDecider, created)
      .when({ ...report, topic: textOf(' ') })
      .isRefused({ type: 'TopicMissing' });
  });

  test('is filled by an article, or declined with the reason, once', () => {
    given(caseDecider, created, reported).when(fill).yields(filled);
    given(caseDecider, created, reported)
      .when(decline)
      .yields({ ...filled, article: null, reason: decline.reason });
    given(caseDecider, created, reported)
      .when({ ...decline, reason: textOf('') })
      .isRefused({ type: 'RemarkMissing' });
    given(caseDecider, created, reported, filled).when(decline).isRefused({ type: 'GapClosed', gapId });
    given(caseDecider, created).when(fill).isRefused({ type: 'GapUnknown', gapId });
  });
});
