import { either as E } from 'fp-ts';
import { memoryEventStore, type EventStore } from '@casebook/event-store';
import { EventId, Instant, literal, textOf } from '@casebook/vocabulary';
import { importServicenow } from './import-servicenow';
import { codec, eventsOf, folder, importing, plain, reportOf, tenant, wordsOf } from './testing/small-logs';

let files: Awaited<ReturnType<typeof folder>>;
beforeEach(async () => {
  files = await folder();
});
afterEach(() => files.remove());

const mapping = plain('  agent: agent\n  team: team');
const csv = (...rows: ReadonlyArray<string>): string => ['case,time,activity,agent,team', ...rows].join('\n');
const row = (number: string, hour: number, activity: string, agent = '', team = ''): string =>
  `${number},2020-01-01 ${String(hour).padStart(2, '0')}:00,${activity},${agent},${team}`;

const interleaved = csv(
  row('A', 1, 'new', '', 'T1'),
  row('B', 2, 'wait'),
  row('A', 3, 'taken', 'ada'),
  row('C', 4, 'new'),
  row('B', 5, 'open', 'bob', 'T2'),
  row('A', 6, 'solved', 'ada', 'T1'),
  row('C', 7, 'solved'),
  row('A', 8, 'open', '', 'T2'),
  row('B', 9, 'closed'),
  row('A', 10, 'closed'),
);

const told = async (log: EventStore) =>
  (await eventsOf(log))
    .map(({ stream, revision, source, late, event }) => ({ stream, revision, row: source?.row, late, event }))
    .sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.revision - b.revision));

const imported = async (text: string, remembered = 4_000) => {
  const log = memoryEventStore();
  const report = reportOf(await importing(files.path, text, { mapping, log, remembered }));
  return { log, report, told: await told(log) };
};

describe('a log by a mapping', () => {
  test('tells what its activities mean', async () => {
    const { told: events } = await imported(
      csv(
        row('A', 1, 'new'),
        row('A', 2, 'taken', 'ada'),
        row('A', 3, 'wait'),
        row('A', 4, 'a call'),
        row('A', 5, 'wait too'),
        row('A', 6, 'solved'),
        row('A', 7, 'a call'),
        row('A', 8, 'open'),
        row('A', 9, 'dropped'),
        row('A', 10, 'closed'),
      ),
    );
    expect(events.map(({ row: from, event }) => `${from} ${event.type}`)).toEqual([
      '1 CaseCreated',
      '2 CaseAssigned',
      '2 AssignmentAccepted',
      '3 WaitStarted',
      '4 ActivityRecorded',
      '5 WaitEnded',
      '5 WaitStarted',
      '6 WaitEnded',
      '6 CaseResolved',
      '7 ActivityRecorded',
      '8 CaseReopened',
      '9 CaseCancelled',
      '10 CaseReopened',
      '10 CaseClosed',
    ]);
  });

  test('takes nobody for the one who accepts where no row says who has the case', async () => {
    const { told: events } = await imported(csv(row('A', 1, 'taken')));
    expect(events.map(({ event }) => event.type)).toEqual(['CaseCreated']);
  });

  test('has local times in the zone that is asked for', async () => {
    const log = memoryEventStore();
    await importing(files.path, csv(row('A', 1, 'new')), { mapping, log, zone: 'Europe/Rome' });
    expect((await eventsOf(log)).map(({ occurredAt }) => occurredAt)).toEqual(['2020-01-01T00:00:00.000Z']);
  });

  test('says how far it is', async () => {
    const seen: string[] = [];
    await importing(files.path, csv(row('A', 1, 'new')), {
      mapping,
      onProgress: ({ phase, bytes, ofBytes, rows, events }) =>
        void seen.push(`${phase} ${bytes}/${ofBytes} ${rows} ${events}`),
    });
    expect(seen).toEqual(['importing 54/54 1 1']);
  });

  test('stops when it is told to, and goes on from there', async () => {
    const log = memoryEventStore();
    const stop = new AbortController();
    const stopping: EventStore = {
      ...log,
      append: (stream, expected, events) => {
        stop.abort();
        return log.append(stream, expected, events);
      },
    };
    const first = await importing(files.path, interleaved, { mapping, log: stopping, signal: stop.signal });
    expect(wordsOf(first, files.path)).toBe('stopped at row 3 of log.csv; the same command goes on from there');
    const second = reportOf(await importing(files.path, interleaved, { mapping, log }));
    expect(second.events).toEqual({ all: 16, added: 14, repeated: 2 });
    expect(await told(log)).toEqual((await imported(interleaved)).told);
  });
});

