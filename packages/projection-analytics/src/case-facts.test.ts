import type { CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { Source } from '@casebook/event-store';
import { fold } from '@casebook/projection';
import { recorded } from '@casebook/projection/contract';
import { literal } from '@casebook/vocabulary';
import { caseFacts } from './case-facts';

const created = happened('CaseCreated', '2026-06-15T09:00', { channel: 'phone', caseType: 'malfunction' });
const fact = (...events: ReadonlyArray<CaseEvent>) => fold(caseFacts, [], recorded([created, ...events]))[0];

const routed = (at: string, team: string) => happened('CaseRouted', at, { team });
const assigned = (at: string, agent: string) => happened('CaseAssigned', at, { agent });
const resolved = (at: string) => happened('CaseResolved', at);
const reopened = happened('CaseReopened', '2026-06-17T10:00');
const closed = (at: string) => happened('CaseClosed', at);

describe('the facts of a case', () => {
  test('begin with its creation', () => {
    expect(fact()).toMatchObject({
      number: 'C-1',
      channel: 'phone',
      case_type: 'malfunction',
      status: 'New',
      created_at: '2026-06-15T09:00:00.000Z',
      first_resolved_at: null,
      team_last: null,
      sla: null,
    });
  });

  test('keep the first and the last of what changes', () => {
    expect(
      fact(
        happened('CaseCategorized', '2026-06-15T09:01', { category: 'billing' }),
        happened('CaseCategorized', '2026-06-15T09:02', { category: 'technical/display' }),
        happened('CasePrioritized', '2026-06-15T09:03', { priority: 4 }),
        happened('CasePrioritized', '2026-06-15T09:04', { priority: 1 }),
      ),
    ).toMatchObject({
      category_first: 'billing',
      category_last: 'technical/display',
      priority_first: 4,
      priority_last: 1,
    });
  });

  test('count as misrouted what left a team that was the wrong one, and nothing else', () => {
    expect(
      fact(
        happened('CaseRouted', '2026-06-15T09:01', { team: 'T1', reason: 'wrongTeam' }),
        happened('CaseRouted', '2026-06-15T09:02', { team: 'T2', reason: 'wrongTeam' }),
        happened('CaseRouted', '2026-06-15T09:03', { team: 'T3', reason: 'escalation' }),
      ),
    ).toMatchObject({ misroutings: 1, team_handovers: 2 });
  });

  test('count handovers between adjacent holders that differ, whoever had it in between or nobody', () => {
    expect(
      fact(
        routed('2026-06-15T09:01', 'T1'),
        routed('2026-06-15T09:02', 'T2'),
        routed('2026-06-15T09:03', 'T2'),
        routed('2026-06-15T09:04', 'T1'),
        assigned('2026-06-15T09:05', 'ada'),
        happened('AssignmentEnded', '2026-06-15T09:06'),
        assigned('2026-06-15T09:07', 'ada'),
        assigned('2026-06-15T09:08', 'ben'),
      ),
    ).toMatchObject({
      team_first: 'T1',
      team_last: 'T1',
      team_handovers: 2,
      agent_first: 'ada',
      agent_last: 'ben',
      agent_handovers: 1,
    });
  });

  test('keep the first and the last resolution, and take no closing for one where the case was resolved', () => {
    const row = fact(resolved('2026-06-15T15:00'), reopened, resolved('2026-06-17T12:00'), closed('2026-06-18T09:00'));
    expect(row).toMatchObject({
      first_resolved_at: '2026-06-15T15:00:00.000Z',
      last_resolved_at: '2026-06-17T12:00:00.000Z',
      closed_at: '2026-06-18T09:00:00.000Z',
      reopens: 1,
      status: 'Closed',
      open: false,
    });
  });

  test('take a closing for the resolution where there was none', () => {
    expect(fact(closed('2026-06-15T15:00'))).toMatchObject({
      first_resolved_at: '2026-06-15T15:00:00.000Z',
      last_resolved_at: '2026-06-15T15:00:00.000Z',
    });
  });

  test('are closed no longer once reopened', () => {
    expect(fact(closed('2026-06-15T15:00'), reopened)).toMatchObject({ closed_at: null, open: true, status: 'Open' });
  });

  test('know the first answer of a person, which an automatic one is not', () => {
    expect(
      fact(
        happened('MessageReceived', '2026-06-15T09:00'),
        happened('MessageSent', '2026-06-15T09:01', { automated: true }),
        happened('MessageSent', '2026-06-15T09:20'),
        happened('MessageSent', '2026-06-15T09:40'),
      ),
    ).toMatchObject({ first_response_at: '2026-06-15T09:20:00.000Z', messages_in: 1, messages_out: 3 });
  });

  test('are missed where one verdict says so, before or after one that says met', () => {
    const met = happened('ServiceLevelReported', '2026-06-15T15:00', { outcome: 'met' });
    const missed = happened('ServiceLevelReported', '2026-06-15T16:00', { outcome: 'missed' });
    expect(fact(met)).toMatchObject({ sla: 'met' });
    expect(fact(met, missed)).toMatchObject({ sla: 'missed' });
    expect(fact(missed, met)).toMatchObject({ sla: 'missed' });
  });
});

describe('the variant of a case', () => {
  const source = (row: number, activity: string | null) => ({
    source: literal(Source, { system: 'servicenow', file: 'log.csv', row, activity, shows: null }),
  });

  test('counts a row once, however many events it yielded, and no fact dated otherwise than its row', () => {
    const sources = [source(1, null), source(1, 'New'), source(1, 'New'), source(2, 'New'), source(3, 'Resolved')];
    const events = [created, routed('2026-06-15T09:01', 'T1'), assigned('2026-06-15T09:01', 'ada')];
    const rows = [...events, happened('ActivityRecorded', '2026-06-15T09:02'), resolved('2026-06-15T09:03')];
    expect(
      fold(
        caseFacts,
        [],
        recorded(rows, (_, index) => sources[index] ?? {}),
      ),
    ).toMatchObject([{ source_rows: 3, activities: 3, variant: 'New → New → Resolved' }]);
  });

  test('names events of our own by their type', () => {
    expect(fact(resolved('2026-06-15T15:00'))).toMatchObject({
      source_rows: 0,
      activities: 2,
      variant: 'CaseCreated → CaseResolved',
    });
  });

  test('knows nothing of what the law asked for: erasing somebody changes no figure', () => {
    const held = happened('LegalHoldPlaced', '2026-06-16T09:00');
    const released = happened('LegalHoldReleased', '2026-06-16T10:00');
    const erased = happened('PersonalDataErased', '2026-06-16T11:00');
    expect(fact(routed('2026-06-15T09:01', 'A'), held, released, erased)).toEqual(
      fact(routed('2026-06-15T09:01', 'A')),
    );
  });

  test('tells two labels from one that looks like two', () => {
    const variant = (...labels: ReadonlyArray<string>) =>
      fold(
        caseFacts,
        [],
        recorded([created, ...labels.map(() => closed('2026-06-15T15:00'))], (_, index) =>
          source(index, index === 0 ? null : (labels[index - 1] ?? null)),
        ),
      )[0]?.['variant'];
    expect(variant('A → B')).not.toBe(variant('A', 'B'));
  });
});
