/** Words that were found together under a label. */
export interface Sample {
  readonly label: string;
  readonly words: ReadonlySet<string>;
}

interface Counts {
  /** Samples with this label. */
  readonly samples: number;
  /** All their words, and each of them. */
  readonly total: number;
  readonly of: ReadonlyMap<string, number>;
}

/** How often which words were found under which label. */
export interface Trained {
  readonly samples: number;
  readonly labels: ReadonlyMap<string, Counts>;
  readonly words: ReadonlyMap<string, number>;
}

const add = (counts: Map<string, number>, word: string): unknown => counts.set(word, (counts.get(word) ?? 0) + 1);

export const trained = (samples: ReadonlyArray<Sample>): Trained => {
  const words = new Map<string, number>();
  const labels = new Map<string, { samples: number; total: number; of: Map<string, number> }>();
  for (const sample of samples) {
    const counts = labels.get(sample.label) ?? { samples: 0, total: 0, of: new Map<string, number>() };
    labels.set(sample.label, counts);
    counts.samples += 1;
    counts.total += sample.words.size;
    for (const word of sample.words) {
      add(words, word);
      add(counts.of, word);
    }
  }
  return { samples: samples.length, labels, words };
};

/**
 * The label under which these words are the most likely, by multinomial naive Bayes, each word counted once and one added to each count
 * (Laplace). Null where none of the words is known. `without` is a sample that it was trained with, and is taken as if it
 * had not been.
 */
export const labelOf = (
  { samples, labels, words: all }: Trained,
  words: ReadonlySet<string>,
  without: Sample | null = null,
): string | null => {
  const missing = (word: string): number => (without?.words.has(word) === true ? 1 : 0);
  const isKnown = (word: string): boolean => (all.get(word) ?? 0) - missing(word) > 0;
  const known = [...words].filter(isKnown);
  if (known.length === 0) return null;
  const vocabulary = all.size - [...(without?.words ?? [])].filter((word) => !isKnown(word)).length;
  const left = samples - (without === null ? 0 : 1);

  let best: { readonly label: string; readonly score: number } | null = null;
  for (const [label, counts] of labels) {
    const mine = without?.label === label;
    const own = counts.samples - (mine ? 1 : 0);
    if (own === 0) continue;
    const total = counts.total - (mine ? without.words.size : 0);
    const of = (word: string): number => (counts.of.get(word) ?? 0) - (mine ? missing(word) : 0);
    const score = known.reduce(
      (sum, word) => sum + Math.log((of(word) + 1) / (total + vocabulary)),
      Math.log(own / left),
    );
    // Of those that are as likely the first by name: the order of the samples must not matter.
    if (best === null || score > best.score || (score === best.score && label < best.label)) best = { label, score };
  }
  return best?.label ?? null;
};

/**
 * How often a label is right where it is given: each sample is labelled by what the others say. Of a label that is given seldom
 * little is known, so one right and one wrong are added.
 */
export const precisionOf = (model: Trained, samples: ReadonlyArray<Sample>): ((label: string) => number) => {
  const given = new Map<string, number>();
  const right = new Map<string, number>();
  for (const sample of samples) {
    const label = labelOf(model, sample.words, sample);
    if (label === null) continue;
    add(given, label);
    if (label === sample.label) add(right, label);
  }
  return (label) => ((right.get(label) ?? 0) + 1) / ((given.get(label) ?? 0) + 2);
};
