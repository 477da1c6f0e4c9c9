import { bar, sparkline } from './bar';
import { changeInWords, changes } from './changes';
import { csv } from './csv';
import { duration } from './duration';
import { lookOf, plain } from './look';
import { counted, grouped, percent } from './number';
import { table } from './table';
import { wrapped } from './wrap';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('a duration', () => {
  test.each([
    [0, '0 s'],
    [999, '0 s'],
    [59_000, '59 s'],
    [61_000, '1 min 1 s'],
    [hour, '1 h'],
    [3 * day + 4 * hour + 59 * minute, '3 d 4 h'],
    [400 * day, '1 y 35 d'],
    [-90_000, '-1 min 30 s'],
  ])('of %d ms reads %s', (millis, words) => {
    expect(duration(millis)).toBe(words);
  });
});

describe('a chart', () => {
  test('has bars as long as their share, and never none for something', () => {
    expect(bar(10, 10, 4)).toBe('████');
    expect(bar(5, 10, 3)).toBe('█▌');
    expect(bar(1, 10_000, 4)).toBe('▏');
    expect(bar(0, 10, 4)).toBe('');
  });

  test('has a column for each value', () => {
    expect(sparkline([0, 7, 3, 14])).toBe('▁▅▃█');
    expect(sparkline([])).toBe('');
    expect(sparkline([0, 0])).toBe('▁▁');
  });
});

test('numbers are grouped, shares are percentages, one is not many', () => {
  expect(grouped(20769)).toBe('20,769');
  expect(percent(0.606414)).toBe('60.6 %');
  expect(counted(1, 'case')).toBe('1 case');
  expect(counted(2, 'entry', 'entries')).toBe('2 entries');
});

describe('text', () => {
  test('is broken between words', () => {
    expect(wrapped('the panel is faulty', 10)).toEqual(['the panel', 'is faulty']);
  });

  test('keeps its own lines, and breaks a word only where it must', () => {
    expect(wrapped('one\n\nabcdefghij', 4)).toEqual(['one', '', 'abcd', 'efgh', 'ij']);
  });
});

describe('a table', () => {
  const headings = [{ title: 'team' }, { title: 'open', align: 'right' }] as const;

  test('aligns its columns and ends its lines where they end', () => {
    expect(
      table(plain(), headings, [
        ['returns', '7'],
        ['billing', '12'],
      ]),
    ).toBe(['team     open', 'returns     7', 'billing    12'].join('\n'));
  });

  test('cuts the column that gives where the terminal is narrow', () => {
    const wide = [{ title: 'n' }, { title: 'subject', gives: true }] as const;
    const lines = table(plain(80), wide, [['1', 'x'.repeat(200)]]).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBe(80);
    expect(lines[1]).toMatch(/…$/);
  });

  test('counts no colours as width', () => {
    const look = lookOf(80, true);
    const colored = table(look, headings, [[look.color.bold('returns'), '7']]);
    expect(colored.replace(/\u001b\[[0-9;]*m/g, '')).toBe(table(plain(80), headings, [['returns', '7']]));
    expect(colored).toContain('\u001b[1m');
  });
});

test('CSV quotes what would be read as something else, and leaves null empty', () => {
  const rows = [
    ['a "quoted", cell', null, 3],
    ['two\nlines', true, { list: [1] }],
  ] as const;
  expect(csv({ columns: ['text', 'none', 'other'], rows })).toBe(
    'text,none,other\n"a ""quoted"", cell",,3\n"two\nlines",true,"{""list"":[1]}"\n',
  );
});

describe('what changed in a state', () => {
  const words = (before: Parameters<typeof changes>[0], after: Parameters<typeof changes>[1]) =>
    changes(before, after).map(changeInWords);

  test('is told by path, from what to what', () => {
    expect(words({ assignment: { team: null, n: 1 } }, { assignment: { team: 'returns', n: 1 } })).toEqual([
      'assignment.team: nothing → returns',
    ]);
  });

  test('tells what joined and what left a list', () => {
    const wait = { waitId: 'w1', on: 'customer', until: null };
    expect(words({ open: [] }, { open: [wait] })).toEqual(['open: + waitId w1, on customer']);
    expect(words({ open: [wait] }, { open: [] })).toEqual(['open: - waitId w1, on customer']);
  });

  test('is nothing where nothing changed', () => {
    expect(words({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([]);
  });
});
