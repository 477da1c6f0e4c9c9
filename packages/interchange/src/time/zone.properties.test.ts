import fc from 'fast-check';
import { option as O } from 'fp-ts';
import { zoneNamed } from './zone';

const zones = ['Europe/Rome', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Casablanca'];

// Asks the platform the other way round.
const local = (zone: string, instant: number): number => {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
    instant,
  );
  return Date.parse(`${text.replace(' ', 'T')}Z`);
};

test('a clock that shows a local time at an instant leads back to that instant, or to one that shows the same', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc
        .integer({ min: Date.UTC(1990, 0), max: Date.UTC(2030, 0) })
        .map((millis) => Math.floor(millis / 60_000) * 60_000),
      (name, instant) => {
        const zone = zoneNamed(name);
        const shown = local(name, instant);
        const found = O.isSome(zone) ? zone.value(shown) : Number.NaN;
        expect(local(name, found)).toBe(shown);
        expect(found).toBeLessThanOrEqual(instant);
      },
    ),
    { numRuns: 500 },
  );
});
