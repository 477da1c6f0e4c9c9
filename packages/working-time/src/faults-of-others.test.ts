import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import { faults, literal, WrittenInstant, type Instant } from '@casebook/vocabulary';
import { CalendarCodec, compile, compileSuccession, deadline, elapsed, remaining, type WaitSpan } from './index';
import { calendarOf, daily, weekdays } from './testing/in-few-words';

// What established systems get wrong about calendars, elapsed time and deadlines; numbered as in docs/explanation/working-time.md.

const hour = 3_600_000;
const minute = 60_000;
const at = (text: string): Instant => literal(WrittenInstant, text);
const wait = (from: string, to: string): WaitSpan => ({ from: at(from), to: at(to) });

const office = calendarOf('UTC', weekdays('09:00-17:00'));
const asked = compile(office);

describe('unlike elsewhere', () => {
  test('1: a share rounded to 100 per cent is not a breach: 14 seconds are left', () => {
    const [from, now] = [at('2026-06-15T09:00:00Z'), at('2026-06-15T16:59:46Z')];
    expect((elapsed(asked, from, now, []) / (8 * hour)).toFixed(3)).toBe('1.000');
    expect(remaining(asked, from, now, 8 * hour, [])).toBe(14_000);
    expect(deadline(asked, from, 8 * hour, [])).toEqual(O.some(at('2026-06-15T17:00:00Z')));
  });

  test('2: elapsed time needs no job to refresh it, and goes on long after the target', () => {
    expect(elapsed(asked, at('2006-06-15T00:00:00Z'), at('2026-06-15T09:00:00.001Z'), [])).toBe(5217 * 8 * hour + 1);
  });

  test('3: the last calendar is not applied to time before it held', () => {
    const late = calendarOf('UTC', ['15:00-24:00', ...Array<string>(4).fill('00:00-00:30 15:00-24:00'), '00:00-00:30']);
    const changed = compileSuccession([
      { effectiveFrom: at('2020-01-01T00:00:00Z'), calendar: calendarOf('UTC', daily('00:00-02:00 12:00-24:00')) },
      { effectiveFrom: at('2020-09-30T19:01:25Z'), calendar: late },
    ]);
    const times = [at('2020-09-29T17:01:38Z'), at('2020-09-30T19:01:46Z')] as const;
    expect([elapsed(changed, ...times, []), elapsed(compile(late), ...times, [])]).toEqual([57_608_000, 41_408_000]);
  });

  test('4: a holiday declared when the deadline had passed does not move it', () => {
    const closed = calendarOf('UTC', weekdays('09:00-17:00'), { '2026-06-16': '' });
    const declaredLate = compileSuccession([
      { effectiveFrom: at('2026-01-01T00:00:00Z'), calendar: office },
      { effectiveFrom: at('2026-06-17T09:00:00Z'), calendar: closed },
    ]);
    const due = (calendar = declaredLate) => deadline(calendar, at('2026-06-15T14:00:00Z'), 8 * hour, []);
    expect(due()).toEqual(O.some(at('2026-06-16T14:00:00Z')));
    expect(due(compile(closed))).toEqual(O.some(at('2026-06-17T14:00:00Z'))); // the restatement
  });

  test('5: 23:59 is a minute before the end of the day, which is 24:00', () => {
    const over = (windows: string) =>
      elapsed(compile(calendarOf('UTC', daily(windows))), at('2026-06-15T00:00:00Z'), at('2026-06-17T00:00:00Z'), []);
    expect([over('00:00-23:59'), over('00:00-24:00')]).toEqual([48 * hour - 2 * minute, 48 * hour]);
  });

  test('6: waits are not cut to minutes', () => {
    const waits = [wait('2026-06-15T10:00:59.001Z', '2026-06-15T10:01:00.000Z')];
    expect(elapsed(asked, at('2026-06-15T10:00:00Z'), at('2026-06-15T10:02:00Z'), waits)).toBe(2 * minute - 999);
  });

  test('7: a wait in the second of two equal hours is not taken for the first', () => {
    const night = compile(calendarOf('Europe/London', daily('00:00-06:00')));
    const second = [wait('2026-10-25T01:15:00Z', '2026-10-25T01:45:00Z')]; // 01:15 to 01:45 GMT
    expect(elapsed(night, at('2026-10-25T00:00:00Z'), at('2026-10-25T01:00:00Z'), second)).toBe(hour);
    expect(elapsed(night, at('2026-10-25T01:00:00Z'), at('2026-10-25T02:00:00Z'), second)).toBe(hour / 2);
  });

  test('8: a day has lunch, split shifts and nights', () => {
    const shifts = compile(calendarOf('UTC', daily('00:00-06:00 08:00-12:00 13:00-17:00 22:00-24:00')));
    expect(elapsed(shifts, at('2026-06-15T00:00:00Z'), at('2026-06-16T00:00:00Z'), [])).toBe(16 * hour);
    expect(deadline(shifts, at('2026-06-15T11:30:00Z'), hour, [])).toEqual(O.some(at('2026-06-15T13:30:00Z')));
    expect(deadline(shifts, at('2026-06-15T23:00:00Z'), 2 * hour, [])).toEqual(O.some(at('2026-06-16T01:00:00Z')));
  });

  test('9: a day on which the clocks change is an hour shorter or longer', () => {
    const berlin = compile(calendarOf('Europe/Berlin', daily('00:00-24:00')));
    const dayFrom = (from: string, to: string) => elapsed(berlin, at(from), at(to), []);
    expect(dayFrom('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toBe(23 * hour);
    expect(dayFrom('2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00')).toBe(25 * hour);
  });

  test('10: a calendar without a zone is refused rather than read in that of the server', () => {
    const { zone: _, ...rest } = office;
    const decoded = CalendarCodec.decode(rest);
    expect(E.isLeft(decoded) && faults(decoded.left)).toEqual([
      'zone: nothing must be a time zone of the IANA database, such as Europe/Berlin',
    ]);
  });

  test('11: a wait that ends with the case is not counted as work', () => {
    const waits = [wait('2026-06-16T09:00:00Z', '2026-06-19T17:00:00Z')];
    expect(elapsed(asked, at('2026-06-15T09:00:00Z'), at('2026-06-19T17:00:00Z'), waits)).toBe(8 * hour);
    const stillOpen = [{ from: at('2026-06-16T09:00:00Z'), to: null }];
    expect(elapsed(asked, at('2026-06-15T09:00:00Z'), at('2026-06-19T17:00:00Z'), stillOpen)).toBe(8 * hour);
  });

  test('12: a wait over night moves a deadline by nothing, not by sixteen hours', () => {
    const waits = [wait('2026-06-15T17:00:00Z', '2026-06-16T09:00:00Z')];
    expect(deadline(asked, at('2026-06-15T11:00:00Z'), 8 * hour, waits)).toEqual(O.some(at('2026-06-16T11:00:00Z')));
  });

  test('13: waits at the same time are not added up', () => {
    const waits = [
      wait('2026-06-15T10:00:00Z', '2026-06-15T13:00:00Z'),
      wait('2026-06-15T12:00:00Z', '2026-06-15T15:00:00Z'),
    ];
    expect(elapsed(asked, at('2026-06-15T09:00:00Z'), at('2026-06-15T17:00:00Z'), waits)).toBe(3 * hour);
  });

  test('14: an opening that the clocks jump over is the jump, not an hour later', () => {
    const sunday = compile(calendarOf('Europe/Berlin', [...weekdays(''), '', '02:30-10:00']));
    expect(elapsed(sunday, at('2026-03-28T22:00:00Z'), at('2026-03-29T12:00:00Z'), [])).toBe(7 * hour);
  });

  test('15: an hour that comes twice counts twice', () => {
    const sunday = compile(calendarOf('Europe/London', [...weekdays(''), '', '01:30-05:00']));
    expect(elapsed(sunday, at('2026-10-24T22:00:00Z'), at('2026-10-25T12:00:00Z'), [])).toBe(4.5 * hour);
  });
});
