import { literal, TeamId, textOf } from '@casebook/vocabulary';
import type { Rulebook } from '../rulebook/rulebook';
import {
  ada,
  accepted,
  assigned,
  at,
  ben,
  created,
  deskRulebook,
  hour,
  later,
  resolved,
  returns,
  routed,
  support,
  categorized,
} from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseEvent } from './case';

const assign = { type: 'AssignCase', at, agent: ada, team: support, method: 'manual' } as const;
const second = { ...assigned, assignmentId: textOf('assignment-2') };
const ended = { type: 'AssignmentEnded', at, assignmentId: assigned.assignmentId, agent: ada } as const;

describe('a case', () => {
  test('is routed and assigned in one command', () => {
    given(caseDecider, created).when(assign).yields(routed, assigned);
  });

  test('stays as it is when assigned to the agent who has it', () => {
    given(caseDecider, created, routed, assigned).when(assign).yieldsNothing();
  });

  test('is assigned within its team where no team is named', () => {
    given(caseDecider, created, routed)
      .when({ ...assign, team: null })
      .yields(assigned);
  });

  test('is held by nobody in no team', () => {
    given(caseDecider, created)
      .when({ ...assign, team: null })
      .yields({ ...assigned, team: null });
  });

  test('leaves its agent before the next one gets it', () => {
    given(caseDecider, created, routed, assigned)
      .when({ ...assign, agent: ben })
      .yields({ ...ended, reason: 'reassigned' }, { ...second, agent: ben });
  });

  test('leaves its agent before it is routed to another team', () => {
    given(caseDecider, created, routed, assigned)
      .when({ type: 'RouteCase', at, team: returns, reason: 'wrongTeam' })
      .yields(
        { ...ended, reason: 'rerouted' },
        { ...routed, routingId: textOf('routing-2'), team: returns, previous: support, reason: 'wrongTeam' },
      );
  });

  test('is accepted by whoever claims it', () => {
    given(caseDecider, created, routed)
      .when({ ...assign, method: 'claimed' })
      .yields({ ...assigned, method: 'claimed' }, accepted);
    given(caseDecider, created, routed, assigned)
      .when({ ...assign, method: 'claimed' })
      .yields(accepted);
  });

  test('is claimed by one of two, and the other is told who has it', () => {
    given(caseDecider, created, routed, assigned, accepted)
      .when({ ...assign, agent: ben, method: 'claimed' })
      .isRefused({ type: 'AlreadyHeld', holder: ada });
    given(caseDecider, created, routed, assigned)
      .when({ ...assign, agent: ben, team: null, method: 'claimed' })
      .yields(
        { ...ended, reason: 'reassigned' },
        { ...second, agent: ben, method: 'claimed' },
        { ...accepted, assignmentId: second.assignmentId, agent: ben },
      );
  });

  test('is offered to the best of the candidates, until they have had time to answer', () => {
    const rulebook: Rulebook = {
      ...deskRulebook,
      routing: [],
      priority: null,
      assignment: [
        {
          name: textOf('by room'),
          when: { all: [] },
          requires: [],
          prefers: { skills: [], language: 0, segment: 0, room: 10 },
          respondWithin: hour,
        },
      ],
    };
    const none = { skills: [], languages: [], segments: [], available: true, onShift: true, capacity: 10 };
    const candidates = [
      { ...none, agent: ada, open: 5 },
      { ...none, agent: ben, open: 0 },
    ];
    const offered: CaseEvent = {
      ...assigned,
      agent: ben,
      method: 'automatic',
      respondsBy: later(hour),
      ranking: [
        { agent: ben, score: 10, parts: [{ name: textOf('room'), points: 10 }], excludedBecause: null },
        { agent: ada, score: 5, parts: [{ name: textOf('room'), points: 5 }], excludedBecause: null },
      ],
      decision: {
        rulebook: 3,
        rule: textOf('by room'),
        inputs: {},
        alternatives: [{ choice: textOf('ada'), because: textOf('5 points: room 5') }],
        because: textOf('ben has 10 points: room 10'),
      },
    };
    const offer = { type: 'OfferCase', at, candidates } as const;
    given(caseDecider, created, routed).under(rulebook).when(offer).yields(offered);
    given(caseDecider, created, routed, offered).under(rulebook).when(offer).yieldsNothing();
    given(caseDecider, created, routed, offered)
      .under(rulebook)
      .whenTimeIs(later(hour))
      .timeBrings({ ...ended, at: later(hour), agent: ben, reason: 'noResponse' })
      .yieldsNothing();
    // Also of a case that is over by then: opened again later, it must not be late with it.
    given(caseDecider, created, routed, offered, resolved)
      .under(rulebook)
      .whenTimeIs(later(hour))
      .timeBrings({ ...ended, at: later(hour), agent: ben, reason: 'noResponse' })
      .yieldsNothing();
  });

  test('is offered to nobody where no rule ranks, or nobody fits', () => {
    given(caseDecider, created, routed)
      .when({ type: 'OfferCase', at, candidates: [] })
      .isRefused({ type: 'NoAssignmentRule' });
  });

  test('is declined while it is offered, and released once it is accepted', () => {
    const decline = { type: 'DeclineAssignment', at, agent: ada } as const;
    given(caseDecider, created, routed, assigned)
      .when(decline)
      .yields({ ...ended, reason: 'declined' });
    given(caseDecider, created, routed, assigned, accepted)
      .when(decline)
      .isRefused({ type: 'AlreadyAccepted', agent: ada });
    given(caseDecider, created, routed, assigned, accepted)
      .when({ ...decline, type: 'ReleaseCase' })
      .yields({ ...ended, reason: 'released' });
  });

  test('is given up only by the agent who holds it', () => {
    given(caseDecider, created, routed, assigned)
      .when({ type: 'ReleaseCase', at, agent: ben })
      .isRefused({ type: 'NotAssigned', agent: ben, holder: ada });
  });

  test('goes only to teams and agents that the rulebook knows', () => {
    const desk = given(caseDecider, created).under(deskRulebook);
    const sales = literal(TeamId, 'sales');
    desk
      .when({ type: 'RouteCase', at, team: sales, reason: 'initial' })
      .isRefused({ type: 'TeamUnknown', team: sales });
    desk.when({ ...assign, agent: ben }).isRefused({ type: 'AgentNotInTeam', agent: ben, team: support });
    desk
      .when({ ...assign, agent: ben, team: returns })
      .yields({ ...routed, team: returns }, { ...assigned, agent: ben, team: returns });
  });
});

