import { instant, optional } from '@casebook/projection';

/** The two ends of an interval: the first belongs to it, the second does not. */
export const ends = {
  since: instant('when it began; this instant is part of it'),
  until: optional(instant('when it ended; this instant is no part of it. Empty while it lasts')),
};

/** The rows with another one in the place of the last. */
export const withLast = <R>(rows: ReadonlyArray<R>, last: R): ReadonlyArray<R> => [...rows.slice(0, -1), last];

export const lastOf = <R>(rows: ReadonlyArray<R>): R | undefined => rows[rows.length - 1];
