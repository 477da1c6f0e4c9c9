import { compose } from '../compose';
import type { RulesLoop } from '../decider';
import type { Rules } from '../rulebook/rules';
import type { CommandOf, RejectionOf, TopicsOf } from '../topic';
import { affected } from './affected';
import { attachments } from './attachments';
import { course } from './course';
import type { IssueCommon, IssueSubjects, MajorIssueState } from './issue';
import { issueStatus } from './issue-status';
import { updates } from './updates';

/** What can be asked of a major issue. */
export type MajorIssueCommand = CommandOf<IssueSubjects>;
/** Why a command for a major issue is refused. */
export type MajorIssueRejection = RejectionOf<IssueSubjects> | RulesLoop;

/** Why this command is refused: a command is decided by its own topic. */
export type IssueRejectionTo<T extends MajorIssueCommand['type']> =
  | {
      readonly [K in keyof IssueSubjects]: T extends IssueSubjects[K]['command']['type']
        ? IssueSubjects[K]['rejection']
        : never;
    }[keyof IssueSubjects]
  | RulesLoop;

const topics: TopicsOf<IssueSubjects, MajorIssueState, Rules> = { course, affected, attachments, updates };

/**
 * Something that many customers suffer from at once: proposed, accepted by somebody else, followed through one case for each customer,
 * and solved for all of them. What it means for a case is asked of that case, never decided here.
 */
export const majorIssueDecider = compose<IssueSubjects, IssueCommon, Rules>(topics, { status: issueStatus });
