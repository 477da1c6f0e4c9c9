import * as t from 'io-ts';
import { nullable, Text, type Json } from '@casebook/vocabulary';
import { SurveyAfterCodec, SurveyKindCodec } from '../case/feedback.codec';
import { ConditionCodec } from './condition.codec';
import { DurationCodec } from './numbers.codec';
import type { SurveyRule } from './survey-rule';

export const SurveyRuleCodec: t.Type<SurveyRule, Json> = t.strict(
  {
    name: Text,
    when: ConditionCodec,
    kind: SurveyKindCodec,
    after: SurveyAfterCodec,
    openFor: nullable(DurationCodec),
  },
  'a rule for surveys: its name, what it asks, and after what',
);
