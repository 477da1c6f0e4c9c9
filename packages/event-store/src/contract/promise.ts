import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';
import type { EventStore } from '../port';

/** A store that is put to the test. */
export interface StoreUnderTest extends EventStore {
  /** The store beneath, where this one gives back other data than is stored: hashes are of what is stored. */
  readonly stored?: EventStore;
}

/** One promise of the port: a sentence, and how it is put to the test. Rejects where an empty store does not keep it. */
export interface StorePromise {
  readonly sentence: string;
  readonly holds: (store: StoreUnderTest) => Promise<void>;
}

/** The answer; throws where there is a failure instead. */
export const right = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const result = await task();
  if (E.isRight(result)) return result.right;
  throw new Error(`failed: ${JSON.stringify(result.left)}`);
};

/** The failure; throws where there is an answer instead. */
export const left = async <F>(task: TaskEither<F, unknown>): Promise<F> => {
  const result = await task();
  if (E.isLeft(result)) return result.left;
  throw new Error(`a failure was expected, but it succeeded: ${JSON.stringify(result.right)}`);
};
