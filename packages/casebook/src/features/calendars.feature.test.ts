import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { calendar, field, serviceLevel, weekdays } from '../testing/sections';
import { deadlines, hoursAfter } from '../testing/telling';

const { open, under, pass, passToMonday, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const phone = { channel: 'phone' } as const;
const day = 24;

/** The date of a day that comes so many days after an instant. */
const dateAfter = (instant: string, days: number): string => hoursAfter(instant, days * day).slice(0, 10);

describe('83: working hours and holidays', () => {
  const office = (exceptions: ReadonlyArray<object>) => ({
    calendars: [calendar('office', { exceptions })],
    serviceLevels: [serviceLevel('two working days', 16)],
  });

  test('counts neither nights nor weekends nor holidays', async () => {
    const monday = await passToMonday();
    const acme = await under(office([{ date: dateAfter(monday, 7), name: 'Stocktaking', windows: [] }]));
    await pass({ days: 3, hours: 4 });
    await run(acme.ada.cases.create(phone)); // Thursday, 13:00: four hours then, eight on Friday, four on the Tuesday after the holiday
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, 8 * day + 4)]);
  });

  test('refuses two holidays on one date', async () => {
    const { publish } = await under();
    const holiday = { date: '2026-05-01', name: 'May Day', windows: [] };
    expect(await publish(office([holiday, holiday]))()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('must be the only exception of its date')] }),
    );
  });
});

describe('84: several spans a day, nights and half days', () => {
  const morning = { from: '08:00', to: '12:00' };
  const afternoon = { from: '13:00', to: '17:00' };
  const sections = (windows: ReadonlyArray<{ from: string; to: string }>, exceptions: ReadonlyArray<object> = []) => ({
    calendars: [calendar('office', { week: weekdays(windows), exceptions })],
    serviceLevels: [serviceLevel('eight hours', 8)],
  });

  test('leaves out the break at noon, and the afternoon of a half day', async () => {
    const monday = await passToMonday();
    const half = { date: dateAfter(monday, 1), name: 'Works outing', windows: [morning] };
    const acme = await under(sections([morning, afternoon], [half]));
    await run(acme.ada.cases.create(phone)); // at 9: three and four hours on Monday, one on Tuesday morning
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, day)]);
    await pass({ days: 1, hours: 2 });
    await run(acme.ada.cases.create(phone)); // Tuesday at 11: one hour, then nothing until Wednesday, 8
    expect((await deadlines(acme)).at(-1)).toBe(hoursAfter(monday, 2 * day + 7));
  });

  test('works through the night', async () => {
    const monday = await passToMonday();
    const night = [
      { from: '00:00', to: '06:00' },
      { from: '22:00', to: '24:00' },
    ];
    const acme = await under(sections(night));
    await run(acme.ada.cases.create(phone)); // at 9: from 22 to 6 the next morning
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, 21)]);
  });

  test('refuses a span that ends before it begins, and two that overlap', async () => {
    const { publish } = await under();
    const refused = (fault: string) => E.left({ type: 'InvalidInput', faults: [expect.stringContaining(fault)] });
    const overlapping = [morning, { from: '11:00', to: '17:00' }];
    for (const [windows, fault] of [
      [[{ from: '22:00', to: '06:00' }], 'a window that ends after it begins; a night is two'],
      [overlapping, 'a window that overlaps no other of its day'],
    ] as const) {
      const week = { ...weekdays([]), monday: windows };
      const office = calendar('office', { week });
      expect(await publish({ calendars: [office] })()).toMatchObject(refused(fault));
    }
  });
});

describe('85: a clock runs in the time zone of the calendar, the caller or the team', () => {
  const promised = (zone: string, when: object) => serviceLevel(zone, 1, { calendar: zone, when });
  const sections = {
    fields: [field('zone', { type: 'choice', choices: ['Asia/Tokyo'] })],
    calendars: ['Asia/Tokyo', 'America/New_York', 'Europe/Berlin'].map((zone) => calendar(zone, { zone })),
    serviceLevels: [
      promised('Asia/Tokyo', { field: 'fields.zone', is: 'Asia/Tokyo' }),
      promised('America/New_York', { field: 'team', is: 'new york' }),
      promised('Europe/Berlin', { all: [] }),
    ],
  };

  test('is due by the working hours of whoever the policy goes by', async () => {
    const acme = await under(sections);
    const { ada } = acme;
    const monday = await passToMonday(); // 9:00 UTC: 10:00 in Berlin, 4:00 in New York, 18:00 in Tokyo; no summer time in January
    await run(ada.cases.create(phone));
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, 1)]);
    const caller = await run(ada.cases.create({ ...phone, fields: { zone: 'Asia/Tokyo' } }));
    expect((await run(ada.queues.team(null))).find(({ number }) => number === caller.number)).toMatchObject({
      deadline: hoursAfter(monday, 16), // Tuesday 10:00 in Tokyo
    });
    const { id } = await run(ada.cases.create(phone));
    await run(ada.cases.route(id, { team: 'new york' }));
    expect(await run(ada.queues.team('new york'))).toMatchObject([{ deadline: hoursAfter(monday, 6) }]); // 10:00 there
  });

  test('refuses a zone that there is not', async () => {
    const { publish } = await under();
    expect(await publish({ calendars: [calendar('office', { zone: 'Europe/Atlantis' })] })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('"Europe/Atlantis"')] }),
    );
  });
});
