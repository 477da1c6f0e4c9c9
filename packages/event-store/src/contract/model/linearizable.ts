import * as E from 'fp-ts/Either';
import type { AppendFailure, Appended } from '../../port';
import { agrees } from './answers';
import { decide, type Append, type ModelEvent } from './model-log';

/** One append of a client, and when it was asked for and answered, on one clock for all. */
export interface Call {
  readonly append: Append;
  readonly asked: number;
  readonly answered: number;
  readonly answer: E.Either<AppendFailure, Appended>;
}

// Likely orders first: those that took something by position, the others where they may have been decided.
const placeOf = ({ answer, asked }: Call): number => (E.isRight(answer) ? answer.right.position : asked);

/**
 * True where some order of the calls explains every answer: one after the other, each decided on by the model as the log then
 * stood, and none before another that had been answered before it was asked for.
 */
export const isLinearizable = (calls: ReadonlyArray<Call>): boolean => {
  const failed = new Set<string>();
  const explains = (left: ReadonlyArray<Call>, log: ReadonlyArray<ModelEvent>): boolean => {
    if (left.length === 0) return true;
    const state = `${left.map(({ asked }) => asked).join()}/${log.map(({ event }) => event.id).join()}`;
    if (failed.has(state)) return false;
    const firstAnswer = Math.min(...left.map(({ answered }) => answered));
    const isExplained = left.some((next) => {
      if (next.asked > firstAnswer) return false;
      const verdict = decide(log, next.append);
      if (!agrees(next.answer, verdict)) return false;
      const others = left.filter((call) => call !== next);
      return explains(others, verdict.is === 'taken' ? [...log, ...verdict.events] : log);
    });
    if (!isExplained) failed.add(state);
    return isExplained;
  };
  return explains(
    [...calls].sort((a, b) => placeOf(a) - placeOf(b)),
    [],
  );
};

/** True where positions agree with time: what was answered before another was asked for stands before it. */
export const isOrderedInTime = (calls: ReadonlyArray<Call>): boolean => {
  const taken = calls.flatMap(({ answer, asked, answered }) =>
    E.isRight(answer) && !answer.right.repeated
      ? [{ asked, answered, first: answer.right.events[0].position, last: answer.right.position }]
      : [],
  );
  return taken.every((one) => taken.every((other) => one.answered > other.asked || one.last < other.first));
};
