import * as t from 'io-ts';

const unstorable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** True for text that every store gives back as it was: no NUL and no half of a surrogate pair. */
export const isStorableText = (value: string): boolean => !unstorable.test(value);

/** Text that every store and column can hold: no NUL, no half of a surrogate pair. May be empty. */
export const Text = t.brand(
  t.string,
  (value): value is t.Branded<string, { readonly Text: symbol }> => isStorableText(value),
  'Text',
);
export type Text = t.TypeOf<typeof Text>;

/** Text made by the program. Throws a TypeError where it is not storable. */
export const textOf = (value: string): Text => {
  if (Text.is(value)) return value;
  throw new TypeError(`${JSON.stringify(value)} is not storable text`);
};
