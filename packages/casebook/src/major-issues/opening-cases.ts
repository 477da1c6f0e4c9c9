import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import { withoutCase, type Attached, type Criteria } from '@casebook/domain';
import { caseFacts, fittingCases, type AnalyticsTables, type FittingCase } from '@casebook/projection-analytics';
import type { CustomerId, IssueId } from '@casebook/vocabulary';
import type { QueryFailure } from '../ask';
import { circumstances, type Circumstances, type Given } from '../given';
import type { InvalidInput } from '../input';
import { linked, type LinkFailure } from './attaching';
import { caseOfCustomer, type CreateFailure, type Opening } from './case-of-customer';
import { each, type OfCase } from './cases-led';
import { criteriaIn, type WhoIsAffected } from './identifying';
import { issueCommandOf, led, sendToIssue, type IssueDesking, type IssueFailure, type LoadedIssue } from './issue-desk';
import { following, idOfIssue, issueStream } from './issue-stream';

export interface CasesToOpen extends Opening {
  /** A customer's oldest open case that meets these is attached in the place of a new one; none by default. */
  readonly attachOpen?: WhoIsAffected | undefined;
}

export interface CasesOpened {
  readonly id: IssueId;
  /** All cases of the issue, those of earlier calls included. */
  readonly cases: ReadonlyArray<OfCase<LinkFailure, Attached>>;
  /** Customers for whom none could be opened. */
  readonly refused: ReadonlyArray<{ readonly customer: CustomerId; readonly failure: CreateFailure }>;
}

export type OpenFailure = InvalidInput | IssueFailure<'AttachCases'> | QueryFailure;

const atOnce = 100; // customers whose cases are attached with one append

const chunks = <A>(all: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: Math.ceil(all.length / atOnce) }, (_, index) => all.slice(index * atOnce, (index + 1) * atOnce));

interface Wanted {
  readonly issue: IssueId;
  readonly with: Circumstances;
  readonly opening: Opening;
  readonly loaded: LoadedIssue;
  /** By customer: the oldest open case that fits. */
  readonly open: ReadonlyMap<string, FittingCase>;
}

/** Cases for customers who have not said anything yet. */
export const openingCases = (desk: IssueDesking) => {
  const caseOf = caseOfCustomer(desk);

  const fitting = (criteria: Criteria | null): TE.TaskEither<QueryFailure, Wanted['open']> =>
    criteria === null
      ? TE.right(new Map())
      : pipe(
          desk.ask([caseFacts.name], (db: Kysely<AnalyticsTables>, at) =>
            fittingCases(db, { tenant: desk.tenant, at, criteria }),
          ),
          TE.map((cases) => new Map([...cases].reverse().map((one) => [one.customer, one]))), // the first one has the last word
        );

  const attach = (
    by: IssueDesking,
    id: IssueId,
    cases: ReadonlyArray<Attached>,
    given: Circumstances,
  ): TE.TaskEither<IssueFailure<'AttachCases'>, unknown> =>
    sendToIssue<'AttachCases'>(by, id, given, TE.fromEither(issueCommandOf({ type: 'AttachCases', cases }, given)));

  /** Opens and attaches, some at a time, so that what is opened is soon attached; gives what was refused. */
  const opened =
    (wanted: Wanted): TE.TaskEither<IssueFailure<'AttachCases'>, CasesOpened['refused']> =>
    async () => {
      const { issue, loaded, opening, open, with: known } = wanted;
      const refused: CasesOpened['refused'][number][] = [];
      for (const customers of chunks(withoutCase(loaded.state))) {
        const cases: Attached[] = [];
        for (const customer of customers) {
          const outcome = await caseOf(issue, loaded, customer, opening, open.get(customer), known)();
          if (E.isRight(outcome)) cases.push(outcome.right);
          else refused.push({ customer, failure: outcome.left });
        }
        if (cases.length === 0) continue;
        const commandId = following(issueStream(desk.tenant, issue), ...cases.map(({ caseId }) => caseId));
        const attached = await attach(led(desk), issue, cases, { ...known, commandId })();
        if (E.isLeft(attached)) return attached;
      }
      return E.right(refused);
    };

  return {
    /**
     * Sees to it that each affected customer has one case under the issue: opens one, told so by its origin, where none is attached
     * yet. Done again, also after it ended in the middle, it does what is left.
     */
    openProactiveCases: (
      id: string,
      { attachOpen, ...opening }: CasesToOpen,
      given: Given = {},
    ): TE.TaskEither<OpenFailure, CasesOpened> =>
      pipe(
        E.Do,
        E.bind('issue', () => idOfIssue(id)),
        E.bind('with', () => circumstances(given, desk.clock)),
        E.bind('criteria', () => criteriaIn(attachOpen)),
        TE.fromEither,
        // Asked with no case before any is opened: whether it leads cases, and whether the actor may.
        TE.chainFirstW((known) => attach(desk, known.issue, [], known.with)),
        TE.bindW('loaded', (known) => desk.loadIssue(issueStream(desk.tenant, known.issue))),
        TE.bindW('open', (known) => fitting(known.criteria)),
        TE.bindW('refused', (known) => opened({ ...known, opening })),
        TE.bindW('after', (known) => desk.loadIssue(issueStream(desk.tenant, known.issue))),
        TE.chainTaskK((known) =>
          pipe(
            each(known.after.state.attachments.cases, (one) =>
              pipe(
                linked(desk, known.issue, known.after, one.caseId, known.with),
                TE.map(() => one),
              ),
            ),
            T.map((cases) => ({ id: known.issue, cases, refused: known.refused })),
          ),
        ),
      ),
  };
};
