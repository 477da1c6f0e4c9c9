/** The memory in use once the garbage is collected, at some minute since the beginning. */
export interface Sample {
  readonly minute: number;
  /** JavaScript's heap and what it holds outside, in bytes. */
  readonly live: number;
}

export const sampled = (began: number): Sample => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { minute: (performance.now() - began) / 60_000, live: heapUsed + external };
};

/** Bytes a minute: the slope of the straight line that fits best. */
const slope = (samples: ReadonlyArray<Sample>): number => {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const minute = mean((sample) => sample.minute);
  const live = mean((sample) => sample.live);
  const spread = samples.reduce((sum, sample) => sum + (sample.minute - minute) ** 2, 0);
  return samples.reduce((sum, sample) => sum + (sample.minute - minute) * (sample.live - live), 0) / spread;
};

const tolerated = 4_000_000; // bytes over the second half: what two collections of the same live objects differ by

/** What the line through the second half of the samples rises by, and whether that is growth. */
export const growth = (samples: ReadonlyArray<Sample>): { readonly bytes: number; readonly grows: boolean } => {
  const half = samples.slice(Math.floor(samples.length / 2));
  const bytes = slope(half) * ((half[half.length - 1]?.minute ?? 0) - (half[0]?.minute ?? 0));
  return { bytes, grows: !(bytes < tolerated) };
};
