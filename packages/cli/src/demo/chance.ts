/** Numbers that look like chance and are the same for the same seed, on every machine. */
export interface Chance {
  /** From 0 up to 1, without it. */
  readonly share: () => number;
  /** True so often. */
  readonly happens: (probability: number) => boolean;
  /** A whole number from the first to the last. */
  readonly between: (first: number, last: number) => number;
  /** One of them, all alike. */
  readonly oneOf: <A>(choices: readonly [A, ...ReadonlyArray<A>]) => A;
  /** One of them, by weight. */
  readonly weighted: <A>(choices: readonly [readonly [A, number], ...ReadonlyArray<readonly [A, number]>]) => A;
  /** Milliseconds around a median, seldom much longer: the way durations of work are spread (log-normal). */
  readonly lasting: (medianMillis: number, spread?: number) => number;
}

// Mulberry32, Tommy Ettinger, public domain.
const mulberry32 = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const chance = (seed: number): Chance => {
  const share = mulberry32(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
  const between = (first: number, last: number): number => first + Math.floor(share() * (last - first + 1));
  return {
    share,
    between,
    happens: (probability) => share() < probability,
    oneOf: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    weighted: (choices) => {
      let left = share() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      return (choices.find(([, weight]) => (left -= weight) < 0) ?? choices[0])[0];
    },
    lasting: (medianMillis, spread = 0.8) => Math.round(medianMillis * Math.exp(normal() * spread)),
  };
};
