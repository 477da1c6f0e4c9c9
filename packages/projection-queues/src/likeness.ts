import { wordsOf } from './words';

/** What a case is likened to others by; what is not known is null. */
export interface Traits {
  readonly customer: string | null;
  readonly product: string | null;
  readonly caseType: string | null;
  /** Path in the taxonomy. */
  readonly category: string | null;
  /** Custom fields that tell nothing about a person, by name. */
  readonly fields: { readonly [field: string]: string };
  /** Null where there is none, and where it has been erased. */
  readonly subject: string | null;
}

/** One thing that two cases have in common. */
export type LikenessReason = {
  readonly factor: 'customer' | 'product' | 'caseType' | 'category' | 'subject' | `fields.${string}`;
  /** What they both have: of two categories the path down to where they part, of two subjects the words. */
  readonly matched: string;
  readonly points: number;
};

/** How much two cases are alike, and why: the strongest reason first. */
export interface Likeness {
  /** The sum of the points. */
  readonly score: number;
  readonly reasons: ReadonlyArray<LikenessReason>;
}

// #region weights
/** The most that each thing in common is worth. */
export const weights = {
  customer: 35,
  /** The same text in a custom field, such as a serial number. */
  field: 35,
  /** In each further one, and in one whose values many cases share: a choice, a number, yes or no. */
  otherField: 5,
  /** The same words in the subject, all of them; in part where only some are. */
  subject: 35,
  /** The same category; in part where two paths part further down. */
  category: 20,
  product: 15,
  caseType: 5,
} as const;

/** Cases with fewer points are not called similar: what they have in common, many others have too. */
export const similarFrom = 35;
// #endregion

const same = (
  factor: LikenessReason['factor'],
  one: string | null,
  other: string | null,
  points: number,
): ReadonlyArray<LikenessReason> =>
  one !== null && one !== '' && one === other ? [{ factor, matched: one, points }] : [];

const sharedPath = (one: string | null, other: string | null): ReadonlyArray<LikenessReason> => {
  if (one === null || other === null) return [];
  const [left, right] = [one.split('/'), other.split('/')];
  const parting = left.findIndex((part, index) => part !== right[index]);
  const shared = left.slice(0, parting === -1 ? left.length : parting);
  const points = Math.round((weights.category * shared.length) / Math.max(left.length, right.length));
  return shared.length === 0 ? [] : [{ factor: 'category', matched: shared.join('/'), points }];
};

/** Twice the common words over all of both, as L. R. Dice measured it. */
const sharedWords = (left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlyArray<LikenessReason> => {
  const shared = [...left].filter((word) => right.has(word)).sort();
  if (shared.length === 0) return [];
  const points = Math.round((weights.subject * 2 * shared.length) / (left.size + right.size));
  return [{ factor: 'subject', matched: shared.join(' '), points }];
};

const sharedFields = (
  one: Traits['fields'],
  other: Traits['fields'],
  common: ReadonlySet<string>,
): ReadonlyArray<LikenessReason> => {
  const shared = Object.keys(one)
    .sort()
    .filter((name) => one[name] !== '' && one[name] === other[name]);
  const telling = shared.find((name) => !common.has(name));
  return shared.map((name) => ({
    factor: `fields.${name}`,
    matched: one[name] ?? '',
    points: name === telling ? weights.field : weights.otherField,
  }));
};

/**
 * How much other cases are like this one. It is the same from either side, and more in common is never worth less. `common` names
 * the custom fields whose values many cases share.
 */
export const likenessTo = (one: Traits, common: ReadonlySet<string> = new Set()): ((other: Traits) => Likeness) => {
  const words = wordsOf(one.subject ?? '');
  return (other) => {
    const reasons = [
      ...same('customer', one.customer, other.customer, weights.customer),
      ...sharedFields(one.fields, other.fields, common),
      ...(words.size === 0 ? [] : sharedWords(words, wordsOf(other.subject ?? ''))),
      ...sharedPath(one.category, other.category),
      ...same('product', one.product, other.product, weights.product),
      ...same('caseType', one.caseType, other.caseType, weights.caseType),
    ].sort((a, b) => b.points - a.points);
    return { score: reasons.reduce((sum, { points }) => sum + points, 0), reasons };
  };
};
