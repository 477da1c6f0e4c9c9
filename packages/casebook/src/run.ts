import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

interface Tagged {
  readonly type: string;
}

/** A rejection or failure as something to throw: `cause` is the tagged value, `name` its type. */
export class CasebookError<Failure extends Tagged = Tagged> extends Error {
  override readonly name: string;
  override readonly cause: Failure;

  constructor(failure: Failure) {
    const { type, ...data } = failure;
    super(`${type} ${JSON.stringify(data)}`);
    this.name = type;
    this.cause = failure;
  }
}

/** The value, or a CasebookError thrown: for callers who live with promises. */
export const run = async <Failure extends Tagged, A>(task: TaskEither<Failure, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result)) throw new CasebookError(result.left);
  return result.right;
};
