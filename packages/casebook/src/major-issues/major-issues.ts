import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import type { IssueStatus, IssueUnknown, MajorIssueEvent, MajorIssueState } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import {
  caseFacts,
  casesOfMajorIssue,
  majorIssueBoard,
  majorIssueCases,
  majorIssues,
  type AnalyticsTables,
} from '@casebook/projection-analytics';
import { unlessErased, type IssueId } from '@casebook/vocabulary';
import type { When } from '../ask';
import type { Given } from '../given';
import type { InvalidInput } from '../input';
import type { LogFailure } from '../transact';
import { attaching } from './attaching';
import { lastSaid } from './cases-led';
import { identifying } from './identifying';
import { giveToIssue, type IssueDesking, type IssueFailure, type IssueOutcome } from './issue-desk';
import { idOfIssue, issueStream } from './issue-stream';
import { openingCases } from './opening-cases';
import { proposing } from './proposing';
import { resolving } from './resolving';
import { updating } from './updating';

type Db = Kysely<AnalyticsTables>;

const names = [majorIssues.name, majorIssueCases.name, caseFacts.name];

/** A major issue as it stands, and all that happened to it. */
export interface MajorIssueShown extends Pick<MajorIssueState, 'affected' | 'attachments'> {
  readonly id: IssueId;
  readonly status: IssueStatus;
  readonly title: string;
  readonly impact: string;
  /** Null once it has been erased. */
  readonly justification: string | null;
  readonly proposedBy: string;
  readonly fromCase: string | null;
  /** What solved it; null while it is open. */
  readonly solution: MajorIssueState['course']['solution'];
  readonly events: ReadonlyArray<Recorded<MajorIssueEvent>>;
}

/** What many customers suffer from at once, led as one: who is affected, their cases, what they are told, and what solves all of them. */
export const majorIssuesOf = (desk: IssueDesking) => ({
  ...proposing(desk),
  ...identifying(desk),
  ...openingCases(desk),
  ...attaching(desk),
  ...updating(desk),
  ...resolving(desk),
  /** It was not solved after all. Its cases stay as they are: each is reopened by itself. */
  reopen: (
    id: string,
    input: { readonly reason: string },
    given: Given = {},
  ): TE.TaskEither<IssueFailure<'ReopenMajorIssue'>, IssueOutcome> =>
    pipe(
      giveToIssue(desk, id, given, () => ({ type: 'ReopenMajorIssue', ...input })),
      TE.map(({ with: _, ...outcome }) => outcome),
    ),
  /** Ends what is resolved; nothing is attached or told any more. */
  close: (id: string, given: Given = {}): TE.TaskEither<IssueFailure<'CloseMajorIssue'>, IssueOutcome> =>
    pipe(
      giveToIssue(desk, id, given, () => ({ type: 'CloseMajorIssue' })),
      TE.map(({ with: _, ...outcome }) => outcome),
    ),
  /** A major issue as it stands now, and all that happened to it, from the log. */
  get: (id: string): TE.TaskEither<InvalidInput | IssueUnknown | LogFailure, MajorIssueShown> =>
    pipe(
      TE.fromEither(idOfIssue(id)),
      TE.bindTo('issue'),
      TE.bindW('loaded', ({ issue }) => desk.loadIssue(issueStream(desk.tenant, issue))),
      TE.chainEitherKW(({ issue, loaded }): E.Either<IssueUnknown, MajorIssueShown> => {
        const proposed = lastSaid(loaded, 'MajorIssueProposed');
        const { status, affected, attachments, course } = loaded.state;
        if (proposed === undefined || status === null) return E.left({ type: 'IssueUnknown' });
        const { title, impact, justification, by: proposedBy, fromCase } = proposed.event;
        return E.right({
          id: issue,
          status,
          title,
          impact,
          justification: unlessErased(justification) ?? null,
          proposedBy,
          fromCase,
          affected,
          attachments,
          solution: course.solution,
          events: loaded.events,
        });
      }),
    ),
  /** All major issues with how far their cases are, those that are open first, each time the newest first. */
  board: (when?: When) => desk.ask(names, (db: Db, at) => majorIssueBoard(db, { tenant: desk.tenant, at }), when),
  /** The cases that are attached to a major issue, with their status, in the order in which they were attached. */
  cases: (id: string, when?: When) =>
    desk.ask(names, (db: Db, at) => casesOfMajorIssue(db, { tenant: desk.tenant, at, id }), when),
});

export type MajorIssues = ReturnType<typeof majorIssuesOf>;
