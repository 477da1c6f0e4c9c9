import * as t from 'io-ts';
import { Text, type Json } from '@casebook/vocabulary';
import { such } from '../such';
import type { Money } from './money';

const Amount = such(
  "a whole number of the currency's smallest unit, from 0",
  t.number,
  (value) => Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0),
);

const Currency = such('a currency by ISO 4217, such as EUR', Text, (value) => /^[A-Z]{3}$/.test(value));

export const MoneyCodec: t.Type<Money, Json> = t.strict({ amount: Amount, currency: Currency }, 'Money');
