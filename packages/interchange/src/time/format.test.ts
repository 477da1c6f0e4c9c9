import { either as E } from 'fp-ts';
import { timeFormat, type WrittenTime } from './format';

const read = (format: string, text: string): string => {
  const known = timeFormat(format);
  if (E.isLeft(known)) return known.left;
  const time: WrittenTime | undefined = known.right(text);
  if (time === undefined) return 'no such time';
  return time.clock === 'utc'
    ? new Date(time.instant).toISOString()
    : new Date(time.local).toISOString().replace('Z', ' local');
};

describe('a format of times', () => {
  test.each([
    ['d/M/yyyy HH:mm', '29/2/2016 01:16', '2016-02-29T01:16:00.000 local'],
    ['dd.MM.yyyy H:mm:ss', '05.03.2016 7:08:09', '2016-03-05T07:08:09.000 local'],
    ['yyyy-MM-dd HH:mm:ssXXX', '2010-01-13 08:40:25+00:00', '2010-01-13T08:40:25.000Z'],
    ['yyyy-MM-dd HH:mm:ssXXX', '2010-01-13 08:40:25-0530', '2010-01-13T14:10:25.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2010-01-13T08:40:25.125Z', '2010-01-13T08:40:25.125Z'],
    ['M/d/yyyy h:mm a', '3/5/2016 12:05 am', '2016-03-05T00:05:00.000 local'],
    ['M/d/yyyy h:mm a', '3/5/2016 1:05 PM', '2016-03-05T13:05:00.000 local'],
    ['d MMM yyyy', '5 Mar 2016', '2016-03-05T00:00:00.000 local'],
    ['iso', '2016-03-05', '2016-03-05T00:00:00.000 local'],
    ['iso', '2016-03-05T07:08:09.1234567Z', '2016-03-05T07:08:09.123Z'],
    ['iso', '2016-03-05 07:08+02:00', '2016-03-05T05:08:00.000Z'],
    ['epoch seconds', '1457161689', '2016-03-05T07:08:09.000Z'],
    ['epoch milliseconds', '1457161689123', '2016-03-05T07:08:09.123Z'],
  ])('%s reads %s as %s', (format, text, time) => {
    expect(read(format, text)).toBe(time);
  });

  test.each([
    ['d/M/yyyy HH:mm', '31/2/2016 01:16'],
    ['d/M/yyyy HH:mm', '1/13/2016 01:16'],
    ['d/M/yyyy HH:mm', '1/1/2016 24:00'],
    ['d/M/yyyy HH:mm', '1/1/2016 23:60'],
    ['d/M/yyyy HH:mm', '1/1/2016'],
    ['d/M/yyyy HH:mm', '1/1/2016 01:16:00'],
    ['M/d/yyyy h:mm a', '3/5/2016 13:05 pm'],
    ['d MMM yyyy', '5 Mrz 2016'],
    ['iso', '5.3.2016'],
  ])('%s does not read %s', (format, text) => {
    expect(read(format, text)).toBe('no such time');
  });

  test('names the letters that stand for nothing', () => {
    expect(read('dd/MM/YYYY', '')).toBe('a format without "YYYY", which stands for nothing');
  });

  test('has a date', () => {
    expect(read('HH:mm', '')).toBe(
      'a format with year, month and day, such as d/M/yyyy HH:mm; or iso, epoch seconds, epoch milliseconds',
    );
  });

  test('says each thing once, and whether an hour is before noon', () => {
    expect(read('d/M/yyyy d', '')).toBe('a format with one day');
    expect(read('d/M/yyyy h:mm', '')).toBe('a format with both h and a (am or pm), or with H');
  });
});
