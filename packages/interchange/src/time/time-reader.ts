import { instantOf, type Instant } from '@casebook/vocabulary';
import { recalling } from '../rows/recalling';
import type { TimeFormat } from './format';
import type { Zone } from './zone';

const inRange = (millis: number): boolean => millis >= -62_167_219_200_000 && millis <= 253_402_300_799_999;

/** Reads a written time on the clocks of a zone; undefined where the text is no time of the format. */
export const timeReader = (format: TimeFormat, zone: Zone): ((text: string) => Instant | undefined) =>
  recalling((text) => {
    const time = format(text);
    if (time === undefined) return undefined;
    const millis = time.clock === 'utc' ? time.instant : zone(time.local);
    return inRange(millis) ? instantOf(millis) : undefined;
  });
