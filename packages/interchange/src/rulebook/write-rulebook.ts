import { stringify } from 'yaml';
import type { Rulebook } from '@casebook/domain';
import { durationPaths, writtenDuration } from './duration';
import { shorter, shortened } from './left-out';
import { placesOf, replaced } from './places';

/** A rulebook as YAML that `readRulebook` reads back, durations as people write them and what goes without saying left out, without the hash that only publishing gives. */
export const writeRulebook = (rulebook: Rulebook): string => {
  const { hash: _, ...document } = rulebook; // plain JSON: the codec checks, and changes nothing
  const readable = durationPaths.reduce<unknown>(
    (whole, { path: pattern, largest }) =>
      placesOf(whole, pattern).reduce(
        (part, { path, value }) =>
          typeof value === 'number' ? replaced(part, path, writtenDuration(value, largest)) : part,
        whole,
      ),
    document,
  );
  const short = shorter.reduce(
    (whole, record) =>
      placesOf(whole, record.path).reduce(
        (part, { path, value }) => replaced(part, path, shortened(record, value)),
        whole,
      ),
    readable,
  );
  return stringify(short, { lineWidth: 120 });
};
