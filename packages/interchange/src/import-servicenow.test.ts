import { memoryEventStore } from '@casebook/event-store';
import { servicenow } from './mapping/servicenow';
import { eventsOf, folder, importing, reportOf } from './testing/small-logs';

const columns = [
  'number',
  'incident_state',
  'made_sla',
  'caller_id',
  'opened_by',
  'opened_at',
  'sys_updated_by',
  'sys_updated_at',
  'contact_type',
  'location',
  'category',
  'subcategory',
  'u_symptom',
  'cmdb_ci',
  'impact',
  'urgency',
  'priority',
  'assignment_group',
  'assigned_to',
  'problem_id',
  'rfc',
  'vendor',
  'caused_by',
  'closed_code',
  'closed_at',
] as const;

type Cells = Partial<Record<(typeof columns)[number], string>>;

const usual: Cells = {
  number: 'INC1',
  made_sla: 'true',
  caller_id: 'Caller 7',
  opened_by: 'Opened by  8',
  opened_at: '29/2/2016 01:16',
  sys_updated_by: 'Updated by 21',
  contact_type: 'Phone',
  location: 'Location 143',
  category: 'Category 55',
  subcategory: 'Subcategory 170',
  priority: '3 - Moderate',
  assignment_group: 'Group 56',
  closed_code: 'code 5',
  closed_at: '5/3/2016 12:00',
};

const logOf = (...rows: ReadonlyArray<Cells>): string =>
  [
    columns.join(','),
    ...rows.map((row) => columns.map((column) => ({ ...usual, ...row })[column] ?? '?').join(',')),
  ].join('\n');

/** What rows tell: each event in a line, with when, who and the row whose label it has. */
const told = async (...rows: ReadonlyArray<Cells>) => {
  const files = await folder();
  const log = memoryEventStore();
  const report = reportOf(await importing(files.path, logOf(...rows), { mapping: servicenow, log }));
  await files.remove();
  const events = await eventsOf(log);
  const lines = events.map(
    ({ type, occurredAt, source }) => `${occurredAt.slice(5, 16)} ${type} ${source?.activity ?? '-'}`,
  );
  return { report, events: events.map(({ event }) => event), envelopes: events, lines };
};

const at = (state: string, time: string, rest: Cells = {}): Cells => ({
  incident_state: state,
  sys_updated_at: time,
  ...rest,
});