describe('the rules', () => {
  const rules = { ...deskRulebook, priority: null };
  const inputs = { category: textOf('technical/display') };
  const categorize = {
    type: 'CategorizeCase',
    at,
    category: textOf('technical/display'),
    complexity: null,
    by: null,
    reason: 'initial',
  } as const;

  test('route a categorized case and offer it to the agent they name; both events say why', () => {
    given(caseDecider, created)
      .under(rules)
      .when(categorize)
      .yields(
        categorized,
        {
          ...routed,
          decision: {
            rulebook: 3,
            rule: textOf('technical'),
            inputs,
            alternatives: [
              {
                choice: textOf('returns (billing)'),
                because: textOf('category is technical/display, not billing'),
              },
            ],
            because: textOf('category is technical/display'),
          },
        },
        {
          ...assigned,
          method: 'automatic',
          decision: {
            rulebook: 3,
            rule: textOf('technical'),
            inputs,
            alternatives: [],
            because: textOf('technical names ada'),
          },
        },
      );
  });

  test('take a case to another team when its category asks for that', () => {
    given(caseDecider, created, { ...routed, team: returns }, { ...assigned, agent: ben, team: returns })
      .under({ ...rules, routing: rules.routing.map((rule) => ({ ...rule, agent: null })) })
      .when(categorize)
      .yields(
        categorized,
        { ...ended, agent: ben, reason: 'rerouted' },
        {
          ...routed,
          routingId: textOf('routing-2'),
          previous: returns,
          reason: 'byRules',
          decision: {
            rulebook: 3,
            rule: textOf('technical'),
            inputs,
            alternatives: [
              { choice: textOf('returns (billing)'), because: textOf('category is technical/display, not billing') },
            ],
            because: textOf('category is technical/display'),
          },
        },
      );
  });

  test('leave a case with the team that they would have chosen', () => {
    given(caseDecider, created, routed).under(rules).when(categorize).yields(categorized);
  });
});
