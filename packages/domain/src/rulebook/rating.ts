import type { Text } from '@casebook/vocabulary';
import type { Facts } from './facts';
import { firstMatch, type Match } from './first-match';
import type { Rate } from './rate';
import type { Rulebook } from './rulebook';

/** The rate of an activity for a case with these facts; undefined where there is none. */
export const rateFor = ({ version, rates }: Rulebook, activity: Text, facts: Facts): Match<Rate> | undefined =>
  firstMatch(
    version,
    rates.filter((rate) => rate.activity === null || rate.activity === activity),
    facts,
    ({ name }) => name,
  );
