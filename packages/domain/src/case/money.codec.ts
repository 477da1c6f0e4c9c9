import * as t from 'io-ts';
import { Text, type Json } from '@casebook/vocabulary';
import type { Money } from './money';

const that = <A>(name: string, base: t.Type<A, A>, holds: (value: A) => boolean): t.Type<A, A> =>
  new t.Type(
    name,
    (value): value is A => base.is(value) && holds(value),
    (value, context) => (base.is(value) && holds(value) ? t.success(value) : t.failure(value, context)),
    (value) => value,
  );

const Amount = that(
  "a whole number of the currency's smallest unit, from 0",
  t.number,
  (value) => Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0),
);

const Currency: t.Type<Text, string> = new t.Type(
  'a currency by ISO 4217, such as EUR',
  (value): value is Text => Text.is(value) && /^[A-Z]{3}$/.test(value),
  (value, context) => (Text.is(value) && /^[A-Z]{3}$/.test(value) ? t.success(value) : t.failure(value, context)),
  (value) => value,
);

export const MoneyCodec: t.Type<Money, Json> = t.strict({ amount: Amount, currency: Currency }, 'Money');
