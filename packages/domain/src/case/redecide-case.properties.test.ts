import * as fc from 'fast-check';
import { plus, textOf } from '@casebook/vocabulary';
import { rulesOf } from '../rulebook/rules';
import { commandSequences, decided } from '../testing/histories';
import type { CaseEvent } from './case';
import { redecideCase } from './redecide-case';

/** The event with another outcome than the rules had; undefined where it has none of its own. */
const altered = (event: CaseEvent): CaseEvent | undefined => {
  switch (event.type) {
    case 'CasePrioritized':
      return event.decision === null ? undefined : { ...event, priority: event.priority === 1 ? 2 : 1 };
    case 'CaseRouted':
      return event.decision === null
        ? undefined
        : { ...event, decision: { ...event.decision, rule: textOf('another') } };
    case 'ServiceLevelStarted':
      return { ...event, target: (event.target ?? 0) + 1 };
    case 'ServiceLevelResumed':
      return event.dueAt === null ? undefined : { ...event, dueAt: plus(event.dueAt, 60_000) };
    case 'ServiceLevelMet':
    case 'ServiceLevelPaused':
    case 'ServiceLevelEnded':
      return { ...event, used: event.used + 1 };
    case 'CaseEscalated':
      return event.decision === null ? undefined : { ...event, severity: textOf('none') };
    default:
      return undefined;
  }
};

describe('deciding anew', () => {
  test('comes to what was decided, in every case', () => {
    fc.assert(
      fc.property(commandSequences, (sequence) => {
        expect(redecideCase(decided(sequence), rulesOf([sequence.rulebook])).differing).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('finds the outcomes that were altered, those and no others, and what they were', () => {
    let found = 0;
    fc.assert(
      fc.property(commandSequences, fc.nat(), (sequence, pick) => {
        const events = decided(sequence);
        const choices = events.flatMap((event, index) => (altered(event) === undefined ? [] : [index]));
        const index = choices[pick % Math.max(1, choices.length)];
        if (index === undefined) return;
        const copy = events.map((event, place) => (place === index ? (altered(event) ?? event) : event));
        expect(redecideCase(copy, rulesOf([sequence.rulebook])).differing).toEqual([
          { index, recorded: copy[index], expected: events[index] },
        ]);
        found += 1;
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(100);
  });
});
