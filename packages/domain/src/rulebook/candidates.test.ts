import { AgentId, literal, textOf } from '@casebook/vocabulary';
import { hour } from '../testing/examples';
import { rank, type Candidate } from './candidates';
import type { Facts, Field, Value } from './facts';
import { plainRulebook } from './plain';
import type { AssignmentRule } from './rulebook';

const rule: AssignmentRule = {
  name: textOf('displays'),
  when: { all: [] },
  requires: [{ skill: textOf('electronics'), level: 2 }],
  prefers: { skills: [{ skill: textOf('displays'), weight: 3 }], language: 5, segment: 4, room: 10 },
  respondWithin: hour,
};
const rulebook = { ...plainRulebook, version: 4, assignment: [rule] };
const facts: Facts = new Map<Field, Value>([
  ['fields.language', textOf('pt')],
  ['fields.segment', textOf('gold')],
]);

const candidate = (agent: string, more: Partial<Candidate> = {}): Candidate => ({
  agent: literal(AgentId, agent),
  skills: [{ skill: textOf('electronics'), level: 2 }],
  languages: [],
  segments: [],
  available: true,
  onShift: true,
  open: 0,
  capacity: 10,
  ...more,
});
const electronics = (level: number) => ({ skill: textOf('electronics'), level });

const order = (...candidates: ReadonlyArray<Candidate>) =>
  rank(rulebook, facts, candidates)?.ranked.map(({ agent, score }) => [agent, score]);

describe('candidates', () => {
  test('are excluded first, each with the reason', () => {
    const all = [
      candidate('away', { available: false }),
      candidate('asleep', { onShift: false }),
      candidate('busy', { open: 10 }),
      candidate('new', { skills: [electronics(1)] }),
      candidate('baker', { skills: [] }),
    ];
    expect(rank(rulebook, facts, all)?.ranked.map(({ agent, excludedBecause }) => [agent, excludedBecause])).toEqual([
      ['asleep', 'is not on shift'],
      ['away', 'is not available'],
      ['baker', 'lacks electronics'],
      ['busy', 'has 10 of 10 cases'],
      ['new', 'has electronics at level 1, not at 2'],
    ]);
  });

  test('get points for skills by level, language, segment and room, and the parts add up', () => {
    const best = candidate('ada', {
      skills: [electronics(3), { skill: textOf('displays'), level: 2 }],
      languages: [textOf('pt')],
      segments: [textOf('gold')],
      open: 5,
    });
    expect(rank(rulebook, facts, [best])?.ranked).toEqual([
      {
        agent: 'ada',
        score: 20,
        parts: [
          { name: 'displays', points: 6 },
          { name: 'language', points: 5 },
          { name: 'segment', points: 4 },
          { name: 'room', points: 5 },
        ],
        excludedBecause: null,
      },
    ]);
  });

  test('have the better chance the fewer cases they have', () => {
    expect(order(candidate('full', { open: 8 }), candidate('free', { open: 1 }))).toEqual([
      ['free', 9],
      ['full', 2],
    ]);
  });

  test('that are alike come by name, in whatever order they were given', () => {
    expect(order(candidate('ben'), candidate('ada'))).toEqual(order(candidate('ada'), candidate('ben')));
  });

  test('are told of in the decision, the chosen one and the others', () => {
    expect(
      rank(rulebook, facts, [
        candidate('full', { open: 8 }),
        candidate('free'),
        candidate('away', { available: false }),
      ])?.decision,
    ).toEqual({
      rulebook: 4,
      rule: 'displays',
      inputs: { 'fields.language': 'pt', 'fields.segment': 'gold' },
      alternatives: [
        { choice: 'full', because: '2 points: room 2' },
        { choice: 'away', because: 'is not available' },
      ],
      because: 'free has 10 points: room 10',
    });
  });

  test('are not ranked where no rule is for the case', () => {
    const none = { ...rulebook, assignment: [{ ...rule, when: { field: 'channel', is: textOf('fax') } as const }] };
    expect(rank(none, facts, [candidate('ada')])).toBeUndefined();
  });
});
