import * as fc from 'fast-check';
import { epochMillis, instantOf } from '@casebook/vocabulary';
import { compile, elapsed } from './index';
import { calendarOf, weekdays } from './testing/in-few-words';

const someInstant = fc
  .integer({ min: epochMillis(instantOf(0)), max: Date.UTC(2060, 0, 1) })
  .map((millis) => instantOf(millis));

test('what elapses until an instant and from there on is what elapses', () => {
  const calendar = compile(calendarOf('Europe/Berlin', weekdays('08:00-12:00 13:00-17:00')));
  fc.assert(
    fc.property(fc.array(someInstant, { minLength: 3, maxLength: 3 }), (instants) => {
      const [a = instantOf(0), b = a, c = b] = [...instants].sort();
      expect(elapsed(calendar, a, b, []) + elapsed(calendar, b, c, [])).toBe(elapsed(calendar, a, c, []));
    }),
  );
});
