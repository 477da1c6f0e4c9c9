import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import { isOpen, statusOf, type Attached, type Audience, type Channel } from '@casebook/domain';
import type { CaseId } from '@casebook/vocabulary';
import { caseStream } from '../case-stream';
import type { Given } from '../given';
import { commandOf, send, type CaseOutcome, type CommandFailure } from '../send';
import { concerned, each, lastSaid, type OfCase } from './cases-led';
import { because, giveToIssue, led, type IssueDesking, type IssueFailure, type IssueOutcome } from './issue-desk';
import { following, issueStream } from './issue-stream';

/** What customers are told; nothing in it tells of a person. */
export interface NewUpdate {
  readonly body: string;
  readonly channel: Channel;
  /** The customers of all cases, of those that were opened for them, or of those that were reported; all by default. */
  readonly audience?: Audience | undefined;
  /** Names it: the same again is sent to nobody twice. The command's id by default. */
  readonly updateId?: string | undefined;
}

export interface PublishedUpdate extends IssueOutcome {
  /** The cases that were attached when it was published. */
  readonly cases: ReadonlyArray<OfCase<CommandFailure<'SendMessage'>, CaseOutcome>>;
}

const isFor = (audience: Audience, { opened }: Attached): boolean => audience === 'all' || audience === opened;

/** What is said to all, and goes on into each case as a second step that repeating the command completes. */
export const updating = (desk: IssueDesking) => {
  const follower = led(desk);

  /** Right where the case is still to be resolved. */
  const stillOpen = (caseId: CaseId): TE.TaskEither<CommandFailure<'SendMessage'>, unknown> =>
    pipe(
      desk.load(caseStream(desk.tenant, caseId)),
      TE.chainEitherKW(({ state: { standing } }) => {
        const status = statusOf(standing);
        return isOpen(status) ? E.right(status) : E.left({ type: 'CaseNotOpen' as const, status });
      }),
    );

  return {
    /** Tells something to the customer of each attached case that is open, as a message there. */
    publishUpdate: (
      id: string,
      { body, channel, audience = 'all', updateId }: NewUpdate,
      given: Given = {},
    ): TE.TaskEither<IssueFailure<'PublishIssueUpdate'>, PublishedUpdate> =>
      pipe(
        giveToIssue(desk, id, given, ({ commandId }) => ({
          type: 'PublishIssueUpdate',
          updateId: updateId ?? commandId,
          audience,
          channel,
          body,
        })),
        TE.bindTo('outcome'),
        TE.bindW('issue', ({ outcome }) => desk.loadIssue(issueStream(desk.tenant, outcome.id))),
        TE.chainTaskK(({ outcome: { with: known, ...outcome }, issue }): T.Task<PublishedUpdate> => {
          const name = updateId ?? known.commandId;
          const said = lastSaid(issue, 'IssueUpdatePublished', (event) => event.updateId === name);
          if (said === undefined) return T.of({ ...outcome, cases: [] });
          const { event } = said;
          const told = each(
            concerned(issue, said).filter((one) => isFor(event.audience, one)),
            ({ caseId }) => {
              const its = because(said, following(said.id, caseId), known);
              const message = {
                type: 'SendMessage',
                messageId: said.id,
                channel: event.channel,
                to: 'customer',
                body: event.body,
                inReplyTo: null,
                automated: true,
                awaits: null,
                template: null,
              } as const;
              return send<'SendMessage'>(
                follower,
                caseId,
                its,
                pipe(
                  stillOpen(caseId),
                  TE.chainEitherKW(() => commandOf(message, its)),
                ),
              );
            },
          );
          return pipe(
            told,
            T.map((cases) => ({ ...outcome, cases })),
          );
        }),
      ),
  };
};
