import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { plus } from '@casebook/vocabulary';
import { rulesOf, type Rules } from '../rulebook/rules';
import { caseHistories, commandSequences, decided, type CommandSequence } from '../testing/histories';
import { day } from '../testing/examples';
import { caseDecider, type CaseCommand, type CaseEvent, type CaseState } from './case';
import { statusOf, type Status } from './status';

const runs = { numRuns: 300 };

/** From which status to which an event may lead; what is not here keeps the status. */
const transitions: { readonly [T in CaseEvent['type']]?: ReadonlyArray<`${Status} → ${Status}`> } = {
  AssignmentAccepted: ['New → Open'],
  WaitStarted: ['Open → Waiting'],
  WaitEnded: ['Waiting → Open'],
  CaseResolved: ['New → Resolved', 'Open → Resolved', 'Waiting → Resolved'],
  CaseReopened: ['Resolved → Open', 'Closed → Open', 'Cancelled → Open'],
  CaseClosed: ['Open → Closed', 'Waiting → Closed', 'Resolved → Closed'],
  CaseCancelled: ['New → Cancelled', 'Open → Cancelled', 'Waiting → Cancelled'],
  CaseMerged: ['New → Merged', 'Open → Merged', 'Waiting → Merged'],
  CaseUnmerged: ['Merged → New', 'Merged → Open', 'Merged → Waiting'],
};

interface Told {
  readonly before: CaseState;
  readonly event: CaseEvent;
  readonly after: CaseState;
}

const after = (state: CaseState, events: ReadonlyArray<CaseEvent>): CaseState =>
  events.reduce(caseDecider.evolve, state);

const all = (state: CaseState, command: CaseCommand, rules: Rules): ReadonlyArray<CaseEvent> => {
  const { came, answer } = caseDecider.decide(state, command, rules);
  return E.isRight(answer) ? [...came, ...answer.right] : came;
};

const isMovedByRule = (event: CaseEvent): boolean =>
  event.type === 'CaseEscalated' && event.kind === 'functional' && event.decision !== null;

/** A playbook none of whose steps was for the case: it is at its end at once, and what has ended may be started again. */
const isOverAtOnce =
  (events: ReadonlyArray<CaseEvent>) =>
  (event: CaseEvent): boolean =>
    event.type === 'PlaybookStarted' &&
    events
      .filter((one) => one.type === 'TaskAdded')
      .filter(({ of }) => of !== null && of.runId === event.runId)
      .every(({ taskId }) => events.some((one) => one.type === 'TaskEnded' && one.taskId === taskId));

const told = ({ rulebook, commands }: CommandSequence): ReadonlyArray<Told> => {
  const rules = rulesOf([rulebook]);
  const story: Told[] = [];
  let state = caseDecider.initial;
  for (const command of commands)
    for (const event of all(state, command, rules)) {
      const before = state;
      state = caseDecider.evolve(before, event);
      story.push({ before, event, after: state });
    }
  return story;
};

