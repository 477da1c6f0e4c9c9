import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import type { RulesLoop } from '@casebook/domain';
import { StreamName } from '@casebook/event-store';
import { dueTimers, timers, type DueTimer, type QueueTables } from '@casebook/projection-queues';
import { literal } from '@casebook/vocabulary';
import type { Ask, QueryFailure } from './ask';
import type { RulesFailure } from './read-rulebooks';
import type { LogFailure } from './transact';

export type TimeFailure = QueryFailure | LogFailure | RulesFailure | RulesLoop;

interface Dependencies {
  readonly ask: Ask;
  /** Brings to a case what time has brought by now. */
  readonly observe: (stream: StreamName) => TaskEither<LogFailure | RulesFailure | RulesLoop, ReadonlyArray<unknown>>;
}

/** Lets time bring to all cases what it has brought; a case that it cannot be brought to keeps no other from it. */
export const timeObserver = ({ ask, observe }: Dependencies): (() => TaskEither<TimeFailure, number>) => {
  /** Once through all that is due; the first failure, and how many events there were. */
  const pass = async (): Promise<
    E.Either<TimeFailure, { readonly count: number; readonly failure: TimeFailure | null }>
  > => {
    let count = 0;
    let failure: TimeFailure | null = null;
    let after: DueTimer | undefined;
    for (;;) {
      const from = after;
      const due = await ask([timers.name], (db: Kysely<QueueTables>, at) => dueTimers(db, { at, after: from }))();
      if (E.isLeft(due)) return due;
      for (const { stream } of due.right) {
        const brought = await observe(literal(StreamName, stream))();
        if (E.isRight(brought)) count += brought.right.length;
        else failure ??= brought.left;
      }
      after = due.right.at(-1);
      if (after === undefined) return E.right({ count, failure });
    }
  };

  return () => async () => {
    // Until nothing is due: what time has brought can make it bring more.
    for (let total = 0; ;) {
      const passed = await pass();
      if (E.isLeft(passed)) return passed;
      const { count, failure } = passed.right;
      total += count;
      if (count === 0) return failure === null ? E.right(total) : E.left(failure);
    }
  };
};
