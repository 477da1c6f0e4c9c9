/** What is remembered at most: more than the distinct values of a column that repeats, less than memory would feel. */
const most = 10_000;

/** The same answers, worked out once for values that come again and again. */
export const recalling = <A>(answer: (text: string) => A): ((text: string) => A) => {
  const known = new Map<string, A>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const now = answer(text);
    if (known.size >= most) known.clear();
    known.set(text, now);
    return now;
  };
};
