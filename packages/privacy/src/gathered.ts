import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

interface Waiting<F, A, B> {
  readonly wanted: A;
  readonly resolve: (answer: E.Either<F, B>) => void;
  readonly reject: (error: unknown) => void;
}

const most = 1_000; // in one call

/** What is asked for in the same turn, or while a call is under way, goes into one call; answers are in the order of what was asked. */
export const gathered = <F, A, B>(
  ask: (all: ReadonlyArray<A>) => TaskEither<F, ReadonlyArray<B>>,
): ((wanted: A) => TaskEither<F, B>) => {
  const waiting: Waiting<F, A, B>[] = [];
  let isUnderWay = false;

  const call = async (all: ReadonlyArray<Waiting<F, A, B>>): Promise<void> => {
    try {
      const answers = await ask(all.map(({ wanted }) => wanted))();
      all.forEach(({ resolve, reject }, index) => {
        if (E.isLeft(answers)) return resolve(answers);
        const answer = answers.right[index];
        if (answer === undefined) reject(new Error('something that was asked for was not answered'));
        else resolve(E.right(answer));
      });
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  };

  const work = async (): Promise<void> => {
    while (waiting.length > 0) await call(waiting.splice(0, most));
    isUnderWay = false;
  };

  return (wanted) => () =>
    new Promise((resolve, reject) => {
      waiting.push({ wanted, resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      setImmediate(() => void work());
    });
};
