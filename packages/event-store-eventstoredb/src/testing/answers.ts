import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

/** The answer; throws where there is a failure instead. */
export const right = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const answer = await task();
  if (E.isRight(answer)) return answer.right;
  throw new Error(`failed: ${JSON.stringify(answer.left)}`);
};

/** The failure; throws where there is an answer instead. */
export const left = async <F>(task: TaskEither<F, unknown>): Promise<F> => {
  const answer = await task();
  if (E.isLeft(answer)) return answer.left;
  throw new Error('a failure was expected, but it succeeded');
};
