import { randomUUID } from 'node:crypto';
import type * as E from 'fp-ts/Either';
import type { Task } from 'fp-ts/Task';
import type { TaskEither } from 'fp-ts/TaskEither';
import type { Given } from './given';

/** What came of one of many cases. */
export interface OfMany<F, A> {
  readonly id: string;
  readonly outcome: E.Either<F, A>;
}

/**
 * Does the same to many cases, one after the other: each gets a command id made of the common one and its own, so that doing it all
 * again does what is left, and all share a correlation. One that is refused keeps no other from its turn.
 */
export const forMany =
  <F, A>(
    ids: ReadonlyArray<string>,
    act: (id: string, given: Given) => TaskEither<F, A>,
    given: Given = {},
  ): Task<ReadonlyArray<OfMany<F, A>>> =>
  async () => {
    const common = given.commandId ?? randomUUID();
    const outcomes: OfMany<F, A>[] = [];
    for (const id of new Set(ids)) {
      const one = { ...given, commandId: `${common}/${id}`, correlationId: given.correlationId ?? common };
      outcomes.push({ id, outcome: await act(id, one)() });
    }
    return outcomes;
  };
