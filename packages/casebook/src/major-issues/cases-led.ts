import type * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import type { TaskEither } from 'fp-ts/TaskEither';
import { majorIssueDecider, type Attached, type MajorIssueEvent, type Of } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import type { CaseNumber, CustomerId } from '@casebook/vocabulary';
import type { OfMany } from '../for-many';
import type { LoadedIssue } from './issue-desk';

/** What came of one case of an issue. */
export interface OfCase<F, A> extends OfMany<F, A> {
  readonly number: CaseNumber;
  readonly customer: CustomerId | null;
}

type Told<K extends MajorIssueEvent['type']> = Recorded<MajorIssueEvent> & {
  readonly event: Of<MajorIssueEvent, K>;
};

const isOf =
  <K extends MajorIssueEvent['type']>(type: K, such: (event: Of<MajorIssueEvent, K>) => boolean) =>
  (recorded: Recorded<MajorIssueEvent>): recorded is Told<K> =>
    recorded.event.type === type && such(recorded.event as Of<MajorIssueEvent, K>); // as its type says

/** What the issue says last of a kind. */
export const lastSaid = <K extends MajorIssueEvent['type']>(
  { events }: Pick<LoadedIssue, 'events'>,
  type: K,
  such: (event: Of<MajorIssueEvent, K>) => boolean = () => true,
): Told<K> | undefined => [...events].reverse().find(isOf(type, such));

/** The cases that were attached when this was said, and still are. */
export const concerned = (
  { events, state }: LoadedIssue,
  { revision }: Recorded<MajorIssueEvent>,
): ReadonlyArray<Attached> => {
  const { initial, evolve } = majorIssueDecider;
  const then = events.filter((one) => one.revision <= revision).reduce((all, { event }) => evolve(all, event), initial);
  const now = new Set(state.attachments.cases.map(({ caseId }) => caseId));
  return then.attachments.cases.filter(({ caseId }) => now.has(caseId));
};

/** Does something to each, one after the other; one that is refused keeps no other from its turn. */
export const each = <F, A>(
  cases: ReadonlyArray<Attached>,
  act: (one: Attached) => TaskEither<F, A>,
): T.Task<ReadonlyArray<OfCase<F, A>>> =>
  pipe(
    cases,
    T.traverseSeqArray((one) =>
      pipe(
        act(one),
        T.map((outcome: E.Either<F, A>) => ({ id: one.caseId, number: one.number, customer: one.customer, outcome })),
      ),
    ),
  );
