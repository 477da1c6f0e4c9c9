import * as fc from 'fast-check';
import * as O from 'fp-ts/Option';
import { epochMillis, millisBetween, plus, type Instant } from '@casebook/vocabulary';
import {
  compile,
  compileSuccession,
  deadline,
  elapsed,
  isOpenAt,
  nextOpening,
  roundTheClock,
  type Zone,
} from './index';
import { calendarOf, daily, situations, type Situation } from './testing';
import { turns } from './testing/drawn';

const numRuns = 300;
const law = (holds: (situation: Situation, target: number) => void): void =>
  fc.assert(fc.property(situations, fc.integer({ min: 0, max: 200 * 3_600_000 }), holds), { numRuns });

const inOrder = (...instants: ReadonlyArray<Instant>) => [...instants].sort();

describe('what elapses', () => {
  test('until an instant and from there on is what elapses', () => {
    law(({ calendar, from, to, between, waits }) => {
      const asked = compile(calendar);
      const [a = from, b = from, c = from] = inOrder(from, between, to);
      expect(elapsed(asked, a, b, waits) + elapsed(asked, b, c, waits)).toBe(elapsed(asked, a, c, waits));
    });
  });

  test('is at most the time that passes, and never less with time', () => {
    law(({ calendar, from, to, between, waits }) => {
      const asked = compile(calendar);
      const [a = from, b = from, c = from] = inOrder(from, between, to);
      const worked = elapsed(asked, a, b, waits);
      expect(worked >= 0 && worked <= millisBetween(a, b) && worked <= elapsed(asked, a, c, waits)).toBe(true);
    });
  });

  test('does not depend on the order of waits, nor on how often or in how many pieces they are told', () => {
    law(({ calendar, from, to, between, waits }) => {
      const cut = waits.flatMap((wait) =>
        between > wait.from && (wait.to === null || between < wait.to)
          ? [
              { from: between, to: wait.to },
              { from: wait.from, to: between },
            ]
          : [wait],
      );
      const asked = compile(calendar);
      const worked = elapsed(asked, from, to, waits);
      expect(elapsed(asked, from, to, [...waits].reverse())).toBe(worked);
      expect(elapsed(asked, from, to, [...waits, ...cut])).toBe(worked);
      expect(elapsed(asked, from, to, cut)).toBe(worked);
    });
  });

  test('is less by what one more wait takes of it', () => {
    law(({ calendar, from, to, between, waits }) => {
      const asked = compile(calendar);
      const [a = from, b = from, c = from] = inOrder(from, between, to);
      const more = [...waits, { from: a, to: b }];
      expect(elapsed(asked, a, c, more)).toBe(elapsed(asked, a, c, waits) - elapsed(asked, a, b, waits));
    });
  });

  test('round the clock is the time that passes, in any zone', () => {
    law(({ calendar: { zone }, from, to }) => {
      expect(elapsed(compile({ ...roundTheClock, zone }), from, to, [])).toBe(millisBetween(from, to));
    });
  });

  test('does not depend on what was asked before', () => {
    law(({ calendar, from, to, between, waits }, target) => {
      const asked = compile(calendar);
      elapsed(asked, plus(between, -target * 100), plus(between, target * 100), []);
      deadline(asked, between, target * 10, []);
      expect(elapsed(asked, from, to, waits)).toBe(elapsed(compile(calendar), from, to, waits));
    });
  });
});

describe('a deadline', () => {
  test('has come by an instant if and only if so much has elapsed by then', () => {
    law(({ calendar, from, to, waits }, target) => {
      const asked = compile(calendar);
      const due = deadline(asked, from, target, waits);
      expect(O.isSome(due) && due.value <= to).toBe(elapsed(asked, from, to, waits) >= target);
    });
  });

  test('is the first such instant, at which exactly so much has elapsed', () => {
    law(({ calendar, from, waits }, target) => {
      const asked = compile(calendar);
      const due = deadline(asked, from, target + 1, waits);
      if (O.isNone(due)) return expect(waits.some(({ to }) => to === null) || asked.end < Date.UTC(9999)).toBe(true);
      expect(elapsed(asked, from, due.value, waits)).toBe(target + 1);
      expect(elapsed(asked, from, plus(due.value, -1), waits)).toBe(target);
    });
  });

  test('is not sooner for more, nor with one more wait', () => {
    law(({ calendar, from, to, waits }, target) => {
      const asked = compile(calendar);
      const due = (of: number, others: Situation['waits']): string =>
        O.getOrElse<string>(() => 'never')(deadline(asked, from, of, others)); // which comes after all that are written in digits
      expect(due(target, waits) <= due(target + 3_600_000, waits)).toBe(true);
      expect(due(target, waits) <= due(target, [...waits, { from, to }])).toBe(true);
    });
  });
});

