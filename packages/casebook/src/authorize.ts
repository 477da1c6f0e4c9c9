import * as E from 'fp-ts/Either';
import type {
  CaseCommand,
  CaseState,
  MajorIssueCommand,
  MajorIssueState,
  Publishing,
  RulebookCommand,
} from '@casebook/domain';
import type { Actor } from '@casebook/vocabulary';

/** This actor may not do that here. */
export interface NotAuthorized {
  readonly type: 'NotAuthorized';
  readonly actor: Actor;
  readonly command: CaseCommand['type'] | RulebookCommand['type'] | MajorIssueCommand['type'];
  readonly because: string;
}

/** Says yes with anything, no with a NotAuthorized; asked before every decision, of the state that the decision would see. */
export type Authorize = (actor: Actor, command: CaseCommand, state: CaseState) => E.Either<NotAuthorized, unknown>;

export const everybodyMayDoEverything: Authorize = () => E.right(undefined);

/** As `Authorize`, for the rulebook: who may publish a version, and whether one may approve one's own, is said here. */
export type AuthorizeRulebook = (
  actor: Actor,
  command: RulebookCommand,
  state: Publishing,
) => E.Either<NotAuthorized, unknown>;

/** Where something was said about cases, and nothing about the rulebook, nobody changes it: who may not do everything to cases must not by way of their rules. */
export const nobodyMayPublish: AuthorizeRulebook = (actor, { type: command }) =>
  E.left({ type: 'NotAuthorized', actor, command, because: 'authorizeRulebook was not given, and authorize was' });

export const everybodyMayPublish: AuthorizeRulebook = () => E.right(undefined);

/** As `Authorize`, for major issues: who may propose one, decide about it, and lead it. What it leads to in a case is asked of `Authorize`. */
export type AuthorizeMajorIssue = (
  actor: Actor,
  command: MajorIssueCommand,
  state: MajorIssueState,
) => E.Either<NotAuthorized, unknown>;

/** Where something was said about cases, and nothing about what leads many of them, nobody leads any. */
export const nobodyMayLead: AuthorizeMajorIssue = (actor, { type: command }) =>
  E.left({ type: 'NotAuthorized', actor, command, because: 'authorizeMajorIssue was not given, and authorize was' });

export const everybodyMayLead: AuthorizeMajorIssue = () => E.right(undefined);
