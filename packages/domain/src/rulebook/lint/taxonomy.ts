import { finding, type Check } from './finding';

/** An example of two categories tells nobody which of them is meant. */
export const examples: Check = ({ categories }) => {
  const seen = new Map<string, string>();
  return categories.flatMap(({ path, examples: all }, index) =>
    all.flatMap((example, place) => {
      const other = seen.get(example);
      seen.set(example, other ?? path);
      return other === undefined
        ? []
        : finding(`categories.${index}.examples.${place}`, `‘${example}’ is an example of ${other} already`);
    }),
  );
};
