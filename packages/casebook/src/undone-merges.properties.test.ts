import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { caseDecider, rulesOf, statusOf, type CaseEvent, type CaseState, type OtherCase } from '@casebook/domain';
import { commandSequences, decided, type CommandSequence } from '@casebook/domain/testing';
import { fold } from '@casebook/projection';
import { recorded } from '@casebook/projection/contract';
import { CaseId, CaseNumber, literal, plus, type Instant } from '@casebook/vocabulary';
import { standardProjections } from './projections';

/** What a read model tells of the past, which a merge remains in, by its columns; null: all of it. */
const past: { readonly [name: string]: ReadonlyArray<string> | null } = {
  status_intervals: null,
  service_levels: null,
  timers: ['revision'],
  queue_entries: ['levels'], // by the ids of service levels, of which others run now
  case_index: ['status_since'],
  case_facts: ['variant', 'activities'],
  notifications: null, // those who were told of the merge stay told
};

const stateOf = (events: ReadonlyArray<CaseEvent>): CaseState => events.reduce(caseDecider.evolve, caseDecider.initial);

const into = literal(CaseId, '00000000-0000-4000-8000-00000000000f');
const other: OtherCase = {
  caseId: into,
  number: literal(CaseNumber, 'C-10424-8'),
  status: 'Open',
  customer: null,
  above: [],
};

/** What merging it at an instant, and undoing that at the same, brings; undefined where it cannot be merged. */
const mergedAndBack = ({ rulebook, commands }: CommandSequence, at: Instant): ReadonlyArray<CaseEvent> | undefined => {
  const rules = rulesOf([rulebook]);
  const before = decided({ rulebook, commands });
  const given = (events: ReadonlyArray<CaseEvent>, command: Parameters<typeof caseDecider.decide>[1]) => {
    const { came, answer } = caseDecider.decide(stateOf(events), command, rules);
    return E.isRight(answer) ? [...events, ...came, ...answer.right] : undefined;
  };
  const merged = given(before, {
    type: 'MergeCase',
    at,
    into,
    reason: null,
    acrossCustomers: true,
    caseId: literal(CaseId, '00000000-0000-4000-8000-000000000001'),
    other,
  });
  return merged === undefined ? undefined : given(merged, { type: 'UnmergeCase', at, reason: null });
};

const rowsOf = (events: ReadonlyArray<CaseEvent>) =>
  Object.fromEntries(
    standardProjections
      .filter(({ name }) => past[name] !== null)
      .map((projection) => [
        projection.name,
        fold(projection, [], recorded(events)).map((row) =>
          Object.fromEntries(
            Object.entries(row).filter(
              ([column]) => column !== 'changed_at' && past[projection.name]?.includes(column) !== true,
            ),
          ),
        ),
      ]),
  );

/** Levels that end by being used begin again with the next event, whatever it is. */
const feedsOnItself = ({ rulebook: { serviceLevels } }: CommandSequence): boolean =>
  JSON.stringify(serviceLevels).includes('serviceLevelUsed');

test('a merge that is undone leaves every read model as it was, but for what tells of the past', () => {
  let tried = 0;
  fc.assert(
    fc.property(
      commandSequences.filter((sequence) => !feedsOnItself(sequence)),
      (sequence) => {
        const rules = rulesOf([sequence.rulebook]);
        const said = decided(sequence);
        const last = said.at(-1)?.at;
        if (last === undefined) return;
        const at = plus(last, 1); // what was late at its due instant is late from the next on
        const before = [...said, ...caseDecider.observe(stateOf(said), at, rules).came];
        if (!['New', 'Open', 'Waiting'].includes(statusOf(stateOf(before).standing))) return;
        const after = mergedAndBack(sequence, at);
        if (after === undefined) return;
        tried += 1;
        expect(rowsOf(after)).toEqual(rowsOf(before));
        const [then, now] = [stateOf(before), stateOf(after)];
        for (const slice of [
          'waits',
          'approval',
          'escalation',
          'tasks',
          'assignment',
          'planning',
          'standing',
          'participants',
          'consultations',
          'knowledge',
          'tags',
        ] as const)
          expect(now[slice]).toEqual(then[slice]);
        expect(now.measures.rounds).toEqual(then.measures.rounds);
      },
    ),
    { numRuns: 300 },
  );
  expect(tried).toBeGreaterThan(40);
});
