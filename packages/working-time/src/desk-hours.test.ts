import { instantOf, literal } from '@casebook/vocabulary';
// #region ask
import { CalendarCodec, compile, deadline, elapsed } from '@casebook/working-time';
// #endregion

test('a desk in Berlin asks when eight hours are over', () => {
  const instant = (text: string) => instantOf(Date.parse(text));
  // #region ask
  const office = [{ from: '08:00', to: '17:00' }];
  const berlin = compile(
    literal(CalendarCodec, {
      id: 'berlin',
      name: 'Support, Berlin',
      zone: 'Europe/Berlin',
      week: {
        monday: office,
        tuesday: office,
        wednesday: office,
        thursday: office,
        friday: office,
        saturday: [],
        sunday: [],
      },
      exceptions: [{ date: '2026-05-01', name: 'Labour Day', windows: [] }],
    }),
  );

  const received = instant('2026-04-30T14:00:00+02:00'); // a Thursday
  const waits = [{ from: instant('2026-04-30T15:00:00+02:00'), to: instant('2026-05-04T09:00:00+02:00') }]; // until Monday

  const due = deadline(berlin, received, 8 * 3_600_000, waits); // Monday, 16:00
  const worked = elapsed(berlin, received, instant('2026-05-04T10:00:00+02:00'), waits); // two hours
  // #endregion
  expect(due).toEqual({ _tag: 'Some', value: instant('2026-05-04T16:00:00+02:00') });
  expect(worked).toBe(2 * 3_600_000);
});
