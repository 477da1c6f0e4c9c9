import type { CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { fold } from '@casebook/projection';
import { recorded } from '@casebook/projection/contract';
import { queueEntries } from './queue-entries';

const created = happened('CaseCreated', '2026-06-15T09:00', { customer: 'c-7', caseType: 'malfunction' });
const entry = (...events: ReadonlyArray<CaseEvent>) => fold(queueEntries, [], recorded([created, ...events]))[0];

describe('the queue entry of a case', () => {
  test('begins new, open and ours, with nobody', () => {
    expect(entry()).toMatchObject({
      number: 'C-1',
      status: 'New',
      open: true,
      team: null,
      assignee: null,
      customer: 'c-7',
      case_type: 'malfunction',
      created_at: '2026-06-15T09:00:00.000Z',
      since: '2026-06-15T09:00:00.000Z',
      deadline: null,
    });
  });

  test('takes its category and its priority', () => {
    expect(
      entry(
        happened('CaseCategorized', '2026-06-15T09:01', { category: 'technical/display' }),
        happened('CasePrioritized', '2026-06-15T09:01', { priority: 2 }),
      ),
    ).toMatchObject({ category: 'technical/display', priority: 2 });
  });

  test('is with the team and the agent, who accepts', () => {
    const routed = happened('CaseRouted', '2026-06-15T09:01', { team: 'support' });
    const assigned = happened('CaseAssigned', '2026-06-15T09:02', { agent: 'ada', team: 'support' });
    expect(entry(routed, assigned)).toMatchObject({ team: 'support', assignee: 'ada', accepted: false, status: 'New' });
    expect(entry(routed, assigned, happened('AssignmentAccepted', '2026-06-15T09:03'))).toMatchObject({
      accepted: true,
      status: 'Open',
      since: '2026-06-15T09:00:00.000Z',
    });
  });

  test('is with nobody once the assignment has ended, but not when an earlier one ends late', () => {
    const first = happened('CaseAssigned', '2026-06-15T09:02', { assignmentId: 'a-1', agent: 'ada' });
    const second = happened('CaseAssigned', '2026-06-15T09:05', { assignmentId: 'a-2', agent: 'ben' });
    const ended = happened('AssignmentEnded', '2026-06-15T09:06', { assignmentId: 'a-1', agent: 'ada' });
    expect(entry(first, ended)).toMatchObject({ assignee: null });
    expect(entry(first, second, ended)).toMatchObject({ assignee: 'ben' });
  });

  test('counts changes of agent and of team, not the first and not the same again', () => {
    expect(
      entry(
        happened('CaseRouted', '2026-06-15T09:01', { team: 'support' }),
        happened('CaseAssigned', '2026-06-15T09:02', { assignmentId: 'a-1', agent: 'ada' }),
        happened('AssignmentEnded', '2026-06-15T09:03', { assignmentId: 'a-1', agent: 'ada' }),
        happened('CaseAssigned', '2026-06-15T09:04', { assignmentId: 'a-2', agent: 'ada' }),
        happened('CaseAssigned', '2026-06-15T09:05', { assignmentId: 'a-3', agent: 'ben' }),
        happened('CaseRouted', '2026-06-15T09:06', { team: 'returns' }),
        happened('CaseRouted', '2026-06-15T09:07', { team: 'returns' }),
      ),
    ).toMatchObject({ reassignments: 1, transfers: 1 });
  });

  test('is not ours while it waits, and ours again from the end of the last wait', () => {
    const onCustomer = happened('WaitStarted', '2026-06-15T10:00', { waitId: 'w-1', on: 'customer' });
    const onPart = happened('WaitStarted', '2026-06-15T10:30', {
      waitId: 'w-2',
      on: 'thirdParty',
      until: '2026-06-17T10:00:00.000Z',
    });
    const answered = happened('WaitEnded', '2026-06-15T11:00', { waitId: 'w-1', cause: 'answered' });
    const arrived = happened('WaitEnded', '2026-06-15T12:00', { waitId: 'w-2', cause: 'done' });
    expect(entry(onCustomer, onPart)).toMatchObject({
      status: 'Waiting',
      open: true,
      since: null,
      waiting_on: 'customer, third party',
      deadline: '2026-06-17T10:00:00.000Z',
    });
    expect(entry(onCustomer, onPart, answered)).toMatchObject({ status: 'Waiting', waiting_on: 'third party' });
    expect(entry(onCustomer, onPart, answered, arrived)).toMatchObject({
      status: 'Open',
      since: '2026-06-15T12:00:00.000Z',
      waiting_on: null,
      deadline: null,
    });
  });

  test('keeps the oldest message that nobody has answered; an automatic reply answers nothing', () => {
    const first = happened('MessageReceived', '2026-06-15T10:00', { messageId: 'm-1' });
    const second = happened('MessageReceived', '2026-06-15T11:00', { messageId: 'm-2' });
    const robot = happened('MessageSent', '2026-06-15T11:01', { messageId: 'm-3', automated: true });
    const reply = happened('MessageSent', '2026-06-15T11:30', { messageId: 'm-4' });
    expect(entry(first, second, robot)).toMatchObject({ unanswered_since: '2026-06-15T10:00:00.000Z' });
    expect(entry(first, second, robot, reply)).toMatchObject({ unanswered_since: null });
  });

  test('leaves the queues when it is resolved, and comes back when it is reopened', () => {
    const resolved = happened('CaseResolved', '2026-06-15T15:00', { closesAt: '2026-06-20T15:00:00.000Z' });
    const reopened = happened('CaseReopened', '2026-06-17T10:00');
    expect(entry(resolved)).toMatchObject({
      status: 'Resolved',
      open: false,
      since: null,
      deadline: '2026-06-20T15:00:00.000Z',
    });
    expect(entry(resolved, reopened)).toMatchObject({
      status: 'Open',
      open: true,
      since: '2026-06-17T10:00:00.000Z',
      deadline: null,
      reopens: 1,
    });
  });

  test.each([
    ['Closed', happened('CaseClosed', '2026-06-15T15:00')],
    ['Cancelled', happened('CaseCancelled', '2026-06-15T15:00', { reason: 'spam' })],
  ])('is in no queue once it is %s, and waits for nothing', (status, over) => {
    const waiting = happened('WaitStarted', '2026-06-15T10:00', { until: '2026-06-17T10:00:00.000Z' });
    expect(entry(waiting, over)).toMatchObject({ status, open: false, since: null, waiting_on: null, deadline: null });
  });

  describe('with service levels', () => {
    const noon = '2026-06-15T12:00:00.000Z';
    const started = happened('ServiceLevelStarted', '2026-06-15T09:00', { slaId: 's-1', dueAt: noon });
    const later = happened('ServiceLevelStarted', '2026-06-15T09:00', {
      slaId: 's-2',
      dueAt: '2026-06-15T16:00:00.000Z',
    });
    const breached = happened('ServiceLevelBreached', '2026-06-15T12:00', { slaId: 's-1', dueAt: noon });

    test('is due with the first of them', () => {
      expect(entry(later, started)).toMatchObject({ due_at: noon, deadline: noon, late: false });
      expect(entry(later, started, happened('ServiceLevelMet', '2026-06-15T10:00', { slaId: 's-1' }))).toMatchObject({
        due_at: '2026-06-15T16:00:00.000Z',
      });
    });

    test('is no less urgent once one is late, also while its clock stands still', () => {
      expect(entry(started, later, breached)).toMatchObject({ due_at: noon, deadline: noon, late: true });
      const paused = happened('ServiceLevelPaused', '2026-06-15T13:00', { slaId: 's-1' });
      expect(entry(started, breached, paused)).toMatchObject({ due_at: noon, deadline: noon, late: true });
    });

    test('has no deadline while the clock of the only one stands still, and another one afterwards', () => {
      const paused = happened('ServiceLevelPaused', '2026-06-15T10:00', { slaId: 's-1' });
      const dueAt = '2026-06-15T15:00:00.000Z';
      const resumed = happened('ServiceLevelResumed', '2026-06-15T13:00', { slaId: 's-1', dueAt });
      expect(entry(started, paused)).toMatchObject({ due_at: null, deadline: null, late: false });
      expect(entry(started, paused, resumed)).toMatchObject({ due_at: dueAt, deadline: dueAt });
    });

    test('is late no longer once what was late has been done', () => {
      const ended = happened('ServiceLevelEnded', '2026-06-15T13:00', { slaId: 's-1', reason: 'completedLate' });
      expect(entry(started, breached, ended)).toMatchObject({ due_at: null, deadline: null, late: false });
    });
  });

  test('is not there before the case is', () => {
    expect(fold(queueEntries, [], recorded([happened('CaseResolved', '2026-06-15T15:00')]))).toEqual([]);
  });
});