describe('a calendar that changed', () => {
  test('into itself has not changed', () => {
    law(({ calendar, from, to, between, waits }, target) => {
      const changed = compileSuccession([
        { effectiveFrom: from, calendar },
        { effectiveFrom: between, calendar },
      ]);
      expect(elapsed(changed, from, to, waits)).toBe(elapsed(compile(calendar), from, to, waits));
      expect(deadline(changed, from, target, waits)).toEqual(deadline(compile(calendar), from, target, waits));
    });
  });

  test('is what it was until then, and what it is from then on', () => {
    const other = calendarOf('Europe/Berlin', daily('08:00-20:00'));
    law(({ calendar, from, to, between, waits }) => {
      const changed = compileSuccession([
        { effectiveFrom: plus(between, -1), calendar },
        { effectiveFrom: between, calendar: other },
      ]);
      const until = between < from ? from : between > to ? to : between;
      expect(elapsed(changed, from, to, waits)).toBe(
        elapsed(compile(calendar), from, until, waits) + elapsed(compile(other), until, to, waits),
      );
    });
  });
});

describe('an opening', () => {
  test('is when working time begins to elapse', () => {
    law(({ calendar, from, between }) => {
      const asked = compile(calendar);
      const next = nextOpening(asked, from);
      if (O.isNone(next)) return expect(asked.end < Date.UTC(9999)).toBe(true);
      expect(elapsed(asked, from, next.value, [])).toBe(0);
      expect(isOpenAt(asked, next.value)).toBe(true);
      expect(O.isSome(nextOpening(asked, between)) && isOpenAt(asked, between)).toBe(
        elapsed(asked, between, plus(between, 1), []) === 1,
      );
    });
  });
});

test('the laws are put to what is hard', () => {
  const drawn = fc.sample(situations, { numRuns: 2000, seed: 1 });
  const share = (holds: (situation: Situation) => boolean): number => drawn.filter(holds).length / drawn.length;
  const offsetAt = (zone: Zone, at: Instant): string =>
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).format(epochMillis(at)).slice(-9);
  const overlap = ({ waits }: Situation): boolean =>
    waits.some((one, index) =>
      waits.slice(index + 1).some((other) => (one.to ?? '~') > other.from && (other.to ?? '~') > one.from),
    );
  const shares = {
    'crosses a change of the clocks': share(
      ({ calendar: { zone }, from, to }) => offsetAt(zone, from) !== offsetAt(zone, to),
    ),
    'is in a zone whose day line moved': share(({ calendar: { zone } }) => /Apia|Kiritimati|Kwajalein/.test(zone)),
    'is in a zone whose clocks change by other than an hour': share(({ calendar: { zone } }) =>
      /Lord_Howe|Troll|Kathmandu/.test(zone),
    ),
    'has waits that overlap': share(overlap),
    'has a wait that goes on': share(({ waits }) => waits.some(({ to }) => to === null)),
    'has an exception': share(({ calendar: { exceptions } }) => exceptions.length > 0),
    'elapses at all': share(({ calendar, from, to, waits }) => elapsed(compile(calendar), from, to, waits) > 0),
  };
  for (const [what, of] of Object.entries(shares)) expect([what, of > 0.1]).toEqual([what, true]);
  expect(shares['crosses a change of the clocks']).toBeGreaterThan(0.3);
  expect(new Set(drawn.map(({ calendar: { zone } }) => zone)).size).toBe(new Set(turns.map(([zone]) => zone)).size);
});
