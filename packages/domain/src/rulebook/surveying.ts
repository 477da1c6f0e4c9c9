import type { SurveyAfter } from '../case/survey';
import type { Facts } from './facts';
import { firstMatch, type Match } from './first-match';
import type { Rulebook } from './rulebook';
import type { SurveyRule } from './survey-rule';

/** The first rule that asks after that; undefined where none does. */
export const surveyRuleFor = (
  { version, surveys }: Rulebook,
  after: SurveyAfter,
  facts: Facts,
): Match<SurveyRule> | undefined =>
  firstMatch(
    version,
    surveys.filter((rule) => rule.after === after),
    facts,
    ({ name }) => name,
  );