describe('a sequence of commands', () => {
  test('leads from status to status only as the lifecycle allows', () => {
    fc.assert(
      fc.property(commandSequences, (sequence) => {
        for (const { before, event, after: then } of told(sequence)) {
          const [from, to] = [statusOf(before.standing), statusOf(then.standing)];
          if (from !== to) expect(transitions[event.type] ?? []).toContain(`${from} → ${to}`);
        }
      }),
      runs,
    );
  });

  test('does no more when every command is given twice', () => {
    fc.assert(
      fc.property(commandSequences, ({ rulebook, commands }) => {
        const rules = rulesOf([rulebook]);
        let state = caseDecider.initial;
        for (const command of commands) {
          const { came, answer } = caseDecider.decide(state, command, rules);
          state = after(after(state, came), E.isRight(answer) ? answer.right : []);
          if (E.isLeft(answer)) continue;
          // What a rule has taken elsewhere at once is not so any more, and the same command would bring it back.
          if (answer.right.some(isMovedByRule) || answer.right.some(isOverAtOnce(answer.right))) continue;
          const again = caseDecider.decide(state, command, rules);
          expect(again.came).toEqual([]);
          if (E.isRight(again.answer)) expect(again.answer.right).toEqual([]);
        }
      }),
      runs,
    );
  });

  test('has events that are never earlier than those before them', () => {
    fc.assert(
      fc.property(commandSequences, (sequence) => {
        const instants = told(sequence).map(({ event }) => event.at);
        expect(instants).toEqual([...instants].sort());
      }),
      runs,
    );
  });

  test('creates the case before anything else, and once', () => {
    fc.assert(
      fc.property(commandSequences, (sequence) => {
        const types = told(sequence).map(({ event }) => event.type);
        expect(types.lastIndexOf('CaseCreated')).toBe(types.length === 0 ? -1 : 0);
      }),
      runs,
    );
  });

  test('starts and ends each id once, and ends nothing that it has not started', () => {
    fc.assert(
      fc.property(commandSequences, (sequence) => {
        const started: string[] = [];
        const over: string[] = [];
        for (const { event } of told(sequence)) {
          if (event.type === 'WaitStarted') started.push(event.waitId);
          if (event.type === 'CaseRouted') started.push(event.routingId);
          if (event.type === 'CaseAssigned') started.push(event.assignmentId);
          if (event.type === 'CaseResolved') started.push(event.resolutionId);
          if (event.type === 'WaitEnded') over.push(event.waitId);
          if (event.type === 'AssignmentEnded') over.push(event.assignmentId);
          expect(started).toEqual(expect.arrayContaining(over));
        }
        expect(started).toEqual([...new Set(started)]);
        expect(over).toEqual([...new Set(over)]);
      }),
      runs,
    );
  });

  test('explains what the rules did, with at most ten alternatives', () => {
    fc.assert(
      fc.property(commandSequences, (sequence) => {
        for (const { event } of told(sequence)) {
          if (!('decision' in event) || event.decision === null) continue;
          expect(event.decision.rulebook).toBe(sequence.rulebook.version);
          expect(event.decision.because).not.toBe('');
          expect(event.decision.alternatives.length).toBeLessThanOrEqual(10);
        }
      }),
      runs,
    );
  });
});

describe('time', () => {
  const observed = (state: CaseState, at: CaseEvent['at'], rules: Rules) => caseDecider.observe(state, at, rules).came;

  test('brings the same however often it is looked at', () => {
    fc.assert(
      fc.property(commandSequences, fc.array(fc.integer({ min: 0, max: 20 * day })), (sequence, pauses) => {
        const events = decided(sequence);
        const rules = rulesOf([sequence.rulebook]);
        const start = after(caseDecider.initial, events);
        const begin = events[events.length - 1]?.at;
        if (begin === undefined) return;
        const end = plus(begin, 20 * day);

        const often: CaseEvent[] = [];
        let state = start;
        for (const pause of [...pauses.sort((a, b) => a - b), 20 * day]) {
          const came = observed(state, plus(begin, pause), rules);
          often.push(...came);
          state = after(state, came);
        }
        expect(often).toEqual(observed(start, end, rules));
        expect(observed(state, end, rules)).toEqual([]);
      }),
      runs,
    );
  });

  test('has brought all by the instant of a command that it brings by then', () => {
    fc.assert(
      fc.property(commandSequences, ({ rulebook, commands }) => {
        const rules = rulesOf([rulebook]);
        let state = caseDecider.initial;
        for (const command of commands) {
          state = after(state, all(state, command, rules));
          const due = caseDecider.next(state);
          expect(due === undefined || due.from > command.at).toBe(true);
        }
      }),
      runs,
    );
  });
});

test('any events in any order make a state', () => {
  const shuffled = caseHistories.chain((events) => fc.shuffledSubarray([...events]));
  fc.assert(
    fc.property(shuffled, (events) => {
      const state = after(caseDecider.initial, events);
      expect(Object.keys(state)).toEqual(Object.keys(caseDecider.initial));
      expect(statusOf(state.standing)).toEqual(expect.any(String));
    }),
    runs,
  );
});
