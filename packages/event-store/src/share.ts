import { createHash } from 'node:crypto';
import type { StreamName } from './stream';

/**
 * The share of the streams that a stream belongs to, from 0: the same in every process and every database. Of nothing but the name,
 * so a stream never changes its share while they are divided among as many. Throws a RangeError for less than one share.
 */
export const shareOf = (stream: StreamName, among: number): number => {
  if (!Number.isInteger(among) || among < 1) throw new RangeError(`streams are not divided among ${among}`);
  return createHash('sha256').update(stream, 'utf8').digest().readUInt32BE(0) % among;
};
