import * as E from 'fp-ts/Either';

/** The answer; throws where there is a failure instead. */
export const rightOf = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isRight(answer)) return answer.right;
  throw new Error(`failed: ${JSON.stringify(answer.left)}`);
};
