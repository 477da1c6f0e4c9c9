/** Numbers that look like chance and are the same for the same seed, on every machine. */
export interface Chance {
  /** True so often. */
  readonly happens: (probability: number) => boolean;
  /** A whole number from the first to the last. */
  readonly between: (first: number, last: number) => number;
  /** One of them, the first ones more often than the last ones. */
  readonly oneOf: <A>(choices: readonly [A, ...ReadonlyArray<A>]) => A;
  /** Milliseconds around a median, seldom much longer: the way durations of work are spread (log-normal). */
  readonly lasting: (median: number) => number;
  /** So many hexadecimal digits. */
  readonly hex: (digits: number) => string;
}

// Mulberry32, Tommy Ettinger, public domain.
const mulberry32 = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

export const chance = (seed: number): Chance => {
  const bits = mulberry32(seed);
  const share = (): number => bits() / 4_294_967_296;
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
  return {
    happens: (probability) => share() < probability,
    between: (first, last) => first + Math.floor(share() * (last - first + 1)),
    oneOf: (choices) => choices[Math.floor(share() * share() * 2 * choices.length) % choices.length] ?? choices[0],
    lasting: (median) => Math.max(1_000, Math.round(median * Math.exp(normal()))),
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += bits().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
};
