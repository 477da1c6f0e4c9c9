import type { CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { Source } from '@casebook/event-store';
import { recorded } from '@casebook/projection/contract';
import { Instant, literal } from '@casebook/vocabulary';
import { timelineOf } from './timeline';

type Row = readonly [label: string | null, ...events: ReadonlyArray<CaseEvent>];

/** The findings in a case as a source told it, row by row; a label that is null is a fact dated otherwise than its row. */
const findings = (...rows: ReadonlyArray<Row>): ReadonlyArray<string> => {
  const told = rows.flatMap(([activity, ...events], index) =>
    events.map((event) => ({
      event,
      source: literal(Source, { system: 'servicenow', file: 'log.csv', row: index + 1, activity }),
    })),
  );
  const events = recorded(
    told.map(({ event }) => event),
    (_, index) => ({ source: told[index]?.source ?? null }),
  );
  return timelineOf(events).flatMap(({ finding }) => (finding === null ? [] : [finding]));
};

const created = happened('CaseCreated', '2026-03-02T09:00');
const active = happened('ActivityRecorded', '2026-03-02T10:00', { label: 'Active' });
const waiting = happened('WaitStarted', '2026-03-02T10:00');
const resolved = happened('CaseResolved', '2026-03-02T11:00');
const closed = happened('CaseClosed', '2026-03-02T12:00');

describe('an imported row', () => {
  test('may do what the lifecycle provides for', () => {
    expect(findings([null, created], ['Active', active], ['Resolved', resolved], ['Closed', closed])).toEqual([]);
  });

  test('resolved a case that was new', () => {
    expect(findings(['New', created], ['Resolved', resolved])).toEqual(['resolved although it was new']);
  });

  test('is held against what the source showed last', () => {
    const again = happened('ActivityRecorded', '2026-03-02T10:30', { label: 'New' });
    expect(findings(['New', created], ['-100', active], ['Resolved', resolved])).toEqual([]);
    expect(findings(['Active', created], ['New', again], ['Resolved', resolved])).toEqual([
      'resolved although it was new',
    ]);
  });

  test('let a new case wait', () => {
    expect(findings(['New', created], ['Awaiting User Info', waiting])).toEqual(['waiting although it was new']);
  });

  test('showed a case that was resolved from the first', () => {
    expect(findings([null, created], ['Resolved', resolved])).toEqual(['resolved from its first row on']);
  });

  test('reopened a case that was closed for good', () => {
    const reopened = happened('CaseReopened', '2026-03-02T13:00');
    expect(findings([null, created], ['Active', active], ['Closed', closed], ['Active', reopened])).toEqual([
      'reopened although it was closed for good',
    ]);
  });

  test('may reopen a case that was closed until some later time', () => {
    const until = happened('CaseClosed', '2026-03-02T12:00', {
      reopenableUntil: literal(Instant, '2026-03-02T13:00:00.000Z'),
    });
    const rows = (at: string) =>
      findings(['Active', created], ['Closed', until], ['Active', happened('CaseReopened', at)]);
    expect(rows('2026-03-02T12:59')).toEqual([]);
    expect(rows('2026-03-02T13:00')).toEqual(['reopened although it was closed for good']);
  });
});

test('what our own rules decided is no finding', () => {
  expect(timelineOf(recorded([created, resolved])).map(({ finding }) => finding)).toEqual([null, null]);
});
