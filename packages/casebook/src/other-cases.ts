import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { otherCase, parentOf, type CaseEvent, type CaseState, type OtherCase } from '@casebook/domain';
import type { StreamName } from '@casebook/event-store';
import type { CaseId, TenantId } from '@casebook/vocabulary';
import { caseStream } from './case-stream';
import type { Loaded, LogFailure } from './transact';

/** Reads a stream as it stands. */
export type Load = (stream: StreamName) => TE.TaskEither<LogFailure, Loaded<CaseState, CaseEvent>>;

/** Looks up what a decision about two cases must know of the other one; only cases of the same tenant are there. */
export const otherCases = (tenant: TenantId, load: Load) => {
  const stateOf = (id: CaseId) =>
    pipe(
      load(caseStream(tenant, id)),
      TE.map(({ state }) => state),
    );

  /** The way up. Two that were made each other's parent at the same instant would never end it. */
  const above = (
    state: CaseState,
    passed: ReadonlyArray<CaseId> = [],
  ): TE.TaskEither<LogFailure, ReadonlyArray<CaseId>> => {
    const parent = parentOf(state);
    if (parent === null || passed.includes(parent)) return TE.right(passed);
    return pipe(
      stateOf(parent),
      TE.chain((next) => above(next, [...passed, parent])),
    );
  };

  return (id: CaseId): TE.TaskEither<LogFailure, OtherCase | null> =>
    pipe(
      TE.Do,
      TE.bind('state', () => stateOf(id)),
      TE.bind('way', ({ state }) => above(state)),
      TE.map(({ state, way }) => otherCase(id, state, way)),
    );
};
