import * as O from 'fp-ts/Option';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { literal, WrittenInstant, type Instant } from '@casebook/vocabulary';
import { compile, compileSuccession, deadline, elapsed, type Calendar } from './index';
import { calendarOf } from './testing/in-few-words';

interface WrittenCalendar {
  readonly tz: string;
  readonly week: { readonly [day: string]: ReadonlyArray<readonly [string, string]> };
  readonly holidays: ReadonlyArray<string>;
  readonly special: { readonly [date: string]: ReadonlyArray<readonly [string, string]> };
}
interface Asked {
  readonly id: string;
  readonly cal: string;
  readonly start: string;
  readonly pauses: ReadonlyArray<readonly [string, string]>;
}
type Clock =
  | (Asked & { readonly kind: 'elapsed'; readonly end: string; readonly expect: number })
  | (Asked & { readonly kind: 'deadline'; readonly target: number; readonly expect: string });
interface Clocks {
  readonly calendars: { readonly [name: string]: WrittenCalendar };
  readonly cases: ReadonlyArray<Clock>;
}

const file = join(__dirname, '../../../../shared/data/sla-clocks.json');
const present = existsSync(file);
if (!present) console.warn(`skipped: the worked clocks are not beside this repository (${file})`);
const { calendars, cases }: Clocks = present ? JSON.parse(readFileSync(file, 'utf8')) : { calendars: {}, cases: [] };

const at = (text: string): Instant => literal(WrittenInstant, text);

const calendarNamed = (name: string): Calendar => {
  const written = calendars[name];
  if (written === undefined) throw new Error(`there is no calendar ${name}`);
  const text = (windows: ReadonlyArray<readonly [string, string]>): string =>
    windows.map(([from, to]) => `${from}-${to}`).join(' ');
  return calendarOf(
    written.tz,
    Array.from({ length: 7 }, (_, day) => text(written.week[String(day)] ?? [])),
    Object.fromEntries([
      ...written.holidays.map((date) => [date, ''] as const),
      ...Object.entries(written.special).map(([date, windows]) => [date, text(windows)] as const),
    ]),
  );
};

const describeThem = present ? describe : describe.skip;

describeThem('the worked clocks', () => {
  for (const clock of cases)
    test(clock.id, () => {
      const calendar = compile(calendarNamed(clock.cal));
      const waits = clock.pauses.map(([from, to]) => ({ from: at(from), to: at(to) }));
      const start = at(clock.start);
      if (clock.kind === 'elapsed') expect(elapsed(calendar, start, at(clock.end), waits)).toBe(clock.expect * 1000);
      else expect(deadline(calendar, start, clock.target * 1000, waits)).toEqual(O.some(at(clock.expect)));
    });

  test('are all of them', () => {
    expect(cases).toHaveLength(55);
  });

  test('W30 as one clock: L1 until it was changed, L2 from then on', () => {
    const calendar = compileSuccession([
      { effectiveFrom: at('2020-01-01T00:00:00Z'), calendar: calendarNamed('L1') },
      { effectiveFrom: at('2020-09-30T19:01:25Z'), calendar: calendarNamed('L2') },
    ]);
    expect(elapsed(calendar, at('2020-09-29T17:01:38Z'), at('2020-09-30T19:01:46Z'), [])).toBe(57_608_000);
  });

  test('W36 as one clock: the holiday counts from when it was declared', () => {
    const declared = (when: string) =>
      compileSuccession([
        { effectiveFrom: at('2026-01-01T00:00:00Z'), calendar: calendarNamed('UTC9') },
        { effectiveFrom: at(when), calendar: calendarNamed('UTC9H') },
      ]);
    const due = (when: string) => deadline(declared(when), at('2026-06-15T14:00:00Z'), 28_800_000, []);
    expect(due('2026-06-15T15:00:00Z')).toEqual(O.some(at('2026-06-17T14:00:00Z')));
    expect(due('2026-06-17T09:00:00Z')).toEqual(O.some(at('2026-06-16T14:00:00Z')));
  });
});
