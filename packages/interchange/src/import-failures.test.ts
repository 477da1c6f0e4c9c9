import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { either as E } from 'fp-ts';
import { memoryEventStore } from '@casebook/event-store';
import { importServicenow } from './import-servicenow';
import { codec, eventsOf, folder, importing, mappingOf, plain, reportOf, tenant, wordsOf } from './testing/small-logs';

let files: Awaited<ReturnType<typeof folder>>;
beforeEach(async () => {
  files = await folder();
});
afterEach(() => files.remove());

const header = 'case,time,activity';
const good = `${header}\nC1,2020-01-01 10:00,new\nC1,2020-01-01 11:00,solved\n`;
const priorities = plain('  priority: level\n  team: team');

/** The words with which importing the text ends, and how many events are in the log then. */
const words = async (text: string | Buffer, mapping = plain()): Promise<string> => {
  const log = memoryEventStore();
  const result = await importing(files.path, text, { mapping, log });
  expect(E.isLeft(result) && (await eventsOf(log))).toEqual([]);
  return wordsOf(result, files.path);
};

describe('a bad row stops the import before anything is written, and says where, what and what would be right:', () => {
  test.each([
    [
      'a time of another format',
      `${good}C2,01/02/2020,new`,
      'log.csv, line 4 (row 3), column time: "01/02/2020"; expected a time as yyyy-MM-dd HH:mm',
    ],
    [
      'a day that does not exist',
      `${good}C2,2020-02-30 10:00,new`,
      'log.csv, line 4 (row 3), column time: "2020-02-30 10:00"; expected a time as yyyy-MM-dd HH:mm',
    ],
    ['no time', `${good}C2,,new`, 'log.csv, line 4 (row 3), column time: ""; expected a time as yyyy-MM-dd HH:mm'],
    [
      'no case',
      `${good},2020-01-01 10:00,new`,
      'log.csv, line 4 (row 3), column case: ""; expected a case number of 1 to 200 characters',
    ],
    [
      'a case of a page',
      `${good}${'x'.repeat(201)},2020-01-01 10:00,new`,
      `log.csv, line 4 (row 3), column case: "${'x'.repeat(77)}..."; expected a case number of 1 to 200 characters`,
    ],
    [
      'no activity',
      `${good}C2,2020-01-01 10:00,`,
      'log.csv, line 4 (row 3), column activity: ""; expected an activity',
    ],
    [
      'a cell too few',
      `${good}C2,2020-01-01 10:00`,
      'log.csv, line 4 (row 3), column (all): "2 cells"; expected 3 cells, as in the header',
    ],
    [
      'a cell too many',
      `${good}C2,2020-01-01 10:00,new,new`,
      'log.csv, line 4 (row 3), column (all): "4 cells"; expected 3 cells, as in the header',
    ],
    [
      'a character that no store holds',
      `${good}C2,2020-01-01 10:00,ne\u0000w`,
      'log.csv, line 4 (row 3), column activity: "ne\\u0000w"; expected an activity',
    ],
  ])('%s', async (_, text, expected) => {
    expect(await words(text)).toBe(expected);
  });

  test('lines are those of an editor: breaks in quotes, blank lines and CRLF count', async () => {
    const text = `${header}\r\n"C\r\n1",2020-01-01 10:00,"n\r\ne\r\nw"\r\n\r\nC2,never,new\r\n`;
    expect(await words(text)).toBe(
      'log.csv, line 7 (row 2), column time: "never"; expected a time as yyyy-MM-dd HH:mm',
    );
  });

  test('a priority that begins with no level', async () => {
    const text = 'case,time,activity,level,team\nC1,2020-01-01 10:00,new,12 - High,T\n';
    expect(await words(text, priorities)).toBe(
      'log.csv, line 2 (row 1), column level: "12 - High"; expected a priority that begins with 1, 2, 3 or 4',
    );
  });

  test('a verdict that is none', async () => {
    const mapping = plain(
      '  verdict: { column: sla, met: [yes], missed: [no] }'.replace('[yes]', "['yes']").replace('[no]', "['no']"),
    );
    expect(await words('case,time,activity,sla\nC1,2020-01-01 10:00,new,maybe\n', mapping)).toBe(
      'log.csv, line 2 (row 1), column sla: "maybe"; expected one of yes, no',
    );
  });
});

