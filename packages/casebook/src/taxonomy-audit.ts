import type { Rules } from '@casebook/domain';
import type { CategoryUse, Relabelling } from '@casebook/projection-analytics';
import type { Instant } from '@casebook/vocabulary';

/** Two categories between which cases are moved both ways: people cannot tell them apart. */
export interface Overlap {
  readonly categories: readonly [string, string];
  /** Cases moved between them, in either direction. */
  readonly cases: number;
}

/** What a taxonomy came to in use, in a span of time. */
export interface TaxonomyAudit {
  /** The first instant that counts. */
  readonly from: Instant;
  /** The first instant that no longer counts. */
  readonly to: Instant;
  /** Of the rulebook at the end of the span, and whatever else cases were put into; the most used first. */
  readonly categories: ReadonlyArray<CategoryUse & { readonly known: boolean }>;
  /** Categories of the rulebook that no case was put into. */
  readonly unused: ReadonlyArray<string>;
  readonly relabelled: ReadonlyArray<Relabelling>;
  readonly overlapping: ReadonlyArray<Overlap>;
}

const overlapsIn = (moves: ReadonlyArray<Relabelling>): ReadonlyArray<Overlap> =>
  moves
    .flatMap(({ from, to, cases }): ReadonlyArray<Overlap> => {
      const back = moves.find((other) => other.from === to && other.to === from);
      return back === undefined || from > to ? [] : [{ categories: [from, to], cases: cases + back.cases }];
    })
    .sort((a, b) => b.cases - a.cases);

/** A taxonomy held against how it was used: what nobody uses, what is told apart wrongly, what leads to the wrong team. */
export const taxonomyAudit = (
  rules: Rules,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  used: ReadonlyArray<CategoryUse>,
  relabelled: ReadonlyArray<Relabelling>,
): TaxonomyAudit => {
  const { categories } = rules.at(to);
  const paths = new Set<string>(categories.map(({ path }) => path));
  return {
    from,
    to,
    categories: used.map((use) => ({ ...use, known: paths.size === 0 || paths.has(use.category) })),
    unused: [...paths].filter((path) => !used.some(({ category }) => category === path)),
    relabelled,
    overlapping: overlapsIn(relabelled),
  };
};
