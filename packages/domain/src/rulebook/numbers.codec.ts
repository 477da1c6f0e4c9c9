import * as t from 'io-ts';
import { such } from '../such';

const number = (name: string, holds: (value: number) => boolean): t.Type<number, number> => such(name, t.number, holds);

export const VersionCodec = number('a whole number from 0', (value) => Number.isSafeInteger(value) && value >= 0);

/** Bounded, so that no sum of products leaves what JSON can say. */
export const FiniteCodec = number(
  'a number from -1000000 to 1000000',
  (value) => Math.abs(value) <= 1_000_000 && !Object.is(value, -0),
);

const hundredYears = 100 * 366 * 24 * 60 * 60 * 1000;

export const DurationCodec = number(
  'whole milliseconds of at most a hundred years',
  (value) => Number.isSafeInteger(value) && value >= 0 && value <= hundredYears && !Object.is(value, -0),
);

/** A warning comes before the end. */
export const PercentCodec = number(
  'a whole number from 1 to 99',
  (value) => Number.isInteger(value) && value >= 1 && value <= 99,
);

/** An escalation may come at the end. */
export const PercentToEndCodec = number(
  'a whole number from 1 to 100',
  (value) => Number.isInteger(value) && value >= 1 && value <= 100,
);

export const CountCodec = number('a whole number from 1', (value) => Number.isSafeInteger(value) && value >= 1);
