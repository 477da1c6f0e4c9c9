import { same } from '../../same';
import type { Rulebook } from '../rulebook';

/** Whether two rulebooks differ in nothing but version, hash and the instant from which they count. */
export const saysTheSame = (one: Rulebook, other: Rulebook): boolean => {
  const { version, hash, effectiveFrom } = one;
  return same(one, { ...other, version, hash, effectiveFrom });
};

/** Whether two rulebooks are one version: in nothing but the hash, which only a published one has, may they differ. */
export const isOneVersion = (one: Rulebook, other: Rulebook): boolean => same(one, { ...other, hash: one.hash });
