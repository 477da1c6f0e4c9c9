import type * as t from 'io-ts';
import { IANAZone } from 'luxon';
import type { Millis } from '@casebook/vocabulary';
import { word } from './word';

interface ZoneBrand {
  readonly Zone: unique symbol;
}

/** A time zone of the IANA database that this machine knows; offsets such as `+01:00` are none, since they have no rules. */
export type Zone = string & t.Brand<ZoneBrand>;
export const Zone = word(
  'a time zone of the IANA database, such as Europe/Berlin',
  (value): value is Zone => /^[A-Za-z]/.test(value) && IANAZone.isValidZone(value),
);

/** How far the local clock of a zone is ahead of UTC, at so many milliseconds since 1970. */
export const offsetIn = (zone: Zone): ((epochMillis: Millis) => Millis) => {
  const known = IANAZone.create(zone);
  return (epochMillis) => Math.round(known.offset(epochMillis) * 60_000); // minutes, and fractions of them before 1972
};
