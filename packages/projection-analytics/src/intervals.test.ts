import type { CaseEvent } from '@casebook/domain';
import { caseHistories, happened } from '@casebook/domain/testing';
import { fold, type Projection, type RowOf } from '@casebook/projection';
import { recorded } from '@casebook/projection/contract';
import * as fc from 'fast-check';
import { assignmentIntervals } from './assignment-intervals';
import { stageIntervals } from './stage-intervals';
import { statusIntervals } from './status-intervals';
import { waitIntervals } from './wait-intervals';

const created = happened('CaseCreated', '2026-06-15T09:00');
const waiting = happened('WaitStarted', '2026-06-15T10:00', { waitId: 'w-1' });
const answered = happened('WaitEnded', '2026-06-15T11:00', { waitId: 'w-1', cause: 'answered' });
const resolved = happened('CaseResolved', '2026-06-15T12:00');

const spans = (projection: Projection, ...events: ReadonlyArray<CaseEvent>) =>
  fold(projection, [], recorded([created, ...events]));

const time = (hour: number) => `2026-06-15T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe('status intervals', () => {
  test('follow one another without gap', () => {
    expect(spans(statusIntervals, waiting, answered, resolved)).toMatchObject([
      { n: 1, status: 'New', came_from: null, since: time(9), until: time(10) },
      { n: 2, status: 'Waiting', came_from: 'New', since: time(10), until: time(11) },
      { n: 3, status: 'Open', came_from: 'Waiting', since: time(11), until: time(12) },
      { n: 4, status: 'Resolved', came_from: 'Open', open: false, was_open: true, since: time(12), until: null },
    ]);
  });

  test('go on where an event changes what decides the status, and not the status', () => {
    const more = happened('WaitStarted', '2026-06-15T10:30', { waitId: 'w-2' });
    expect(spans(statusIntervals, waiting, more, answered)).toMatchObject([
      { status: 'New' },
      { status: 'Waiting', until: null },
    ]);
  });
});

test('stage intervals tell how far the work had come', () => {
  expect(
    spans(
      stageIntervals,
      happened('CaseCategorized', '2026-06-15T10:00'),
      happened('CaseRouted', '2026-06-15T11:00'),
      happened('CaseCategorized', '2026-06-15T11:30', { category: 'billing' }),
      resolved,
    ),
  ).toMatchObject([
    { stage: 'intake', since: time(9), until: time(10) },
    { stage: 'categorization', since: time(10), until: time(11) },
    { stage: 'assignment', since: time(11), until: time(12) },
    { stage: 'resolution', since: time(12), until: null },
  ]);
});

test('a stage that lasted no time is not kept', () => {
  const categorized = happened('CaseCategorized', '2026-06-15T10:00');
  expect(spans(stageIntervals, categorized, happened('CaseRouted', '2026-06-15T10:00'))).toMatchObject([
    { n: 1, stage: 'intake', until: time(10) },
    { n: 2, stage: 'assignment', since: time(10), until: null },
  ]);
});

describe('wait intervals', () => {
  test('end with their wait', () => {
    expect(spans(waitIntervals, waiting, answered)).toMatchObject([
      { wait_id: 'w-1', waiting_on: 'customer', since: time(10), until: time(11), cause: 'answered' },
    ]);
  });

  test('end with the case, and keep the cause that is told with it', () => {
    expect(spans(waitIntervals, waiting, resolved)).toMatchObject([{ until: time(12), cause: 'superseded' }]);
    const ended = happened('WaitEnded', '2026-06-15T12:00', { waitId: 'w-1', cause: 'unstated' });
    expect(spans(waitIntervals, waiting, resolved, ended)).toMatchObject([{ until: time(12), cause: 'unstated' }]);
  });
});

describe('assignment intervals', () => {
  const routed = happened('CaseRouted', '2026-06-15T10:00', { team: 'T1' });
  const assigned = happened('CaseAssigned', '2026-06-15T10:00', { agent: 'ada' });

  test('tell team and agent, and keep nothing that lasted no time', () => {
    expect(spans(assignmentIntervals, routed, assigned)).toMatchObject([
      { n: 1, team: 'T1', agent: 'ada', since: time(10), until: null },
    ]);
  });

  test('go on with the team alone when the agent has left', () => {
    const ended = happened('AssignmentEnded', '2026-06-15T11:00');
    expect(spans(assignmentIntervals, routed, assigned, ended)).toMatchObject([
      { team: 'T1', agent: 'ada', until: time(11) },
      { team: 'T1', agent: null, since: time(11), until: null },
    ]);
  });
});

describe('of any history', () => {
  type Rows = ReadonlyArray<RowOf<typeof statusIntervals.columns>>;

  test('the intervals of one axis follow one another, and only the last one lasts', () => {
    fc.assert(
      fc.property(
        caseHistories,
        fc.constantFrom<Projection>(statusIntervals, stageIntervals, assignmentIntervals),
        (history, projection) => {
          const rows = fold(projection, [], recorded(history)) as Rows; // all three have both ends
          rows.forEach(({ since, until }, index) => {
            expect(until).toBe(rows[index + 1]?.since ?? null);
            if (until !== null) expect(since <= until).toBe(true);
          });
        },
      ),
    );
  });
});
