import { textOf } from '@casebook/vocabulary';
import { plainRulebook } from '../rulebook/plain';
import type { Of } from '../message';
import { ada, at, closed, created, day, hour, later, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const asked = {
  name: textOf('all of them'),
  when: { all: [] },
  kind: 'CSAT',
  after: 'closure',
  openFor: 7 * day,
} as const;
const rules = { ...plainRulebook, version: 3, surveys: [asked] };

const offered: Of<CaseEvent, 'SurveyOffered'> = {
  type: 'SurveyOffered',
  at,
  surveyId: textOf('survey-1'),
  cycle: 1,
  kind: 'CSAT',
  credited: ada,
  expiresAt: later(7 * day),
  decision: {
    rulebook: 3,
    rule: textOf('all of them'),
    inputs: {},
    alternatives: [],
    because: textOf('it holds for every case'),
  },
};
const close: Of<CaseCommand, 'CloseCase'> = { type: 'CloseCase', at, by: 'customer', code: null, notes: null };
const over = { ...closed, rulebook: 3 };
const done = [...opened, resolved, over, offered];
const answer: Of<CaseCommand, 'AnswerSurvey'> = {
  type: 'AnswerSurvey',
  at: later(hour),
  surveyId: textOf('survey-1'),
  score: 4,
  remark: textOf('It took two days.'),
};
const answered = { ...answer, type: 'SurveyAnswered' } as const;

const reopened: Of<CaseEvent, 'CaseReopened'> = { type: 'CaseReopened', at, cycle: 2, cause: 'agent', reason: null };

describe('a survey', () => {
  test('is offered to the customer once the case is closed, for whoever had it', () => {
    given(caseDecider, ...opened, resolved)
      .under(rules)
      .when(close)
      .yields(over, offered);
  });
  test('is offered once it is resolved where the rule says so, and then not again with its closing', () => {
    const early = { ...rules, surveys: [{ ...asked, after: 'resolution' as const, openFor: null }, asked] };
    const first = { ...offered, expiresAt: null };
    given(caseDecider, ...opened)
      .under(early)
      .when({ type: 'ResolveCase', at, code: textOf('replaced'), notes: textOf('New one.'), template: null })
      .yields({ ...resolved, notes: textOf('New one.'), rulebook: 3 }, first);
    given(caseDecider, ...opened, resolved, first)
      .under(early)
      .when(close)
      .yields(over);
  });
  test('is offered to nobody where no customer is known', () => {
    const [, ...rest] = opened;
    given(caseDecider, { ...created, customer: null }, ...rest, resolved)
      .under(rules)
      .when(close)
      .yields(over);
  });
  test('is offered again after a reopening: once in each cycle', () => {
    given(caseDecider, ...done, answered, reopened, { ...resolved, cycle: 2, resolutionId: textOf('resolution-2') })
      .under(rules)
      .when(close)
      .yields(over, { ...offered, surveyId: textOf('survey-2'), cycle: 2 });
  });
  test('is answered once', () => {
    given(caseDecider, ...done)
      .when(answer)
      .yields(answered);
    given(caseDecider, ...done, answered)
      .when(answer)
      .yieldsNothing();
    given(caseDecider, ...done, answered)
      .when({ ...answer, score: 1 })
      .isRefused({ type: 'SurveyOver', surveyId: textOf('survey-1'), because: 'answered' });
  });
  test('is not answered with what is no score, nor too late, nor where there is none', () => {
    for (const score of [0, 6, 3.5, Number.NaN])
      given(caseDecider, ...done)
        .when({ ...answer, score })
        .isRefused({ type: 'ScoreImpossible', kind: 'CSAT', from: 1, to: 5 });
    given(caseDecider, ...done)
      .when({ ...answer, at: later(7 * day) })
      .isRefused({ type: 'SurveyOver', surveyId: textOf('survey-1'), because: 'expired' });
    given(caseDecider, ...opened)
      .when(answer)
      .isRefused({ type: 'SurveyUnknown', surveyId: textOf('survey-1') });
  });
});
