import fc from 'fast-check';
import { memoryEventStore } from '@casebook/event-store';
import { eventsOf, folder, importing, plain, reportOf } from './testing/small-logs';

const mapping = plain('  agent: { column: agent, whenEmpty: released }\n  team: team');

const anyRow = fc.record({
  number: fc.constantFrom('A', 'B', 'C', 'D'),
  activity: fc.constantFrom('new', 'open', 'taken', 'wait', 'wait too', 'solved', 'closed', 'dropped', 'a call'),
  agent: fc.constantFrom('', 'ada', 'bob'),
  team: fc.constantFrom('', 'T1', 'T2'),
});

interface Row {
  readonly number: string;
  readonly minute: number;
  readonly activity: string;
  readonly agent: string;
  readonly team: string;
}

const csv = (rows: ReadonlyArray<Row>): string =>
  [
    'case,time,activity,agent,team',
    ...rows.map(({ number, activity, agent, team, minute }) => {
      const time = new Date(Date.UTC(2020, 0, 1, 0, minute)).toISOString().slice(0, 16).replace('T', ' ');
      return [number, time, activity, agent, team].join(',');
    }),
  ].join('\n');

test('a file in the order of time tells every case as the file that has its rows together, if no two rows are at one time', async () => {
  const files = await folder();
  // Rows have other numbers in the other file, and waits are named after them: both are told by their time instead.
  const streams = async (text: string, remembered: number) => {
    const log = memoryEventStore();
    const report = reportOf(await importing(files.path, text, { mapping, log, remembered }));
    const events = (await eventsOf(log))
      .map(({ stream, revision, occurredAt, actor, source, event }) => {
        const told = 'waitId' in event ? { ...event, waitId: null } : event;
        return { stream, revision, occurredAt, actor, activity: source?.activity, told };
      })
      .sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.revision - b.revision));
    return { events, report };
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      async (rows, remembered) => {
        const timed = rows.map((row, minute) => ({ ...row, minute }));
        const grouped = [...timed].sort((a, b) =>
          a.number < b.number ? -1 : a.number > b.number ? 1 : b.minute - a.minute,
        );
        const sorted = await streams(csv(timed), remembered);
        expect(sorted).toEqual(await streams(csv(grouped), 4));
      },
    ),
    { numRuns: 150 },
  );
  await files.remove();
});