describe('a file that cannot be understood is refused as a whole:', () => {
  test('its header lacks columns', async () => {
    expect(await words('case,when\nC1,2020-01-01 10:00\n')).toBe(
      'log.csv, line 1: the header has no column "time", "activity"; it has "case", "when"',
    );
  });
  test('its header has a column twice', async () => {
    expect(await words('case,time,activity,case\n')).toBe(
      'log.csv, line 1: the header has more than one column "case"; it has "case", "time", "activity", "case"',
    );
  });
  test('its delimiter is another', async () => {
    expect(await words(good.replaceAll(',', ';'))).toBe(
      'log.csv, line 1: the header has no column "case", "time", "activity"; it has "case;time;activity"',
    );
  });
  test('it is empty, packed or not', async () => {
    expect(await words('')).toBe('log.csv is empty; expected a header and rows');
    expect(await words(gzipSync(''))).toBe('log.csv is empty; expected a header and rows');
    expect(await words('\n\n')).toBe('log.csv is empty; expected a header and rows');
  });
  test('it is cut off inside its gzip data', async () => {
    const packed = gzipSync(`${good}${'C3,2020-01-01 10:00,new\n'.repeat(1000)}`);
    expect(await words(packed.subarray(0, packed.length - 20))).toBe('log.csv is cut off: its gzip data end too early');
  });
  test('its gzip data are damaged', async () => {
    const packed = gzipSync(good);
    packed.fill(0xff, 20, 30);
    expect(await words(packed)).toBe('log.csv is damaged: its gzip data cannot be unpacked');
  });
  test('it is in another encoding', async () => {
    expect(await words(Buffer.from(`${good}C2,2020-01-01 10:00,gelöst\n`, 'latin1'))).toBe(
      'log.csv is not UTF-8; save it as UTF-8, or name its encoding in the mapping',
    );
    expect(await words(Buffer.from(`\ufeff${good}`, 'utf16le'))).toBe('log.csv is UTF-16; save it as UTF-8');
    expect(await words(Buffer.from('PK\u0003\u0004 and so on'))).toBe(
      'log.csv is a zip archive or a spreadsheet; unpack it or save it as CSV',
    );
  });
  test('it ends in the middle of a character', async () => {
    expect(await words(Buffer.concat([Buffer.from(good), Buffer.from([0xc3])]))).toBe(
      'log.csv is not UTF-8; save it as UTF-8, or name its encoding in the mapping',
    );
  });
  test('a quote is never closed', async () => {
    expect(await words(`${good}C2,"2020-01-01 10:00,new\n`)).toBe(
      'log.csv, line 4: a quote is opened and never closed; expected a second " at the end of the cell',
    );
  });
  test('a quote stands inside a cell', async () => {
    expect(await words(`${good}C2,2020-01-01 10:00,n"e"w\n`)).toBe(
      'log.csv, line 4: a quote inside a cell that does not begin with one; expected the whole cell in quotes, with "" for a quote inside',
    );
  });
  test('text follows a closing quote', async () => {
    expect(await words(`${good}C2,2020-01-01 10:00,"ne"w\n`)).toBe(
      'log.csv, line 4: text after the closing quote of a cell; expected the delimiter, a line break, or "" for a quote inside the cell',
    );
  });
  test('it is a folder, or not there', async () => {
    const into = { log: memoryEventStore(), codec, tenant };
    await mkdir(join(files.path, 'logs'));
    expect(wordsOf(await importServicenow({ ...into, file: join(files.path, 'logs') })(), files.path)).toBe(
      'logs is a folder; name a file in it',
    );
    expect(wordsOf(await importServicenow({ ...into, file: join(files.path, 'none.csv') })(), files.path)).toBe(
      'none.csv is not there',
    );
  });
  test('the zone does not exist', async () => {
    expect(wordsOf(await importing(files.path, good, { mapping: plain(), zone: 'Mars/Base' }), files.path)).toBe(
      '"Mars/Base" is no time zone; expected an IANA name such as Europe/Rome or America/New_York',
    );
  });
});

