import * as O from 'fp-ts/Option';
import { literal, WrittenInstant, type Instant } from '@casebook/vocabulary';
import {
  compile,
  compileSuccession,
  deadline,
  elapsed,
  isOpenAt,
  nextOpening,
  remaining,
  roundTheClock,
  type Calendar,
  type WaitSpan,
} from './index';
import { calendarOf, daily, weekdays } from './testing/in-few-words';

// 15 June 2026 is a Monday. Each figure was worked out by hand.

const at = (text: string): Instant => literal(WrittenInstant, text);
const hour = 3_600_000;
const minute = 60_000;

const wait = (from: string, to: string | null): WaitSpan => ({ from: at(from), to: to === null ? null : at(to) });
const worked = (calendar: Calendar, from: string, to: string, waits: ReadonlyArray<WaitSpan> = []): number =>
  elapsed(compile(calendar), at(from), at(to), waits);
const due = (calendar: Calendar, from: string, target: number, waits: ReadonlyArray<WaitSpan> = []): string =>
  O.getOrElse<string>(() => 'never')(deadline(compile(calendar), at(from), target, waits));

const office = calendarOf('UTC', weekdays('09:00-17:00'));
const berlin = calendarOf('Europe/Berlin', weekdays('08:00-12:00 13:00-17:00'), { '2026-05-01': '' });
const newYork = calendarOf('America/New_York', weekdays('09:00-17:00'), {
  '2026-11-26': '',
  '2026-11-27': '09:00-13:00',
});

describe('working time', () => {
  test('is what lies in the windows, over a night, a weekend, a holiday and a half day', () => {
    expect(worked(office, '2026-06-15T14:00:00Z', '2026-06-16T09:00:00Z')).toBe(3 * hour);
    expect(worked(office, '2026-06-19T16:30:00Z', '2026-06-22T09:30:00Z')).toBe(hour);
    expect(worked(newYork, '2026-11-25T15:00:00-05:00', '2026-11-30T11:00:00-05:00')).toBe(8 * hour);
    expect(worked(berlin, '2026-04-30T11:30:00+02:00', '2026-05-04T08:15:00+02:00')).toBe(4 * hour + 45 * minute);
  });

  test('is none while it is closed, and none backwards', () => {
    expect(worked(berlin, '2026-06-13T10:00:00+02:00', '2026-06-14T12:00:00+02:00')).toBe(0);
    expect(worked(office, '2026-06-15T17:00:00Z', '2026-06-16T09:00:00Z')).toBe(0);
    expect(worked(office, '2026-06-16T12:00:00Z', '2026-06-15T12:00:00Z')).toBe(0);
  });

  test('is exact to the millisecond, so that 99.95 per cent is not all of it', () => {
    expect(worked(office, '2026-06-15T09:00:00.001Z', '2026-06-15T16:59:46.250Z')).toBe(8 * hour - 13_751);
    expect(remaining(compile(office), at('2026-06-15T09:00:00Z'), at('2026-06-15T16:59:46Z'), 8 * hour, [])).toBe(
      14_000,
    );
  });

  test('begins with the jump where a spring gap swallows the opening, and ends with it where it swallows the closing', () => {
    const opening = calendarOf('Europe/Berlin', [...weekdays(''), '', '02:30-10:00']);
    const closing = calendarOf('Europe/Berlin', [...weekdays(''), '', '00:00-02:30']);
    const inside = calendarOf('Europe/Berlin', [...weekdays(''), '', '02:10-02:50']);
    const sunday = ['2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z'] as const;
    expect(worked(opening, ...sunday)).toBe(7 * hour);
    expect(worked(closing, ...sunday)).toBe(2 * hour);
    expect(worked(inside, ...sunday)).toBe(0);
  });

  test('goes through a repeated hour without a break', () => {
    const sunday = ['2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z'] as const;
    const around = (windows: string) => calendarOf('Europe/London', [...weekdays(''), '', windows]);
    expect(worked(around('01:30-05:00'), ...sunday)).toBe(4.5 * hour);
    expect(worked(around('00:30-01:30'), ...sunday)).toBe(2 * hour);
    expect(worked(around('01:10-01:20 01:40-01:50'), ...sunday)).toBe(hour + 40 * minute);
  });

  test('of a night is as long as the night was', () => {
    const night = calendarOf('Europe/London', daily('00:00-06:00 22:00-24:00'));
    expect(worked(night, '2026-03-28T22:00:00Z', '2026-03-29T12:00:00Z')).toBe(7 * hour);
    expect(worked(night, '2026-10-24T21:00:00Z', '2026-10-25T12:00:00Z')).toBe(9 * hour);
  });

  test('has half an hour less or more where clocks change by half an hour', () => {
    const lordHowe = calendarOf('Australia/Lord_Howe', daily('00:00-06:00'));
    expect(worked(lordHowe, '2026-04-04T12:00:00Z', '2026-04-05T00:00:00Z')).toBe(6.5 * hour);
    expect(worked(lordHowe, '2026-10-03T12:00:00Z', '2026-10-04T00:00:00Z')).toBe(5.5 * hour);
  });

  test('has none on a day that was left out, and no such day in its week', () => {
    const apia = calendarOf('Pacific/Apia', daily('09:00-17:00'));
    expect(worked(apia, '2011-12-29T09:00:00-10:00', '2011-12-31T17:00:00+14:00')).toBe(16 * hour);
    const kwajalein = calendarOf('Pacific/Kwajalein', daily('09:00-17:00'));
    expect(worked(kwajalein, '1993-08-20T09:00:00-12:00', '1993-08-22T17:00:00+12:00')).toBe(16 * hour);
  });

  test('counts waiting as a union, and only while it was open', () => {
    const day = ['2026-06-15T09:00:00Z', '2026-06-15T17:00:00Z'] as const;
    const overlapping = [
      wait('2026-06-15T12:00:00Z', '2026-06-15T15:00:00Z'),
      wait('2026-06-15T10:00:00Z', '2026-06-15T13:00:00Z'),
    ];
    expect(worked(office, ...day, overlapping)).toBe(3 * hour);
    expect(worked(office, ...day, [wait('2026-06-14T10:00:00Z', '2026-06-15T08:00:00Z')])).toBe(8 * hour);
    expect(worked(office, ...day, [wait('2026-06-15T16:00:00Z', null)])).toBe(7 * hour);
    expect(worked(office, ...day, [wait('2026-06-15T12:00:00Z', '2026-06-15T11:00:00Z')])).toBe(8 * hour);
  });
});