describe('cases whose rows are not together', () => {
  test('come out as those whose rows are, however few cases are remembered', async () => {
    const [all, few] = [await imported(interleaved), await imported(interleaved, 1)];
    expect(few.told).toEqual(all.told);
    expect(few.report).toEqual(all.report);
    expect(all.report).toMatchObject({
      cases: 3,
      rows: 10,
      lateRows: 0,
      findings: { 'born Waiting': 1, 'New→Resolved': 1 },
      findingCases: 2,
    });
  });

  test('are imported once, however often the file is', async () => {
    const { log, told: before } = await imported(interleaved);
    for (const remembered of [4_000, 1]) {
      const again = reportOf(await importing(files.path, interleaved, { mapping, log, remembered }));
      expect(again.events).toEqual({ all: 16, added: 0, repeated: 16 });
    }
    expect(await told(log)).toEqual(before);
  });

  test('go on where a failing store stopped them, wherever that was', async () => {
    const whole = await imported(interleaved);
    for (let appends = 0; appends < 10; appends += 1) {
      const log = memoryEventStore();
      let left = appends;
      const failing: EventStore = {
        ...log,
        append: (stream, expected, events) => {
          left -= 1;
          const failure = { type: 'StoreUnavailable', message: 'the disk is full' } as const;
          return left < 0 ? () => Promise.resolve(E.left(failure)) : log.append(stream, expected, events);
        },
      };
      const failed = await importing(files.path, interleaved, { mapping, log: failing, remembered: 2 });
      expect(wordsOf(failed, files.path)).toBe(
        'the log cannot be written: the disk is full; the same command goes on from where it stopped',
      );
      reportOf(await importing(files.path, interleaved, { mapping, log, remembered: 2 }));
      expect(await told(log)).toEqual(whole.told);
    }
  });

  test('and not in the order of time are late facts, and counted', async () => {
    const { report, told: events } = await imported(csv(row('A', 5, 'new'), row('B', 6, 'new'), row('A', 4, 'a call')));
    expect(report.lateRows).toBe(1);
    expect(events.filter(({ late }) => late).map(({ row: from }) => from)).toEqual([3]);
  });
});

describe('a case that is in the log already', () => {
  test('from elsewhere is not told twice', async () => {
    const { log } = await imported(csv(row('A', 1, 'new')));
    const file = csv(row('B', 1, 'new'), row('A', 1, 'new'), row('A', 2, 'solved'));
    expect(wordsOf(await importing(files.path, file, { mapping, log }), files.path)).toBe(
      'log.csv, line 3 (row 2): case "A" is in the log already, from row 1 of log.csv; import a case from one file, with its rows where they were, and in the order of time where they are not together',
    );
  });

  test('under another system is not told twice', async () => {
    const { log } = await imported(csv(row('A', 1, 'new')));
    const result = await importing(files.path, 'case,time,activity\nA,2020-01-01 02:00,solved', {
      mapping: { ...plain(), system: textOf('other') },
      log,
    });
    expect(wordsOf(result, files.path)).toContain('case "A" is in the log already, from row 1 of log.csv');
  });

  test('goes on where the file has grown', async () => {
    const { log } = await imported(csv(row('A', 1, 'new'), row('A', 2, 'solved')));
    const grown = csv(row('A', 1, 'new'), row('A', 2, 'solved'), row('A', 3, 'closed'), row('B', 1, 'new'));
    expect(reportOf(await importing(files.path, grown, { mapping, log })).events).toEqual({
      all: 4,
      added: 2,
      repeated: 2,
    });
    expect(await told(log)).toEqual((await imported(grown)).told);
  });

  test('goes on beside what was done here meanwhile', async () => {
    const { log } = await imported(csv(row('A', 1, 'new'), row('B', 1, 'new')));
    const [first] = await eventsOf(log);
    if (first === undefined) throw new Error('nothing imported');
    const by = {
      commandId: null,
      correlationId: 'c',
      causationId: null,
      saidAt: null,
      source: null,
      wake: null,
    } as const;
    const note = {
      type: 'NoteAdded',
      at: literal(Instant, '2020-01-01T01:30:00.000Z'),
      noteId: textOf('n'),
      body: null,
      mentions: [],
      template: null,
    } as const;
    const id = literal(EventId, '00000000-0000-4000-8000-000000000000');
    await log.append(first.stream, { is: 'any' }, [{ ...codec.encode(note), ...by, id, actor: first.actor }])();
    const grown = csv(row('A', 1, 'new'), row('B', 1, 'new'), row('A', 2, 'solved'));
    expect(reportOf(await importing(files.path, grown, { mapping, log })).events).toEqual({
      all: 3,
      added: 1,
      repeated: 2,
    });
  });
});

test('a ServiceNow file needs its columns', async () => {
  await importing(files.path, interleaved, { mapping });
  const result = await importServicenow({ file: `${files.path}/log.csv`, log: memoryEventStore(), codec, tenant })();
  expect(wordsOf(result, files.path)).toMatch(
    /^log.csv, line 1: the header has no column "number", "sys_updated_at", "incident_state", /,
  );
});
