import { CaseId, CustomerId, literal, textOf } from '@casebook/vocabulary';
import {
  another,
  at,
  closed,
  created,
  later,
  hour,
  merged,
  opened,
  resolved,
  unmerged,
  waiting,
} from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseEvent } from './case';
import { statusOf } from './status';

const caseId = literal(CaseId, 'case-1');
const merge = { ...merged, type: 'MergeCase', caseId, other: another } as const;
const unmerge = { type: 'UnmergeCase', at, reason: unmerged.reason } as const;

const stateAfter = (...events: ReadonlyArray<CaseEvent>) => events.reduce(caseDecider.evolve, caseDecider.initial);
const statusAfter = (...events: ReadonlyArray<CaseEvent>) => statusOf(stateAfter(...events).standing);

describe('a merge', () => {
  test('says in which case this one goes on; again it leaves nothing', () => {
    given(caseDecider, created).when(merge).yields(merged);
    given(caseDecider, created, merged).when(merge).yieldsNothing();
    expect(statusAfter(created, merged)).toBe('Merged');
  });

  test('is refused for what is resolved, over, or merged elsewhere', () => {
    given(caseDecider).when(merge).isRefused({ type: 'CaseUnknown' });
    given(caseDecider, ...opened, resolved)
      .when(merge)
      .isRefused({ type: 'CaseNotOpen', status: 'Resolved' });
    given(caseDecider, ...opened, resolved, closed)
      .when(merge)
      .isRefused({ type: 'CaseNotOpen', status: 'Closed' });
    given(caseDecider, created, { ...merged, into: literal(CaseId, 'case-3') })
      .when(merge)
      .isRefused({ type: 'CaseNotOpen', status: 'Merged' });
  });

  test('leads to an open case other than itself: no case is merged into one that was merged', () => {
    given(caseDecider, created)
      .when({ ...merge, into: caseId })
      .isRefused({ type: 'MergeIntoItself' });
    given(caseDecider, created)
      .when({ ...merge, other: null })
      .isRefused({ type: 'OtherCaseUnknown', caseId: another.caseId });
    for (const status of ['Resolved', 'Closed', 'Cancelled', 'Merged'] as const)
      given(caseDecider, created)
        .when({ ...merge, other: { ...another, status } })
        .isRefused({ type: 'SurvivorNotOpen', into: another.caseId, status });
  });

  test('of two customers’ cases must be said to be one, and says so itself', () => {
    const other = { ...another, customer: literal(CustomerId, 'customer-8') };
    given(caseDecider, created)
      .when({ ...merge, other })
      .isRefused({ type: 'CustomersDiffer', customer: literal(CustomerId, 'customer-7'), other: other.customer });
    given(caseDecider, created)
      .when({ ...merge, other, acrossCustomers: true })
      .yields({ ...merged, acrossCustomers: true });
    given(caseDecider, created)
      .when({ ...merge, other: { ...another, customer: null } })
      .yields(merged);
  });

  test('sets the case aside with what it waits for, and ends nothing of it', () => {
    given(caseDecider, ...opened, waiting)
      .when(merge)
      .yields(merged);
    expect(statusAfter(...opened, waiting, merged)).toBe('Merged');
    expect(statusAfter(...opened, waiting, merged, unmerged)).toBe('Waiting');
  });

  test('lets time end a wait for a date', () => {
    const until = later(hour);
    given(caseDecider, ...opened, { ...waiting, on: 'date', until }, merged)
      .whenTimeIs(until)
      .timeBrings({ type: 'WaitEnded', at: until, waitId: waiting.waitId, cause: 'elapsed' });
  });

  test('leaves a case that nobody reopens or closes, and that takes messages without following them', () => {
    const status = 'Merged';
    given(caseDecider, created, merged)
      .when({ type: 'ReopenCase', at, cause: 'agent', reason: textOf('again') })
      .isRefused({ type: 'CaseNotOpen', status });
    given(caseDecider, created, merged)
      .when({ type: 'CloseCase', at, by: 'customer', code: null, notes: null })
      .isRefused({ type: 'CaseNotOpen', status });
  });
});

describe('a merge that is undone', () => {
  test('leaves the case as it stood, new or taken up', () => {
    given(caseDecider, created, merged).when(unmerge).yields(unmerged);
    expect(statusAfter(created, merged, unmerged)).toBe('New');
    expect(statusAfter(...opened, merged, unmerged)).toBe('Open');
    expect(stateAfter(...opened, merged, unmerged)).toEqual(stateAfter(...opened));
  });

  test('must have been one', () => {
    given(caseDecider).when(unmerge).isRefused({ type: 'CaseUnknown' });
    given(caseDecider, created).when(unmerge).isRefused({ type: 'CaseNotMerged', status: 'New' });
    given(caseDecider, created, merged, unmerged).when(unmerge).isRefused({ type: 'CaseNotMerged', status: 'New' });
  });

  test('lets what is measured go on from when it began', () => {
    const before = stateAfter(created).measures;
    const during = stateAfter(created, { ...merged, at: later(hour) }).measures;
    expect(during).toMatchObject({ over: true, rounds: { resolution: { endedAt: later(hour), fulfilled: false } } });
    expect(stateAfter(created, { ...merged, at: later(hour) }, { ...unmerged, at: later(2 * hour) }).measures).toEqual(
      before,
    );
  });
});