describe('a deadline', () => {
  test('lands on closing time rather than on the next opening', () => {
    expect(due(office, '2026-06-15T09:00:00Z', 24 * hour)).toBe('2026-06-17T17:00:00.000Z');
    expect(due(office, '2026-06-15T09:00:00Z', 24 * hour + 1)).toBe('2026-06-18T09:00:00.001Z');
  });

  test('counts from the next opening where a case comes in out of hours', () => {
    expect(due(berlin, '2026-06-13T10:00:00+02:00', 30 * minute)).toBe('2026-06-15T06:30:00.000Z');
    expect(due(office, '2026-06-15T17:00:00Z', hour)).toBe('2026-06-16T10:00:00.000Z');
  });

  test('is moved by what was open of a wait, not by how long it was', () => {
    const overnight = [wait('2026-06-15T17:00:00Z', '2026-06-16T09:00:00Z')];
    expect(due(office, '2026-06-15T11:00:00Z', 8 * hour, overnight)).toBe('2026-06-16T11:00:00.000Z');
    const twice = [
      wait('2026-06-15T16:00:00Z', '2026-06-16T10:00:00Z'),
      wait('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z'),
    ];
    expect(due(office, '2026-06-15T09:00:00Z', 6 * hour, twice)).toBe('2026-06-15T16:00:00.000Z');
    expect(due(office, '2026-06-15T09:00:00Z', 7 * hour, twice)).toBe('2026-06-16T11:00:00.000Z');
  });

  test('stays the same weekday hour across a change of the clocks, and so many hours later round the clock', () => {
    expect(due(newYork, '2026-03-06T16:00:00-05:00', 2 * hour)).toBe('2026-03-09T14:00:00.000Z');
    expect(due(newYork, '2026-10-30T16:00:00-04:00', 2 * hour)).toBe('2026-11-02T15:00:00.000Z');
    const roundBerlin = calendarOf('Europe/Berlin', daily('00:00-24:00'));
    for (const calendar of [roundTheClock, roundBerlin])
      expect(due(calendar, '2026-03-28T22:00:00+01:00', 8 * hour)).toBe('2026-03-29T05:00:00.000Z');
  });

  test('does not come while a wait goes on, unless it came before', () => {
    const open = [wait('2026-06-15T12:00:00Z', null)];
    expect(due(office, '2026-06-15T09:00:00Z', 4 * hour, open)).toBe('never');
    expect(due(office, '2026-06-15T09:00:00Z', 3 * hour, open)).toBe('2026-06-15T12:00:00.000Z');
  });

  test('does not come on a calendar that never opens, or not for long enough any more', () => {
    expect(due(calendarOf('UTC', []), '2026-06-15T09:00:00Z', 1)).toBe('never');
    const once = calendarOf('Pacific/Kiritimati', [], { '2026-06-15': '09:00-17:00', '2031-01-01': '09:00-10:00' });
    expect(due(once, '2026-06-01T00:00:00Z', 9 * hour)).toBe('2030-12-31T20:00:00.000Z');
    expect(due(once, '2026-06-01T00:00:00Z', 9 * hour + 1)).toBe('never');
  });

  test('is not looked for after the last exception of a calendar whose week never opens', () => {
    const once = calendarOf('UTC', [], { '2026-06-15': '09:00-17:00' });
    expect(compile(once).end).toBeLessThan(Date.UTC(2026, 5, 20));
    expect(compile(calendarOf('UTC', [])).end).toBe(-Infinity);
  });

  test('does not come after the year 9999', () => {
    expect(due(roundTheClock, '9999-12-31T23:59:59.000Z', 999)).toBe('9999-12-31T23:59:59.999Z');
    expect(due(roundTheClock, '9999-12-31T23:59:59.000Z', 1000)).toBe('never');
    expect(due(roundTheClock, '2026-06-15T09:00:00Z', Number.MAX_SAFE_INTEGER)).toBe('never');
  });

  test('of no time at all is the beginning', () => {
    expect(due(office, '2026-06-13T10:00:00Z', 0, [wait('2026-06-13T00:00:00Z', null)])).toBe(
      '2026-06-13T10:00:00.000Z',
    );
  });
});

