import * as E from 'fp-ts/Either';
import { plus, textOf, type AgentId, type Instant, type Personal, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import { surveyRuleFor } from '../rulebook/surveying';
import type { Rules } from '../rulebook/rules';
import type { CaseState, CaseTopic } from './case';
import { factsOf } from './facts';
import { ofCase, type CaseUnknown } from './gate';
import { scoresOf, type Survey, type SurveyAfter, type SurveyKind } from './survey';

export interface Feedback {
  readonly slice: {
    readonly surveys: ReadonlyArray<
      Survey & {
        /** From when on it cannot be answered; null: it always can. */
        readonly expiresAt: Instant | null;
        /** Null while nobody has answered. */
        readonly score: number | null;
      }
    >;
  };
  readonly command: Dated<'AnswerSurvey', { surveyId: Text; score: number; remark: Personal<Text> | null }>;
  readonly event:
    | Dated<
        'SurveyOffered',
        Survey & {
          /** Who had the case then, and gets what is answered; null: nobody had it. */
          credited: AgentId | null;
          /** From when on it cannot be answered; null: it always can. */
          expiresAt: Instant | null;
          decision: Decision;
        }
      >
    | Dated<'SurveyAnswered', { surveyId: Text; score: number; remark: Personal<Text> | null }>;
  readonly rejection:
    | CaseUnknown
    | Variant<'SurveyUnknown', { surveyId: Text }>
    /** It was answered otherwise, or it is too late. */
    | Variant<'SurveyOver', { surveyId: Text; because: 'answered' | 'expired' }>
    | Variant<'ScoreImpossible', { kind: SurveyKind; from: number; to: number }>;
}

/** The survey that a rule wants, once in each cycle, where there is a customer to ask. */
const offered =
  (after: SurveyAfter) =>
  ({ at }: { readonly at: Instant }, state: CaseState, rules: Rules): ReadonlyArray<Feedback['event']> => {
    const {
      creation: { opening },
      resolution: { cycle },
      feedback: { surveys },
    } = state;
    if (opening === null || opening.customer === null || surveys.some((one) => one.cycle === cycle)) return [];
    const rulebook = rules.at(at);
    const match = surveyRuleFor(rulebook, after, factsOf(state, rulebook));
    if (match === undefined) return [];
    const { kind, openFor } = match.rule;
    return [
      {
        type: 'SurveyOffered',
        at,
        surveyId: textOf(`survey-${cycle}`),
        cycle,
        kind,
        credited: state.assignment.holding?.agent ?? null,
        expiresAt: openFor === null ? null : plus(at, openFor),
        decision: match.decision,
      },
    ];
  };

/** What customers say of how their case was handled: asked once in each cycle, answered once. */
export const feedback: CaseTopic<Feedback> = {
  initial: { surveys: [] },
  decide: {
    AnswerSurvey: ({ at, surveyId, score, remark }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const survey = state.feedback.surveys.find((one) => one.surveyId === surveyId);
      if (survey === undefined) return E.left({ type: 'SurveyUnknown', surveyId });
      if (survey.score === score) return E.right([]);
      if (survey.score !== null) return E.left({ type: 'SurveyOver', surveyId, because: 'answered' });
      if (survey.expiresAt !== null && at >= survey.expiresAt)
        return E.left({ type: 'SurveyOver', surveyId, because: 'expired' });
      const { from, to } = scoresOf[survey.kind];
      return Number.isInteger(score) && score >= from && score <= to
        ? E.right([{ type: 'SurveyAnswered', at, surveyId, score, remark }])
        : E.left({ type: 'ScoreImpossible', kind: survey.kind, from, to });
    },
  },
  evolve: {
    SurveyOffered: ({ surveys }, { surveyId, cycle, kind, expiresAt }) => ({
      surveys: [
        ...surveys.filter((one) => one.surveyId !== surveyId),
        { surveyId, cycle, kind, expiresAt, score: null },
      ],
    }),
    SurveyAnswered: ({ surveys }, { surveyId, score }) => ({
      surveys: surveys.map((one) => (one.surveyId === surveyId ? { ...one, score } : one)),
    }),
  },
  follow: {
    CaseResolved: offered('resolution'),
    CaseClosed: offered('closure'),
  },
};