describe('a file is understood', () => {
  const counts = async (text: string | Buffer, mapping = plain()) => {
    const { cases, rows } = reportOf(await importing(files.path, text, { mapping }));
    return { cases, rows };
  };

  test('plain or packed, whatever its name says, also packed in parts', async () => {
    const expected = { cases: 1, rows: 2 };
    expect(await counts(good)).toEqual(expected);
    expect(await counts(gzipSync(good))).toEqual(expected);
    expect(await counts(Buffer.concat([gzipSync(good.slice(0, 30)), gzipSync(good.slice(30))]))).toEqual(expected);
  });
  test('with a byte order mark, CRLF and blank lines, and without a last line break', async () => {
    expect(await counts(`\ufeff${good.replaceAll('\n', '\r\n')}\r\n`)).toEqual({ cases: 1, rows: 2 });
    expect(await counts(good.trimEnd())).toEqual({ cases: 1, rows: 2 });
  });
  test('with a header and no row', async () => {
    expect(await counts(header)).toEqual({ cases: 0, rows: 0 });
  });
  test('in an encoding that the mapping names', async () => {
    const log = memoryEventStore();
    const mapping = { ...plain(), encoding: 'windows-1252' };
    await importing(
      files.path,
      Buffer.from(`${header}\nC1,2020-01-01 10:00,new\nC1,2020-01-01 11:00,gelöst\n`, 'latin1'),
      { mapping, log },
    );
    expect((await eventsOf(log)).map(({ source }) => source?.activity)).toEqual(['new', 'gelöst']);
  });
  test('with characters that lie across two chunks', async () => {
    const log = memoryEventStore();
    const label = 'нове '.repeat(20_000).trimEnd();
    await importing(files.path, `${header}\nC1,2020-01-01 10:00,new\nC1,2020-01-01 11:00,${label}\n`, {
      mapping: plain(),
      log,
    });
    expect((await eventsOf(log)).map(({ source }) => source?.activity)).toEqual(['new', label]);
  });
});

describe('bad rows that are passed over', () => {
  const text = `${header}\nC1,2020-01-01 10:00,new\nC1,"someday, perhaps",open\nC1,2020-01-01 11:00,solved\nC2,2020-01-01\n`;
  const kept =
    'bad line,bad column,expected,case,time,activity\n3,time,a time as yyyy-MM-dd HH:mm,C1,"someday, perhaps",open\n5,(all),"3 cells, as in the header",C2,2020-01-01\n';

  test('are counted and written to a file beside, as they were, with the reason', async () => {
    const log = memoryEventStore();
    const report = reportOf(await importing(files.path, text, { mapping: plain(), log, skipBadRows: true }));
    expect(report).toMatchObject({ rows: 4, badRows: 2, cases: 1, badRowsFile: join(files.path, 'log.bad.csv') });
    expect(await readFile(join(files.path, 'log.bad.csv'), 'utf8')).toBe(kept);
    expect((await eventsOf(log)).map(({ type, source }) => `${source?.row} ${type}`)).toEqual([
      '1 CaseCreated',
      '3 CaseResolved',
    ]);
  });
  test('are written where the caller wants them', async () => {
    const to = join(files.path, 'elsewhere.csv');
    reportOf(await importing(files.path, text, { mapping: plain(), skipBadRows: { to } }));
    expect(await readFile(to, 'utf8')).toBe(kept);
  });
  test('stop the import before it begins where their file cannot be written', async () => {
    const log = memoryEventStore();
    const result = await importing(files.path, text, {
      mapping: plain(),
      log,
      skipBadRows: { to: join(files.path, 'none', 'bad.csv') },
    });
    expect(wordsOf(result, files.path)).toBe('none/bad.csv, the file for bad rows, is not there');
    expect(await eventsOf(log)).toEqual([]);
  });
  test('leave no file where there are none', async () => {
    const report = reportOf(await importing(files.path, good, { mapping: plain(), skipBadRows: true }));
    expect(report).toMatchObject({ badRows: 0, badRowsFile: null });
    await expect(readFile(join(files.path, 'log.bad.csv'))).rejects.toThrow('ENOENT');
  });
  test('are added late once they have been mended in the file', async () => {
    const log = memoryEventStore();
    reportOf(await importing(files.path, text, { mapping: plain(), log, skipBadRows: true }));
    const mended = text
      .replace('"someday, perhaps"', '2020-01-01 10:30')
      .replace('C2,2020-01-01', 'C2,2020-01-01 10:00,new');
    const report = reportOf(await importing(files.path, mended, { mapping: plain(), log }));
    expect(report.events).toEqual({ all: 4, added: 2, repeated: 2 });
    expect((await eventsOf(log)).map(({ type, source, late }) => `${source?.row} ${type} ${late}`)).toEqual([
      '1 CaseCreated false',
      '3 CaseResolved false',
      '2 ActivityRecorded true',
      '4 CaseCreated false',
    ]);
  });
});

test('what is empty by the mapping is nothing', async () => {
  const log = memoryEventStore();
  const mapping = mappingOf(
    "empty: ['?', '-']\ncolumns: { case: case, time: { column: time, format: iso }, activity: activity, team: team }",
  );
  const text = 'case,time,activity,team\nC1,2020-01-01,a,?\nC1,2020-01-02,b,-\nC1,2020-01-03,c,\nC1,2020-01-04,d,T\n';
  await importing(files.path, text, { mapping, log });
  expect((await eventsOf(log)).filter(({ type }) => type === 'CaseRouted')).toHaveLength(1);
});
