type Fields = { readonly [key: string]: unknown };

const isList = (value: unknown): value is ReadonlyArray<unknown> => Array.isArray(value);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of a document and its path from the top. */
export interface Place {
  readonly path: ReadonlyArray<string>;
  readonly value: unknown;
}

/** The places that a pattern names, such as `serviceLevels.*.target`; those that are not there are left out. */
export const placesOf = (document: unknown, pattern: string): ReadonlyArray<Place> => {
  let places: ReadonlyArray<Place> = [{ path: [], value: document }];
  for (const step of pattern.split('.'))
    places = places.flatMap(({ path, value }) => {
      const members: ReadonlyArray<readonly [string, unknown]> =
        typeof value === 'object' && value !== null ? Object.entries(value) : [];
      return members
        .filter(([key]) => (step === '*' ? Array.isArray(value) : key === step))
        .map(([key, member]) => ({ path: [...path, key], value: member }));
    });
  return places;
};

/** The same document with another value at a place that is there. */
export const replaced = (document: unknown, path: ReadonlyArray<string>, value: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (isList(document))
    return document.map((member, index) => (String(index) === key ? replaced(member, rest, value) : member));
  return isFields(document) ? { ...document, [key]: replaced(document[key], rest, value) } : document;
};

/** What a document has and what was read of it does not: members that mean nothing, each with those that would. */
export const meaningless = (
  document: unknown,
  read: unknown,
  path: ReadonlyArray<string> = [],
): ReadonlyArray<{ readonly path: ReadonlyArray<string>; readonly known: ReadonlyArray<string> }> => {
  if (isList(document))
    return document.flatMap((member, index) =>
      meaningless(member, isList(read) ? read[index] : undefined, [...path, String(index)]),
    );
  if (!isFields(document) || !isFields(read)) return [];
  const known = Object.keys(read);
  return Object.entries(document).flatMap(([key, member]) =>
    known.includes(key) ? meaningless(member, read[key], [...path, key]) : [{ path: [...path, key], known }],
  );
};
