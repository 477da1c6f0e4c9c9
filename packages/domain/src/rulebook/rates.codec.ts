import * as t from 'io-ts';
import { nullable, Text, type Json } from '@casebook/vocabulary';
import { MoneyCodec } from '../case/money.codec';
import { ConditionCodec } from './condition.codec';
import type { Rate } from './rate';

export const RateCodec: t.Type<Rate, Json> = t.strict(
  { name: Text, when: ConditionCodec, activity: nullable(Text), perHour: MoneyCodec },
  'a rate: its name, for which work it is, and what an hour costs',
);
