import * as E from 'fp-ts/Either';
import { faults } from '@casebook/vocabulary';
import { CalendarCodec, roundTheClock } from './index';

const nineToFive = [{ from: '09:00', to: '17:00' }];
const document = {
  id: 'support',
  name: 'Support, Berlin',
  zone: 'Europe/Berlin',
  week: {
    monday: nineToFive,
    tuesday: nineToFive,
    wednesday: nineToFive,
    thursday: nineToFive,
    friday: [
      { from: '08:00', to: '12:00' },
      { from: '12:00', to: '13:00' },
      { from: '22:00', to: '24:00' },
    ],
    saturday: [],
    sunday: [],
  },
  exceptions: [
    { date: '2026-12-25', name: 'Christmas', windows: [] },
    { date: '2026-12-24', name: 'Christmas Eve', windows: [{ from: '09:00', to: '12:00' }] },
  ],
};

const refused = (value: unknown): ReadonlyArray<string> => {
  const decoded = CalendarCodec.decode(value);
  return E.isLeft(decoded) ? faults(decoded.left) : [];
};
const onMonday = (...monday: ReadonlyArray<{ from: string; to: string }>) =>
  refused({ ...document, week: { ...document.week, monday } });

describe('a calendar', () => {
  test('is read back as it was written', () => {
    for (const written of [document, roundTheClock]) {
      const decoded = CalendarCodec.decode(JSON.parse(JSON.stringify(written)));
      expect(decoded).toEqual(E.right(written));
      expect(E.isRight(decoded) && CalendarCodec.encode(decoded.right)).toEqual(written);
    }
  });

  test('has a zone with rules of its own', () => {
    for (const zone of ['Europe/Berlin', 'Australia/Lord_Howe', 'UTC', 'Etc/GMT+5'])
      expect(refused({ ...document, zone })).toEqual([]);
    for (const zone of ['Europe/Atlantis', '+01:00', 'local', ''])
      expect(refused({ ...document, zone })).toEqual([
        `zone: "${zone}" must be a time zone of the IANA database, such as Europe/Berlin`,
      ]);
  });

  test('has windows that end after they begin', () => {
    const fault = 'must be a window that ends after it begins; a night is two, to 24:00 and from 00:00';
    expect(onMonday({ from: '22:00', to: '06:00' })).toEqual([`week.monday.0: {"from":"22:00","to":"06:00"} ${fault}`]);
    expect(onMonday({ from: '08:00', to: '09:00' }, { from: '10:00', to: '10:00' })).toEqual([
      `week.monday.1: {"from":"10:00","to":"10:00"} ${fault}`,
    ]);
  });

  test('has windows of times that a clock can show', () => {
    expect(onMonday({ from: '9:00', to: '24:01' }, { from: '23:60', to: '24:00' })).toEqual([
      'week.monday.0.from: "9:00" must be a time from 00:00 to 24:00',
      'week.monday.0.to: "24:01" must be a time from 00:00 to 24:00',
      'week.monday.1.from: "23:60" must be a time from 00:00 to 24:00',
    ]);
  });

  test('has no windows of one day that overlap', () => {
    expect(onMonday({ from: '12:00', to: '17:00' }, { from: '08:00', to: '12:01' })).toEqual([
      'week.monday.1: {"from":"08:00","to":"12:01"} must be a window that overlaps no other of its day',
    ]);
    const windows = [
      { from: '09:00', to: '12:00' },
      { from: '10:00', to: '11:00' },
    ];
    expect(refused({ ...document, exceptions: [{ date: '2026-12-24', name: 'Half', windows }] })).toEqual([
      'exceptions.0.windows.1: {"from":"10:00","to":"11:00"} must be a window that overlaps no other of its day',
    ]);
  });

  test('has one exception a date at most, and dates that are in the calendar', () => {
    const holiday = (date: string) => ({ date, name: 'Holiday', windows: [] });
    expect(refused({ ...document, exceptions: ['2026-12-25', '2026-12-26', '2026-12-25'].map(holiday) })).toEqual([
      'exceptions.2: {"date":"2026-12-25","name":"Holiday","windows":[]} must be the only exception of its date',
    ]);
    expect(refused({ ...document, exceptions: ['2026-02-29', '25.12.2026'].map(holiday) })).toEqual([
      'exceptions.0.date: "2026-02-29" must be a date, such as 2026-12-24',
      'exceptions.1.date: "25.12.2026" must be a date, such as 2026-12-24',
    ]);
  });

  test('has all seven days', () => {
    const { sunday: _, ...week } = document.week;
    expect(refused({ ...document, week })).toEqual(['week.sunday: nothing must be a list of windows']);
  });
});
