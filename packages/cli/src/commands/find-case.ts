import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';
import { run } from '@casebook/casebook';
import { problem } from '../problem';
import type { Settings } from '../settings';

type Missing = { readonly type: 'CaseNotFound' };

/** What is asked of a case; an unknown number is said with the place where it was looked for. */
export const ofCase = async <F extends { readonly type: string }, A>(
  { tenant, when }: Settings,
  number: string,
  question: TaskEither<F | Missing, A>,
): Promise<A> => {
  const answer = await question();
  if (E.isLeft(answer) && answer.left.type === 'CaseNotFound')
    throw problem({ type: 'NoSuchCase', number, tenant, at: when.asOf ?? when.asKnown });
  return run(async () => answer);
};
