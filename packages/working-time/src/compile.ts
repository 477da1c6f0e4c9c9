import type { ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import { epochMillis, Instant, literal, type Millis } from '@casebook/vocabulary';
import { blockOf, blockSize, type Block } from './block';
import { daysOf, type Calendar } from './calendar';
import { day, dayNumber } from './local-time';
import { openingsOf, type Openings } from './openings';
import { overlap } from './stretch';

/** A calendar made ready to be asked often. What has been asked for is kept, so hold on to it. */
export interface CompiledCalendar {
  /** For the functions of this package: the openings of one block of time, made when they are first asked for. */
  readonly block: (index: number) => Block;
  /** Nothing opens after that, in milliseconds since 1970. */
  readonly end: Millis;
}

/** A calendar that holds from an instant on, until the next of its succession does. */
export interface CalendarFrom {
  readonly effectiveFrom: Instant;
  readonly calendar: Calendar;
}

/** The last instant there is: years have four digits. */
const lastInstant = epochMillis(literal(Instant, '9999-12-31T23:59:59.999Z'));

/** An ordinary week that opens at all opens for ever; otherwise there are only the exceptions. */
const endOf = ({ week, exceptions }: Calendar): Millis =>
  daysOf(week).some((windows) => windows.length > 0)
    ? lastInstant
    : Math.max(-Infinity, ...exceptions.map(({ date }) => (dayNumber(date) + 3) * day));

const compiled = (openings: Openings, end: Millis): CompiledCalendar => {
  const blocks = new Map<number, Block>();
  return {
    end,
    block: (index) => {
      const known = blocks.get(index);
      if (known !== undefined) return known;
      const made = blockOf(openings({ from: index * blockSize, until: (index + 1) * blockSize }));
      blocks.set(index, made);
      return made;
    },
  };
};

/** Makes a calendar ready, once. A zone that this machine does not know throws a RangeError when the calendar is asked. */
export const compile = (calendar: Calendar): CompiledCalendar => compiled(openingsOf(calendar), endOf(calendar));

/**
 * Makes ready a calendar that changed, or learned late of a holiday: each holds from its `effectiveFrom` until the next one does,
 * the first of them also before. Of two with the same instant the later in the list holds.
 */
export const compileSuccession = (calendars: ReadonlyNonEmptyArray<CalendarFrom>): CompiledCalendar => {
  const inOrder = [...calendars].sort((a, b) => epochMillis(a.effectiveFrom) - epochMillis(b.effectiveFrom));
  const parts = inOrder.map(({ effectiveFrom, calendar }, index) => {
    const next = inOrder[index + 1];
    return {
      openings: openingsOf(calendar),
      end: endOf(calendar),
      from: index === 0 ? -Infinity : epochMillis(effectiveFrom),
      until: next === undefined ? Infinity : epochMillis(next.effectiveFrom),
    };
  });
  const openings: Openings = (within) =>
    parts.flatMap((part) => {
      const asked = overlap(part, within);
      return asked.from < asked.until ? part.openings(asked) : [];
    });
  return compiled(openings, Math.max(...parts.map(({ end, until }) => Math.min(end, until))));
};
