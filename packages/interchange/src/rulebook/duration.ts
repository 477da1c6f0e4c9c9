import type { Millis } from '@casebook/vocabulary';

const second = 1000;
const units: ReadonlyArray<readonly [name: string, millis: Millis]> = [
  ['d', 24 * 60 * 60 * second],
  ['h', 60 * 60 * second],
  ['min', 60 * second],
  ['s', second],
];

/** Members of a rulebook that hold a duration, by their paths; `*` is any place of a list. A day is 24 hours. */
export const durationPaths: ReadonlyArray<{ readonly path: string; readonly largest: 'd' | 'h' }> = [
  { path: 'assignment.*.respondWithin', largest: 'd' },
  { path: 'approvals.*.within', largest: 'd' },
  { path: 'playbooks.*.steps.*.within', largest: 'h' }, // likewise, where there is a calendar
  { path: 'serviceLevels.*.target', largest: 'h' }, // working time, of which no day has 24 hours
  { path: 'surveys.*.openFor', largest: 'd' },
  { path: 'closing.autoCloseAfter', largest: 'd' },
  { path: 'closing.remindAfter', largest: 'd' },
  { path: 'closing.reopenWithin', largest: 'd' },
];

/** What a duration in a file can be. */
export const durationRule = 'a duration: 30s, 45min, 48h or 5d (a day is 24 hours), or whole milliseconds';

/** The milliseconds of a duration as people write it; undefined where it is none. */
export const millisIn = (text: string): Millis | undefined => {
  const [, digits, name] = /^(\d{1,10})(s|min|h|d)$/.exec(text) ?? [];
  const unit = units.find(([known]) => known === name);
  return unit === undefined ? undefined : Number(digits) * unit[1];
};

/** A duration as people write it, exactly: in the largest unit of which it is a whole number, else in milliseconds. */
export const writtenDuration = (millis: Millis, largest: 'd' | 'h'): string | number => {
  const fitting = units.filter(([name]) => largest === 'd' || name !== 'd').find(([, size]) => millis % size === 0);
  return fitting === undefined || millis === 0 ? millis : `${millis / fitting[1]}${fitting[0]}`;
};
