import * as t from 'io-ts';
import { nullable, Text, type Json } from '@casebook/vocabulary';
import { ConditionCodec } from './condition.codec';
import { PercentToEndCodec } from './numbers.codec';
import type { Criterion, Scorecard } from './scorecard';

const CriterionCodec: t.Type<Criterion, Json> = t.strict(
  {
    name: Text,
    text: nullable(Text),
    weight: PercentToEndCodec,
    max: PercentToEndCodec,
    failsBelow: nullable(PercentToEndCodec),
  },
  'a criterion: its name, its weight, and the most that can be given',
);

export const ScorecardCodec: t.Type<Scorecard, Json> = t.strict(
  {
    name: Text,
    when: ConditionCodec,
    criteria: t.readonlyArray(CriterionCodec, 'a list of criteria'),
    passAt: PercentToEndCodec,
    sample: nullable(t.strict({ percent: PercentToEndCodec, seed: Text }, 'a percent and a seed')),
  },
  'a scorecard: its name, its criteria, and when it is passed',
);
