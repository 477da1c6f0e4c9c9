import * as E from 'fp-ts/Either';
import type { CaseCommand, CaseState } from '@casebook/domain';
import type { Actor } from '@casebook/vocabulary';

/** This actor may not do that here. */
export interface NotAuthorized {
  readonly type: 'NotAuthorized';
  readonly actor: Actor;
  readonly command: CaseCommand['type'];
  readonly because: string;
}

/** Says yes with anything, no with a NotAuthorized; asked before every decision, of the state that the decision would see. */
export type Authorize = (actor: Actor, command: CaseCommand, state: CaseState) => E.Either<NotAuthorized, unknown>;

export const everybodyMayDoEverything: Authorize = () => E.right(undefined);
