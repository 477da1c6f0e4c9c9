import { literal, Instant, textOf } from '@casebook/vocabulary';
import { plainRulebook } from '../rulebook/plain';
import type { EscalationRule, Rulebook } from '../rulebook/rulebook';
import type { Of } from '../message';
import { at, created, day, hour, later, officeHours, opened, resolved, returns, support } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const escalate: Of<CaseCommand, 'EscalateCase'> = {
  type: 'EscalateCase',
  at,
  escalationId: textOf('escalation-a'),
  kind: 'hierarchical',
  severity: textOf('severe'),
  to: null,
  reason: textOf('The customer has asked three times.'),
};
const escalated: CaseEvent = { ...escalate, type: 'CaseEscalated', decision: null };

const rule: EscalationRule = {
  name: textOf('call the lead'),
  serviceLevel: textOf('resolve'),
  at: 50,
  when: { all: [] },
  kind: 'hierarchical',
  severity: null,
  to: null,
};
const book = (...escalations: ReadonlyArray<EscalationRule>): Rulebook => ({
  ...plainRulebook,
  version: 1,
  effectiveFrom: literal(Instant, '2026-01-01T00:00:00.000Z'),
  calendars: [officeHours],
  serviceLevels: [
    {
      name: rule.serviceLevel,
      metric: 'resolution',
      agreement: 'SLA',
      when: { all: [] },
      stopsWhen: null,
      cancelledWhen: null,
      target: 2 * hour,
      calendar: officeHours.id,
      pausedBy: [],
      warnings: [50],
      counts: 'fromStart',
      reopening: 'newCycle',
    },
  ],
  escalations,
});

const half = later(hour);
const due = later(2 * hour);
const slaId = textOf('service-level-1');
const warned: CaseEvent = { type: 'ServiceLevelWarned', at: half, slaId, percent: 50, dueAt: due };
const breached: CaseEvent = { type: 'ServiceLevelBreached', at: due, slaId, dueAt: due, team: support, agent: null };
const started: CaseEvent = {
  type: 'ServiceLevelStarted',
  at,
  slaId,
  policy: rule.serviceLevel,
  metric: 'resolution',
  agreement: 'SLA',
  round: 1,
  target: 2 * hour,
  startsAt: at,
  before: 0,
  dueAt: due,
  warnings: [{ percent: 50, at: half }],
  supersedes: null,
  decision: {
    rulebook: 1,
    rule: rule.serviceLevel,
    inputs: {},
    alternatives: [],
    because: textOf('it holds for every case'),
  },
};
const routed: CaseEvent = {
  type: 'CaseRouted',
  at,
  routingId: textOf('routing-1'),
  team: support,
  previous: null,
  reason: 'initial',
  decision: null,
};
const because = (words: string) => ({
  rulebook: 1,
  rule: rule.name,
  inputs: {},
  alternatives: [],
  because: textOf(words),
});

describe('an escalation by a person', () => {
  test('stands with its reason, once', () => {
    given(caseDecider, ...opened)
      .when(escalate)
      .yields(escalated);
    given(caseDecider, ...opened, escalated)
      .when(escalate)
      .yieldsNothing();
  });

  test('hands the case over where others know more', () => {
    const functional = { ...escalate, kind: 'functional', to: returns } as const;
    given(caseDecider, created, routed)
      .when(functional)
      .yields(
        { ...functional, type: 'CaseEscalated', decision: null },
        { ...routed, routingId: textOf('routing-2'), team: returns, previous: support, reason: 'escalation' },
      );
  });

  test('is for open cases and teams that there are', () => {
    given(caseDecider, ...opened, resolved)
      .when(escalate)
      .isRefused({ type: 'CaseNotOpen', status: 'Resolved' });
    given(caseDecider, ...opened)
      .under({ ...book(), teams: [{ team: support, agents: [] }] })
      .when({ ...escalate, to: returns })
      .isRefused({ type: 'TeamUnknown', team: returns });
  });

  test('ends when somebody says so, and only then or with the case', () => {
    const end = { type: 'DeescalateCase', at, escalationId: escalate.escalationId, reason: textOf('settled') } as const;
    given(caseDecider, ...opened, escalated)
      .when(end)
      .yields({ ...end, type: 'CaseDeescalated' });
    given(caseDecider, ...opened, escalated, { ...end, type: 'CaseDeescalated' })
      .when(end)
      .yieldsNothing();
    given(caseDecider, ...opened)
      .when(end)
      .isRefused({ type: 'EscalationUnknown', escalationId: escalate.escalationId });
    given(caseDecider, ...opened, escalated)
      .when({ type: 'CancelCase', at, reason: 'withdrawn' })
      .yields(
        { type: 'CaseCancelled', at, reason: 'withdrawn' },
        { type: 'CaseDeescalated', at, escalationId: escalate.escalationId, reason: null },
      );
  });
});

describe('an escalation by a rule', () => {
  const byRule: CaseEvent = {
    type: 'CaseEscalated',
    at: half,
    escalationId: textOf('escalation-1'),
    kind: 'hierarchical',
    severity: null,
    to: null,
    reason: null,
    decision: because('resolve has used 50 %, and it holds for every case'),
  };

  test('comes with the warning that it watches for', () => {
    given(caseDecider, created, started, routed)
      .under(book(rule))
      .whenTimeIs(half)
      .timeBrings(warned, byRule)
      .yieldsNothing();
  });

  test('comes with the breach, and hands the case over where it is functional', () => {
    const late: EscalationRule = { ...rule, at: 100, kind: 'functional', to: returns };
    const decision = because('resolve is late, and it holds for every case');
    given(caseDecider, created, started, routed)
      .under(book(late))
      .whenTimeIs(later(day))
      .timeBrings(
        warned,
        breached,
        { ...byRule, at: due, kind: 'functional', to: returns, decision },
        {
          ...routed,
          at: due,
          routingId: textOf('routing-2'),
          team: returns,
          previous: support,
          reason: 'escalation',
          decision,
        },
      )
      .yieldsNothing();
  });

  test('does not come for cases that its condition is not for, nor while one by it is open', () => {
    const phone: EscalationRule = { ...rule, when: { field: 'channel', is: textOf('phone') } };
    given(caseDecider, created, started, routed).under(book(phone)).whenTimeIs(half).timeBrings(warned).yieldsNothing();
    given(caseDecider, created, started, routed, { ...byRule, at })
      .under(book(rule))
      .whenTimeIs(half)
      .timeBrings(warned)
      .yieldsNothing();
  });
});
