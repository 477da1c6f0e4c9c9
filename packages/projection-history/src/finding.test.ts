import type { CaseEvent, Status } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { Source } from '@casebook/event-store';
import { recorded } from '@casebook/projection/contract';
import { literal } from '@casebook/vocabulary';
import { timelineOf } from './timeline';

type Row = readonly [shows: Status | null | 'dated otherwise', ...events: ReadonlyArray<CaseEvent>];

/** The findings in a case as a source told it, row by row, by what each row shows. */
const findings = (...rows: ReadonlyArray<Row>): ReadonlyArray<string> => {
  const told = rows.flatMap(([shows, ...events], index) =>
    events.map((event) => ({
      event,
      source: literal(Source, {
        system: 'desk',
        file: 'log.csv',
        row: index + 1,
        ...(shows === 'dated otherwise' ? { activity: null, shows: null } : { activity: 'a label', shows }),
      }),
    })),
  );
  const events = recorded(
    told.map(({ event }) => event),
    (_, index) => ({ source: told[index]?.source ?? null }),
  );
  return timelineOf(events).flatMap(({ finding }) => (finding === null ? [] : [finding]));
};

const created = happened('CaseCreated', '2026-03-02T09:00');
const active = happened('ActivityRecorded', '2026-03-02T10:00');
const waiting = happened('WaitStarted', '2026-03-02T10:00');
const resolved = happened('CaseResolved', '2026-03-02T11:00');
const closed = happened('CaseClosed', '2026-03-02T12:00');

describe('an imported row', () => {
  test('may do what the lifecycle provides for', () => {
    expect(findings(['New', created], ['Open', active], ['Resolved', resolved], ['Closed', closed])).toEqual([]);
  });

  test('resolved a case that was new', () => {
    expect(findings(['New', created], ['Resolved', resolved])).toEqual(['resolved although it was new']);
  });

  test('let a new case wait', () => {
    expect(findings(['New', created], ['Waiting', waiting])).toEqual(['waiting although it was new']);
  });

  test('showed a case that was resolved from the first', () => {
    expect(findings(['Resolved', created, resolved])).toEqual(['resolved from its first row on']);
  });

  test('reopened a case that was closed', () => {
    const reopened = happened('CaseReopened', '2026-03-02T13:00');
    expect(findings(['Open', created], ['Closed', closed], ['Open', reopened])).toEqual([
      'reopened although it was closed',
    ]);
  });

  test('is held against what the log had been told before, in whatever order the timeline has it', () => {
    const late = happened('ActivityRecorded', '2026-03-02T10:30');
    expect(findings(['New', created], ['Resolved', resolved], ['Open', late])).toEqual([
      'resolved although it was new',
    ]);
  });
});

test('what our own rules decided is no finding', () => {
  expect(timelineOf(recorded([created, resolved])).map(({ finding }) => finding)).toEqual([null, null]);
});
