import type { TaskEither } from 'fp-ts/TaskEither';
import type { CaseEvent, Of } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import type { Desk } from '../desk';
import type { Given } from '../given';

/** What a command that answers an event comes with: its id is made of the event's, so that doing it again changes nothing. */
export type Because = Required<Pick<Given, 'commandId' | 'correlationId' | 'causationId'>>;

type Tagged = { readonly type: string };

/** What a program does by itself when something happens to a case. */
export interface Reaction<T extends CaseEvent['type']> {
  /** 1 to 100 characters. Its place in the log is kept under this name, and what it does is done in this name. */
  readonly name: string;
  /** Types of event. A name keeps to those with which it was begun. */
  readonly on: ReadonlyArray<T>;
  /**
   * Asked for each event in their order, the next after it is answered. After a crash an event may come again: give `because` to the
   * command. A failure of the log or a read model is waited out; any other failure is told, and the next event comes.
   */
  readonly act: (happened: Recorded<Of<CaseEvent, T>>, desk: Desk, because: Because) => TaskEither<Tagged, unknown>;
}

export type AnyReaction = Reaction<CaseEvent['type']>;

/** A reaction beside others. */
export const reaction = <T extends CaseEvent['type']>(one: Reaction<T>): AnyReaction => one as unknown as AnyReaction; // it is given events of its own types only: its subscription lets no others through
