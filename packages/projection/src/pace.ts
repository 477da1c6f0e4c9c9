const fewest = 50; // events
const first = 1_000;
const aimed = 250; // milliseconds a page
const largest = 16_000_000; // characters of what events say, so that a page of long texts is a short one

/** How many events the next page may have: as many as are folded and written in a quarter of a second, and not too large. */
export interface Pace {
  readonly limit: () => number;
  readonly took: (page: { readonly events: number; readonly size: number }, millis: number) => void;
  /** A page could not be written: it may have taken too long. */
  readonly failed: () => void;
}

export const paceOf = (most: number): Pace => {
  let limit = Math.min(most, first);
  return {
    limit: () => limit,
    took: ({ events, size }, millis) => {
      if (events === 0) return;
      const isFull = events >= limit;
      const byTime = Math.round((events * aimed) / Math.max(millis, 1));
      const bySize = Math.floor(largest / Math.max(size / events, 1));
      // Only a full page says how long a full page takes; and a slow moment is no reason to crawl.
      const wanted = isFull ? Math.min(byTime, limit * 2, bySize) : Math.min(limit, bySize);
      limit = Math.min(most, Math.max(wanted, Math.ceil(limit / 2), fewest));
    },
    failed: () => {
      limit = Math.min(most, Math.max(Math.ceil(limit / 2), fewest));
    },
  };
};