describe('a calendar that changed', () => {
  const early = calendarOf('UTC', daily('00:00-02:00 12:00-24:00'));
  const late = calendarOf('UTC', ['15:00-24:00', ...Array<string>(4).fill('00:00-00:30 15:00-24:00'), '00:00-00:30']);

  test('counts by what held at the time', () => {
    const changed = compileSuccession([
      { effectiveFrom: at('2020-09-30T19:01:25Z'), calendar: late },
      { effectiveFrom: at('2020-01-01T00:00:00Z'), calendar: early },
    ]);
    const [from, to] = [at('2020-09-29T17:01:38Z'), at('2020-09-30T19:01:46Z')];
    expect(elapsed(changed, from, to, [])).toBe(57_608_000);
    expect(elapsed(compile(late), from, to, [])).toBe(41_408_000);
  });

  test('learns of a holiday when it is declared, and takes nothing back', () => {
    const withHoliday = calendarOf('UTC', weekdays('09:00-17:00'), { '2026-06-16': '' });
    const dueIfDeclared = (when: string) =>
      deadline(
        compileSuccession([
          { effectiveFrom: at('2026-01-01T00:00:00Z'), calendar: office },
          { effectiveFrom: at(when), calendar: withHoliday },
        ]),
        at('2026-06-15T14:00:00Z'),
        8 * hour,
        [],
      );
    expect(dueIfDeclared('2026-06-15T15:00:00Z')).toEqual(O.some(at('2026-06-17T14:00:00Z')));
    expect(dueIfDeclared('2026-06-17T09:00:00Z')).toEqual(O.some(at('2026-06-16T14:00:00Z')));
  });

  test('holds from its first version on, and before', () => {
    const only = compileSuccession([{ effectiveFrom: at('2026-06-17T00:00:00Z'), calendar: office }]);
    expect(elapsed(only, at('2026-06-15T00:00:00Z'), at('2026-06-18T00:00:00Z'), [])).toBe(24 * hour);
  });

  test('does not open any more once a calendar without windows holds', () => {
    const closed = compileSuccession([
      { effectiveFrom: at('2026-01-01T00:00:00Z'), calendar: office },
      { effectiveFrom: at('2026-06-15T12:00:00Z'), calendar: calendarOf('UTC', []) },
    ]);
    expect(deadline(closed, at('2026-06-15T09:00:00Z'), 3 * hour, [])).toEqual(O.some(at('2026-06-15T12:00:00Z')));
    expect(deadline(closed, at('2026-06-15T09:00:00Z'), 3 * hour + 1, [])).toEqual(O.none);
  });
});

describe('an opening', () => {
  const desk = compile(berlin);

  test('includes its first instant and not its last', () => {
    const open = (text: string) => isOpenAt(desk, at(text));
    expect(
      ['07:59:59.999', '08:00:00.000', '11:59:59.999', '12:00:00.000'].map((time) => open(`2026-06-15T${time}+02:00`)),
    ).toEqual([false, true, true, false]);
  });

  test('is the next one from an instant on, or goes on there', () => {
    expect(nextOpening(desk, at('2026-04-30T17:00:00+02:00'))).toEqual(O.some(at('2026-05-04T08:00:00+02:00')));
    expect(nextOpening(desk, at('2026-06-15T08:30:00+02:00'))).toEqual(O.some(at('2026-06-15T08:30:00+02:00')));
    expect(nextOpening(compile(calendarOf('UTC', [])), at('2026-06-15T08:30:00Z'))).toEqual(O.none);
  });
});
