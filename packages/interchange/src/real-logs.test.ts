import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryEventStore, type EventStore } from '@casebook/event-store';
import { importCsv } from './import-csv';
import { importServicenow } from './import-servicenow';
import type { ImportReport } from './report';
import { figuresOf } from './testing/figures';
import { codec, eventsOf, mappingOf, reportOf, tenant } from './testing/small-logs';

const repository = join(__dirname, '..', '..', '..');
const data = join(repository, '..', 'shared', 'data');
const present = existsSync(data);
if (!present) console.warn(`skipped: the real logs are not beside this repository (${data})`);

const figures = (name: string): unknown => {
  const reference: { readonly by_rows: Readonly<Record<string, unknown>> } = JSON.parse(
    readFileSync(join(data, 'reference-figures.json'), 'utf8'),
  );
  return reference.by_rows[name];
};

const describeThem = present ? describe : describe.skip;

describeThem('the log of a ServiceNow desk', () => {
  let log: EventStore;
  let report: ImportReport;
  const options = () => ({ file: join(data, 'servicenow-incidents.csv.gz'), log, codec, tenant });

  beforeAll(async () => {
    log = memoryEventStore();
    report = reportOf(await importServicenow(options())());
  }, 600_000);

  test('becomes these events', () => {
    expect(report).toMatchObject({
      rows: 119_998,
      badRows: 0,
      cases: 20_769,
      lateRows: 0,
      events: { all: 235_463, added: 235_463, repeated: 0 },
      byType: {
        ActivityRecorded: 33_766,
        AssignmentEnded: 2_015,
        CaseAssigned: 24_509,
        CaseCategorized: 22_699,
        CaseClosed: 20_776,
        CaseCreated: 20_769,
        CasePrioritized: 21_130,
        CaseReopened: 277,
        CaseResolved: 21_041,
        CaseRouted: 36_599,
        ServiceLevelReported: 20_768,
        WaitEnded: 5_557,
        WaitStarted: 5_557,
      },
      firstAt: '2016-02-29T01:23:00.000Z',
      lastAt: '2017-02-15T15:00:00.000Z',
    });
  });

  test('does in 41.9 % of its cases what the lifecycle would have refused', () => {
    expect(report.findings).toEqual({
      'New→Resolved': 4972,
      'New→Waiting': 1844,
      'born Resolved': 1682,
      'born Waiting': 199,
      'Closed→open': 8,
      'New→Closed': 3,
    });
    expect(((report.findingCases / report.cases) * 100).toFixed(1)).toBe('41.9');
  });

  test('has the figures of its rows, at its end and at an instant in between', async () => {
    const events = await eventsOf(log);
    expect(figuresOf(events)).toEqual(figures('servicenow'));
    const instant = '2016-03-15T12:00:00Z';
    const then = events.filter(({ occurredAt }) => Date.parse(occurredAt) <= Date.parse(instant));
    expect(figuresOf(then)).toEqual(figures(`servicenow_as_of_${instant}`));
  });

  test('adds nothing a second time', async () => {
    const again = reportOf(await importServicenow(options())());
    expect(again).toEqual({ ...report, events: { all: 235_463, added: 0, repeated: 235_463 } });
  }, 600_000);
});

describeThem('the log of an Italian help desk, by the mapping that is kept as an example', () => {
  test('becomes cases with the figures of its rows, and adds nothing a second time', async () => {
    const log = memoryEventStore();
    const mapping = mappingOf(readFileSync(join(repository, 'examples', 'imports', 'italian-helpdesk.yaml'), 'utf8'));
    const options = { file: join(data, 'helpdesk.csv.gz'), log, codec, tenant, mapping };
    const report = reportOf(await importCsv(options)());
    expect(report).toMatchObject({ rows: 21_348, cases: 4_580, events: { all: 35_417, added: 35_417 } });
    expect(report.byType).toMatchObject({ CaseReopened: 164, CaseAssigned: 4_580 + 8_648 });

    expect(figuresOf(await eventsOf(log))).toEqual(figures('helpdesk'));
    expect(reportOf(await importCsv(options)()).events).toEqual({ all: 35_417, added: 0, repeated: 35_417 });
  }, 600_000);
});
