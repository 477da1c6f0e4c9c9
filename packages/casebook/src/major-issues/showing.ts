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
import type { InvalidInput } from '../input';
import type { LogFailure } from '../transact';
import { lastSaid } from './cases-led';
import type { IssueDesking } from './issue-desk';
import { idOfIssue, issueStream } from './issue-stream';

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

/** How major issues stand. */
export const showing = (desk: IssueDesking) => ({
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