describe('a ServiceNow incident', () => {
  test('begins when it was opened; what its first row shows is dated by that row', async () => {
    const { lines, events } = await told(at('New', '29/2/2016 01:23'));
    expect(lines).toEqual([
      '02-29T01:16 CaseCreated -',
      '02-29T01:23 CaseCategorized New',
      '02-29T01:23 CasePrioritized New',
      '02-29T01:23 CaseRouted New',
    ]);
    expect(events).toMatchObject([
      {
        number: 'INC1',
        origin: 'import',
        channel: 'phone',
        customer: 'Caller 7',
        fields: { location: 'Location 143' },
      },
      { category: 'Category 55/Subcategory 170', previous: null, reason: 'unstated', decision: null },
      { priority: 3, previous: null, score: null, factors: [], reason: null },
      { team: 'Group 56', previous: null, reason: 'unstated', routingId: 'routing-1' },
    ]);
  });

  test('begins with its first row where that is earlier than the time at which it was opened', async () => {
    const { lines } = await told(at('New', '29/2/2016 01:10'));
    expect(lines[0]).toBe('02-29T01:10 CaseCreated New');
  });

  test('was opened by one and updated by another; where the row names nobody, the import says it', async () => {
    const { envelopes } = await told(
      at('New', '29/2/2016 01:23'),
      at('Active', '29/2/2016 01:24', { number: 'INC2', opened_by: '?' }),
    );
    const actors = envelopes
      .filter(({ type }) => type === 'CaseCreated' || type === 'CaseRouted')
      .map(({ actor }) => actor);
    expect(actors).toEqual([
      { kind: 'agent', id: 'Opened by  8', onBehalfOf: null },
      { kind: 'agent', id: 'Updated by 21', onBehalfOf: null },
      { kind: 'import', id: 'servicenow', onBehalfOf: null },
      { kind: 'agent', id: 'Updated by 21', onBehalfOf: null },
    ]);
  });

  test('names the row of every event', async () => {
    const { envelopes } = await told(at('New', '29/2/2016 01:23'), at('Active', '29/2/2016 01:25'));
    expect(envelopes.map(({ source }) => source)).toEqual([
      { system: 'servicenow', file: 'log.csv', row: 1, activity: null, shows: null },
      ...[1, 2, 3].map(() => ({ system: 'servicenow', file: 'log.csv', row: 1, activity: 'New', shows: 'New' })),
      { system: 'servicenow', file: 'log.csv', row: 2, activity: 'Active', shows: 'Open' },
    ]);
  });

  test('keeps a row that says nothing new by its label', async () => {
    const { events } = await told(
      at('New', '29/2/2016 01:23'),
      at('Active', '29/2/2016 01:25'),
      at('-100', '29/2/2016 01:26'),
    );
    expect(events.slice(-2)).toEqual([
      { type: 'ActivityRecorded', at: '2016-02-29T01:25:00.000Z', label: 'Active', attributes: {} },
      { type: 'ActivityRecorded', at: '2016-02-29T01:26:00.000Z', label: '-100', attributes: {} },
    ]);
  });

  test('has no final value before its time: the code is told by the last closing only', async () => {
    const { events } = await told(
      at('New', '29/2/2016 01:23'),
      at('Resolved', '29/2/2016 08:53'),
      at('Closed', '1/3/2016 09:00'),
      at('Active', '2/3/2016 09:00'),
      at('Resolved', '3/3/2016 09:00'),
      at('Closed', '5/3/2016 12:00'),
    );
    const texts = events.slice(0, -2).map((event) => JSON.stringify(event));
    expect(texts.filter((text) => text.includes('code 5') || text.includes('2016-03-05'))).toEqual([]);
    expect(events.filter(({ type }) => type === 'CaseResolved' || type === 'CaseClosed')).toMatchObject([
      { type: 'CaseResolved', code: null, cycle: 1, resolutionId: 'resolution-1' },
      { type: 'CaseClosed', code: null, by: 'unstated', reopenableUntil: null },
      { type: 'CaseResolved', code: null, cycle: 2, resolutionId: 'resolution-2' },
      { type: 'CaseClosed', code: 'code 5', by: 'unstated' },
    ]);
  });

  test('tells the code by itself where the row that knows it finds the case closed already', async () => {
    const { events } = await told(at('Closed', '1/3/2016 09:00'), at('Closed', '5/3/2016 12:00'));
    expect(events.slice(-1)).toMatchObject([
      { type: 'ActivityRecorded', label: 'Closed', attributes: { code: 'code 5' } },
    ]);
  });

  test('waits while its state says so, for somebody else when it says something else', async () => {
    const { lines, events } = await told(
      at('Active', '29/2/2016 01:23'),
      at('Awaiting User Info', '29/2/2016 02:00'),
      at('Awaiting User Info', '29/2/2016 03:00'),
      at('Awaiting Vendor', '29/2/2016 04:00'),
      at('Active', '29/2/2016 05:00'),
    );
    expect(lines.slice(4)).toEqual([
      '02-29T02:00 WaitStarted Awaiting User Info',
      '02-29T03:00 ActivityRecorded Awaiting User Info',
      '02-29T04:00 WaitEnded Awaiting Vendor',
      '02-29T04:00 WaitStarted Awaiting Vendor',
      '02-29T05:00 WaitEnded Active',
    ]);
    expect(events.filter(({ type }) => type === 'WaitStarted' || type === 'WaitEnded')).toMatchObject([
      { waitId: 'row-2', on: 'customer', subject: 'Awaiting User Info', until: null },
      { waitId: 'row-2', cause: 'unstated' },
      { waitId: 'row-4', on: 'thirdParty' },
      { waitId: 'row-4', cause: 'unstated' },
    ]);
  });

  test('is reopened when it leaves Resolved or Closed, whereto ever', async () => {
    const { lines } = await told(
      at('Resolved', '29/2/2016 02:00'),
      at('-100', '29/2/2016 03:00'),
      at('Resolved', '29/2/2016 04:00'),
      at('Closed', '29/2/2016 05:00'),
      at('Awaiting Problem', '29/2/2016 06:00'),
    );
    expect(lines.slice(5)).toEqual([
      '02-29T03:00 CaseReopened -100',
      '02-29T04:00 CaseResolved Resolved',
      '02-29T05:00 CaseClosed Closed',
      '02-29T05:00 ServiceLevelReported Closed',
      '02-29T06:00 CaseReopened Awaiting Problem',
      '02-29T06:00 WaitStarted Awaiting Problem',
    ]);
  });

  test('changes team and agent when a row shows another; a ? says that there is no agent any more, and nothing about the team', async () => {
    const { events } = await told(
      at('Active', '29/2/2016 01:00', { assigned_to: 'A' }),
      at('Active', '29/2/2016 02:00', { assigned_to: 'B', assignment_group: '?' }),
      at('Active', '29/2/2016 03:00', { assigned_to: '?' }),
      at('Active', '29/2/2016 04:00', { assigned_to: 'B', assignment_group: 'Group 57' }),
    );
    const kinds = ['CaseRouted', 'CaseAssigned', 'AssignmentEnded'];
    expect(events.filter(({ type }) => kinds.includes(type))).toMatchObject([
      { type: 'CaseRouted', team: 'Group 56', previous: null },
      {
        type: 'CaseAssigned',
        assignmentId: 'assignment-1',
        agent: 'A',
        team: 'Group 56',
        method: 'unstated',
        decision: null,
      },
      { type: 'CaseAssigned', assignmentId: 'assignment-2', agent: 'B', team: null },
      { type: 'AssignmentEnded', assignmentId: 'assignment-2', agent: 'B', reason: 'unstated' },
      { type: 'CaseRouted', routingId: 'routing-2', team: 'Group 57', previous: 'Group 56' },
      { type: 'CaseAssigned', assignmentId: 'assignment-3', agent: 'B', team: 'Group 57' },
    ]);
  });

  test('is categorized and prioritized anew when a row shows another value, not when it shows none', async () => {
    const { events } = await told(
      at('Active', '29/2/2016 01:00'),
      at('Active', '29/2/2016 02:00', { category: '?', priority: '?' }),
      at('Active', '29/2/2016 03:00', { subcategory: '?', priority: '1 - Critical' }),
    );
    expect(
      events.filter(({ type }) => type === 'CaseCategorized' || type === 'CasePrioritized').slice(2),
    ).toMatchObject([
      { category: 'Category 55', previous: 'Category 55/Subcategory 170' },
      { priority: 1, previous: 3 },
    ]);
  });

  test('has missed its service level from the first row that says so, and met it once closed without one', async () => {
    const { events } = await told(
      at('Active', '29/2/2016 01:00'),
      at('Active', '29/2/2016 02:00', { made_sla: 'false' }),
      at('Closed', '29/2/2016 03:00', { made_sla: 'false' }),
      at('Active', '29/2/2016 01:00', { number: 'INC2' }),
      at('Closed', '29/2/2016 03:00', { number: 'INC2' }),
    );
    expect(events.filter(({ type }) => type === 'ServiceLevelReported')).toEqual([
      { type: 'ServiceLevelReported', at: '2016-02-29T02:00:00.000Z', metric: 'resolution', outcome: 'missed' },
      { type: 'ServiceLevelReported', at: '2016-02-29T03:00:00.000Z', metric: 'resolution', outcome: 'met' },
    ]);
  });

  test('shows its own fields as its first row has them, and each later value at its time', async () => {
    const { events } = await told(
      at('New', '29/2/2016 01:00', { u_symptom: '?' }),
      at('Active', '29/2/2016 02:00', { u_symptom: 'Symptom 4', vendor: 'Vendor 1' }),
      at('Active', '29/2/2016 03:00', { u_symptom: 'Symptom 4', caller_id: 'Caller 8' }),
    );
    expect(events[0]).toMatchObject({ fields: { location: 'Location 143' } });
    expect(events.slice(-2)).toMatchObject([
      { label: 'Active', attributes: { symptom: 'Symptom 4', vendor: 'Vendor 1' } },
      { label: 'Active', attributes: { customer: 'Caller 8' } },
    ]);
  });

  test('has its rows in the order of time, ties as they stand in the file', async () => {
    const { lines } = await told(
      at('Active', '29/2/2016 03:00'),
      at('New', '29/2/2016 02:00'),
      at('Awaiting User Info', '29/2/2016 03:00'),
      at('Active', '29/2/2016 03:00'),
    );
    expect(
      lines.filter((line) => !line.includes('Categ') && !line.includes('Prior') && !line.includes('Routed')),
    ).toEqual([
      '02-29T01:16 CaseCreated -',
      '02-29T03:00 ActivityRecorded Active',
      '02-29T03:00 WaitStarted Awaiting User Info',
      '02-29T03:00 WaitEnded Active',
    ]);
  });

  test('that is cut off ends where its rows end', async () => {
    const { report } = await told(at('New', '29/2/2016 01:23'));
    expect(report.byType).toEqual({ CaseCategorized: 1, CaseCreated: 1, CasePrioritized: 1, CaseRouted: 1 });
  });

  test('that does what the lifecycle refuses is counted by kind', async () => {
    const { report } = await told(
      at('New', '29/2/2016 01:00'),
      at('Resolved', '29/2/2016 02:00'),
      at('Closed', '29/2/2016 03:00'),
      at('Active', '29/2/2016 04:00'),
      at('Awaiting User Info', '29/2/2016 01:00', { number: 'INC2' }),
      at('Resolved', '29/2/2016 01:00', { number: 'INC3' }),
      at('Awaiting Vendor', '29/2/2016 02:00', { number: 'INC3' }),
      at('New', '29/2/2016 01:00', { number: 'INC4' }),
      at('Awaiting Vendor', '29/2/2016 02:00', { number: 'INC4' }),
      at('Active', '29/2/2016 01:00', { number: 'INC5' }),
      at('Awaiting Vendor', '29/2/2016 02:00', { number: 'INC5' }),
      at('Resolved', '29/2/2016 03:00', { number: 'INC5' }),
      at('Active', '29/2/2016 04:00', { number: 'INC5' }),
      at('Closed', '29/2/2016 05:00', { number: 'INC5' }),
    );
    expect(report).toMatchObject({
      cases: 5,
      rows: 14,
      findings: { 'New→Resolved': 1, 'Closed→open': 1, 'born Waiting': 1, 'born Resolved': 1, 'New→Waiting': 1 },
      findingCases: 4,
    });
  });
});
