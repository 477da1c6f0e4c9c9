import type { Instant } from '@casebook/vocabulary';

/** An instant in UTC, to the minute: `2026-03-15 12:00`. */
export const minuteOf = (instant: Instant): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;

/** An instant in UTC, to the second, milliseconds only where there are some: `2026-03-15 12:00:07`. */
export const momentOf = (instant: Instant): string => {
  const fraction = instant.slice(19, 23);
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)}${fraction === '.000' ? '' : fraction}`;
};
