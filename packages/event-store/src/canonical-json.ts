import type { Json } from '@casebook/vocabulary';

const half = /\p{Surrogate}/u; // a whole pair is one character, which is none of these

const text = (value: string): string => {
  if (!half.test(value)) return JSON.stringify(value);
  throw new TypeError(`${JSON.stringify(value)} has half of a surrogate pair: it has no canonical form`);
};

const isList = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value);

/**
 * JSON in the one form that RFC 8785 gives it: members in order of UTF-16 code units, numbers and escapes as ECMAScript writes
 * them, no white space. Throws a TypeError for numbers that are not finite and for half of a surrogate pair.
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)); // as UTF-16, whatever the locale
  return `{${members.map(([name, member]) => `${text(name)}:${canonicalJson(member)}`).join(',')}}`;
};
