import type { Rulebook } from '../rulebook';

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null;

/** Plain data, member by member, in whatever order these stand. */
const same = (one: unknown, other: unknown): boolean => {
  if (!isRecord(one) || !isRecord(other)) return one === other;
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && same(one[key], other[key]))
  );
};

/** Whether two rulebooks differ in nothing but version, hash and the instant from which they count. */
export const saysTheSame = (one: Rulebook, other: Rulebook): boolean => {
  const { version, hash, effectiveFrom } = one;
  return same(one, { ...other, version, hash, effectiveFrom });
};

/** Whether two rulebooks are one version: in nothing but the hash, which only a published one has, may they differ. */
export const isOneVersion = (one: Rulebook, other: Rulebook): boolean => same(one, { ...other, hash: one.hash });
