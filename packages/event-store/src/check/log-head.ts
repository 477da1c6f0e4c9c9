import * as t from 'io-ts';
import { Instant, type Json } from '@casebook/vocabulary';
import type { Hash } from '../envelope';

/**
 * How a whole log stood once: whoever has kept this elsewhere can see later whether anything up to there was changed, removed or
 * put in, whatever the owner of the database has done meanwhile.
 */
export interface LogHead {
  /** Of the last event; 0 for an empty log. */
  readonly position: number;
  /** How many events there are up to there. */
  readonly events: number;
  /** Of the Merkle tree (RFC 6962) whose leaves are the events' hashes in order of position. */
  readonly root: Hash;
  readonly seenAt: Instant;
}

const checked = <A extends string | number>(codec: t.Type<A>, name: string, holds: (value: A) => boolean): t.Type<A> =>
  new t.Type(
    name,
    (value): value is A => codec.is(value) && holds(value),
    (value, context) => (codec.is(value) && holds(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  );

const whole = checked(t.number, 'a whole number from 0', (value) => Number.isSafeInteger(value) && value >= 0);
const hash = checked(t.string, '64 hexadecimal digits', (value) => /^[0-9a-f]{64}$/.test(value));

/** A head as it is written into a file. */
export const LogHeadCodec: t.Type<LogHead, Json> = t.readonly(
  t.strict({ position: whole, events: whole, root: hash, seenAt: Instant }),
  'LogHead',
);
