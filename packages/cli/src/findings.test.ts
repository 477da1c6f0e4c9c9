import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { either as E, type taskEither as TE } from 'fp-ts';
import { caseEventSchemas, type CaseEvent } from '@casebook/domain';
import { eventCodec, memoryEventStore, type EventStore, type Recorded } from '@casebook/event-store';
import { decodeMapping, importCsv, importServicenow, type ImportReport, type Mapping } from '@casebook/interchange';
import { timelineOf } from '@casebook/projection-history';
import { literal, TenantId } from '@casebook/vocabulary';

const repository = join(__dirname, '..', '..', '..');
const data = join(repository, '..', 'shared', 'data');
const present = existsSync(data);
if (!present) console.warn(`skipped: the real logs are not beside this repository (${data})`);
const describeThem = present ? describe : describe.skip;

const folder = mkdtempSync(join(tmpdir(), 'casebook-findings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codec = eventCodec<CaseEvent>(caseEventSchemas);
const tenant = literal(TenantId, 'desk');

const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isRight(result)) return result.right;
  throw new Error(JSON.stringify(result.left));
};

const mappingOf = (yaml: string): Mapping => right(decodeMapping(yaml));

const did: { readonly [to: string]: string } = {
  Waiting: 'waiting',
  Resolved: 'resolved',
  Closed: 'closed',
  Cancelled: 'cancelled',
  open: 'reopened',
};

/** What a timeline says of a kind that a report counts, such as `New→Resolved` or `born Waiting`. */
const sentence = (kind: string): string => {
  const [from = '', to = ''] = kind.split(/→| /);
  return from === 'born' ? `${did[to]} from its first row on` : `${did[to]} although it was ${from.toLowerCase()}`;
};

const saidBy = ({ findings, findingCases }: ImportReport) => ({
  cases: findingCases,
  findings: Object.fromEntries(Object.entries(findings).map(([kind, times]) => [sentence(kind), times])),
});

/** What the timelines of all cases in a log say. */
const shownIn = async (log: EventStore) => {
  const { events } = right(await log.readAll({ after: 0, limit: Number.MAX_SAFE_INTEGER })());
  const streams = new Map<string, Recorded<CaseEvent>[]>();
  for (const event of events) {
    const recorded = right(codec.decode(event));
    const stream = streams.get(event.stream);
    if (stream === undefined) streams.set(event.stream, [recorded]);
    else stream.push(recorded);
  }
  const timelines = [...streams.values()].map((stream) =>
    timelineOf(stream).flatMap(({ finding }) => (finding === null ? [] : [finding])),
  );
  const findings: { [finding: string]: number } = {};
  for (const finding of timelines.flat()) findings[finding] = (findings[finding] ?? 0) + 1;
  return { cases: timelines.filter((found) => found.length > 0).length, findings };
};

const agreed = async (log: EventStore, imported: TE.TaskEither<unknown, ImportReport>): Promise<ImportReport> => {
  const report = right(await imported());
  expect(await shownIn(log)).toEqual(saidBy(report));
  return report;
};

describe('a log with labels of its own', () => {
  const mapping = mappingOf(`
system: desk
columns: { case: case, time: { column: time, format: 'yyyy-MM-dd HH:mm' }, activity: activity }
activities: { 'Open: new': new, In Arbeit: open, 'Rückfrage': { wait: customer }, 'Fertig: resolved': resolved, Archiv: closed, Quatsch: cancelled }
`);
  const labels = ['Open: new', 'In Arbeit', 'Rückfrage', 'Fertig: resolved', 'Archiv', 'Quatsch', 'a call'];
  const cases = labels.flatMap((one) => labels.flatMap((two) => labels.map((three) => [one, two, three])));

  interface Row {
    readonly number: number;
    readonly hour: number;
    readonly label: string;
  }
  const rows = cases.flatMap((three, number) =>
    three.map((label, index): Row => ({ number, hour: index + 10, label })),
  );
  const inTime = [...rows].sort((a, b) => a.hour - b.hour);
  const late = [...rows].sort((a, b) => ((a.hour * 2) % 3) - ((b.hour * 2) % 3));

  const written = (of: ReadonlyArray<Row>): string => {
    const file = join(folder, 'log.csv');
    const lines = of.map(({ number, hour, label }) => `C${number},2026-01-01 ${hour}:00,${label}`);
    writeFileSync(file, ['case,time,activity', ...lines].join('\n'));
    return file;
  };
  const importing = (log: EventStore, of: ReadonlyArray<Row>) =>
    importCsv({ file: written(of), log, codec, tenant, mapping, skipBadRows: true });

  test.each([
    ['case by case', rows],
    ['in the order of time', inTime],
    ['in no order', late],
  ])('shows in its timelines what its import reports, once and again: %s', async (_, of) => {
    const log = memoryEventStore();
    const report = await agreed(log, importing(log, of));
    expect(report.findings).toMatchObject({ 'New→Resolved': expect.any(Number), 'born Waiting': expect.any(Number) });
    const again = await agreed(log, importing(log, of));
    expect([again.findings, again.findingCases]).toEqual([report.findings, report.findingCases]);
  });

  test('does so where rows were mended, too', async () => {
    const log = memoryEventStore();
    const bad = inTime.map((row, index) => (row.hour > 10 && index % 5 === 2 ? { ...row, label: '' } : row));
    expect((await agreed(log, importing(log, bad))).badRows).toBeGreaterThan(0);
    await agreed(log, importing(log, inTime));
  });

  test('knows what its labels mean, whatever they look like', async () => {
    const log = memoryEventStore();
    const [open, work, , done, archived] = labels;
    const told = [
      [open, done],
      [open, work, done],
      [done, archived],
      [work, archived, work],
    ].flatMap((of, number) => of.map((label = '', index): Row => ({ number, hour: index + 10, label })));
    await agreed(log, importing(log, told));
    expect(await shownIn(log)).toEqual({
      cases: 3,
      findings: {
        'resolved although it was new': 1,
        'resolved from its first row on': 1,
        'reopened although it was closed': 1,
      },
    });
  });
});

describeThem('a real log shows in its timelines what its import reports:', () => {
  test('that of a ServiceNow desk', async () => {
    const log = memoryEventStore();
    const file = join(data, 'servicenow-incidents.csv.gz');
    const report = await agreed(log, importServicenow({ file, log, codec, tenant }));
    expect(report.findingCases).toBe(8704);
  }, 600_000);

  test('that of an Italian help desk', async () => {
    const log = memoryEventStore();
    const mapping = mappingOf(readFileSync(join(repository, 'examples', 'imports', 'italian-helpdesk.yaml'), 'utf8'));
    const report = await agreed(log, importCsv({ file: join(data, 'helpdesk.csv.gz'), log, codec, tenant, mapping }));
    expect(report.findingCases).toBe(336);
  }, 600_000);
});
