import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { plus, type Instant } from '@casebook/vocabulary';
import { caseDecider, type CaseCommand, type CaseEvent } from '../case/case';
import type { Rulebook } from '../rulebook/rulebook';
import { rulesOf } from '../rulebook/rules';
import { anyCommand, anyCreation, givenAt, type Undated } from './commands';
import { anyImport } from './imports';
import { meant } from './meant';
import { rulebooks } from './rulebooks';
import { anyPause, begin } from './words';

/** Commands in the order of their instants, the first of which mostly creates the case, and what they are decided under. */
export interface CommandSequence {
  readonly rulebook: Rulebook;
  readonly commands: ReadonlyArray<CaseCommand>;
}

type Step =
  /** The first of them that brings something is the one that is given. */
  | { readonly kind: 'command'; readonly commands: ReadonlyArray<Undated<CaseCommand>> }
  | { readonly kind: 'import'; readonly fact: Undated<CaseEvent> };

const command = (given: fc.Arbitrary<Undated<CaseCommand>>, most = 1): fc.Arbitrary<Step> =>
  fc.array(given, { minLength: 1, maxLength: most, size: 'max' }).map((commands) => ({ kind: 'command', commands }));

const imported: fc.Arbitrary<Step> = anyImport.map((fact) => ({ kind: 'import', fact }));

const timed = <A>(steps: fc.Arbitrary<A>, maxLength: number) =>
  fc.array(fc.tuple(anyPause, steps), { maxLength, size: 'max' }).map((list) => {
    let at = begin;
    return list.map(([pause, step]): readonly [Instant, A] => {
      at = plus(at, pause);
      return [at, step];
    });
  });

/** Random commands under random rulebooks at random times; most sequences create the case first. */
export const commandSequences: fc.Arbitrary<CommandSequence> = fc
  .record({
    rulebook: rulebooks,
    creation: fc.option(anyCreation, { freq: 20 }),
    rest: timed(anyCommand, 40),
  })
  .map(({ rulebook, creation, rest }) => ({
    rulebook,
    commands: [
      ...(creation === null ? [] : [givenAt(begin, creation)]),
      ...rest.map(([at, undated]) => givenAt(at, undated)),
    ],
  }));

/** The events that the decider makes of commands, in order; what is refused leaves only what time brought. */
export const decided = ({ rulebook, commands }: CommandSequence): ReadonlyArray<CaseEvent> =>
  played(
    rulebook,
    commands.map((given) => [given.at, { kind: 'command', commands: [given] }]),
  );

const played = (rulebook: Rulebook, steps: ReadonlyArray<readonly [Instant, Step]>): ReadonlyArray<CaseEvent> => {
  const rules = rulesOf([rulebook]);
  const events: CaseEvent[] = [];
  let state = caseDecider.initial;
  const take = (more: ReadonlyArray<CaseEvent>): void => {
    events.push(...more);
    state = more.reduce(caseDecider.evolve, state);
  };
  for (const [index, [at, step]] of steps.entries()) {
    if (step.kind === 'import') take([{ ...step.fact, at }]);
    else
      for (const undated of step.commands) {
        const drawn = givenAt(at, undated);
        const { came, answer } = caseDecider.decide(state, index % 4 === 0 ? drawn : meant(drawn, state), rules);
        take(came);
        if (E.isLeft(answer) || answer.right.length === 0) continue;
        take(answer.right);
        break;
      }
  }
  return events;
};

const mixed: fc.Arbitrary<Step> = fc.oneof(
  { weight: 19, arbitrary: command(anyCommand, 6) },
  { weight: 1, arbitrary: imported },
);

/**
 * Events of one case, made by the decider from random commands under a random rulebook, with imported facts between
 * them; in order of time. Not empty: each begins with its CaseCreated.
 */
export const caseHistories: fc.Arbitrary<ReadonlyArray<CaseEvent>> = fc
  .record({ rulebook: rulebooks, creation: command(anyCreation), rest: timed(mixed, 48) })
  .map(({ rulebook, creation, rest }) => played(rulebook, [[begin, creation], ...rest]))
  .filter(([first]) => first?.type === 'CaseCreated');
