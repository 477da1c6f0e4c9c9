/**
 * English words that say nothing about a matter. Of one language only, on purpose: a list for many would drop words that mean
 * something in another.
 */
const empty: ReadonlySet<string> = new Set(
  'a about after all am an and any are as at be been before but by can cannot could did do does for from get got had has have how i if in into is it its me my no not of on or our please she so than that the their them there they this to until us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
);

const written = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** Scripts in which words follow each other without spaces. Only these are taken apart by a dictionary, which takes its time. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const dictionary = new Intl.Segmenter('und', { granularity: 'word' });

/** The words of a text that may tell what it is about, each once, in lower case. */
export const wordsOf = (text: string): ReadonlySet<string> => {
  const stretches = text.normalize('NFKC').toLowerCase().match(written) ?? [];
  const words = stretches.flatMap((stretch) =>
    unspaced.test(stretch) ? [...dictionary.segment(stretch)].map(({ segment }) => segment) : [stretch],
  );
  return new Set(words.filter((word) => !empty.has(word)));
};
