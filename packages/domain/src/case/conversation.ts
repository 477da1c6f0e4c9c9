import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { Personal, Text } from '@casebook/vocabulary';
import type { Dated } from '../message';
import type { CaseTopic } from './case';
import type { Channel } from './creation';
import { ofAcceptedCase, ofCase, type CaseNotAccepted, type CaseNotOpen, type CaseUnknown } from './gate';

/** Whom the desk talks with. */
export type Party = 'customer' | 'thirdParty' | 'unknown';

/** What messages in and out have in common. */
export interface Message {
  /** Named by whoever carries it, so that a message delivered twice counts once. */
  readonly messageId: Text;
  readonly channel: Channel;
  readonly inReplyTo: Text | null;
  readonly body: Personal<Text> | null;
}

export interface Conversation {
  /** Ids of messages and notes already known. */
  readonly slice: { readonly known: ReadonlyArray<Text> };
  readonly command:
    | Dated<'ReceiveMessage', Message & { from: Party }>
    /** `awaits` names the wait for the customer's answer that begins with it; null where none does. */
    | Dated<'SendMessage', Message & { to: Party; automated: boolean; awaits: Text | null }>
    | Dated<'AddNote', { noteId: Text; body: Personal<Text> }>;
  readonly event:
    | Dated<'MessageReceived', Message & { from: Party }>
    | Dated<'MessageSent', Message & { to: Party; automated: boolean; awaits: Text | null }>
    | Dated<'NoteAdded', { noteId: Text; body: Personal<Text> | null }>;
  readonly rejection: CaseUnknown | CaseNotOpen | CaseNotAccepted;
}

const heard = ({ known }: Conversation['slice'], id: Text): Conversation['slice'] => ({ known: [...known, id] });

/** What is said about a case, to it and within the desk. It can be said at any time, also once the case is over. */
export const conversation: CaseTopic<Conversation> = {
  initial: { known: [] },
  decide: {
    ReceiveMessage: (command, state) =>
      pipe(
        ofCase(state),
        E.map(() =>
          state.conversation.known.includes(command.messageId) ? [] : [{ ...command, type: 'MessageReceived' }],
        ),
      ),
    /** A message that awaits an answer makes the case wait, so only a case that can wait sends one. */
    SendMessage: (command, state) =>
      state.conversation.known.includes(command.messageId)
        ? E.right([])
        : pipe(
            command.awaits === null ? ofCase(state) : ofAcceptedCase(state),
            E.map(() => [{ ...command, type: 'MessageSent' }]),
          ),
    AddNote: (command, state) =>
      pipe(
        ofCase(state),
        E.map(() => (state.conversation.known.includes(command.noteId) ? [] : [{ ...command, type: 'NoteAdded' }])),
      ),
  },
  evolve: {
    MessageReceived: (slice, { messageId }) => heard(slice, messageId),
    MessageSent: (slice, { messageId }) => heard(slice, messageId),
    NoteAdded: (slice, { noteId }) => heard(slice, noteId),
  },
};
