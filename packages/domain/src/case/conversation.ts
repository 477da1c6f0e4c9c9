import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { AgentId, Personal, Text } from '@casebook/vocabulary';
import type { Dated } from '../message';
import { writtenFrom, type TemplateUnknown, type WrittenFrom } from '../rulebook/written-from';
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

/** What messages out have besides. `awaits` names the wait for the customer's answer that begins with it; null where none does. */
export interface Outgoing extends Message {
  readonly to: Party;
  readonly automated: boolean;
  readonly awaits: Text | null;
}

export interface Conversation {
  /** Ids of messages and notes already known. */
  readonly slice: { readonly known: ReadonlyArray<Text> };
  readonly command:
    | Dated<'ReceiveMessage', Message & { from: Party }>
    /** `template` names the one that it was written from; null where it was written without one. */
    | Dated<'SendMessage', Outgoing & { template: Text | null }>
    | Dated<'AddNote', { noteId: Text; body: Personal<Text>; mentions: ReadonlyArray<AgentId>; template: Text | null }>;
  readonly event:
    | Dated<'MessageReceived', Message & { from: Party }>
    | Dated<'MessageSent', Outgoing & { template: WrittenFrom | null }>
    | Dated<
        'NoteAdded',
        {
          noteId: Text;
          body: Personal<Text> | null;
          /** Whom it is to come before, each once. */
          mentions: ReadonlyArray<AgentId>;
          template: WrittenFrom | null;
        }
      >;
  readonly rejection: CaseUnknown | CaseNotOpen | CaseNotAccepted | TemplateUnknown;
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
    SendMessage: (command, state, rules) =>
      state.conversation.known.includes(command.messageId)
        ? E.right([])
        : pipe(
            command.awaits === null ? ofCase(state) : ofAcceptedCase(state),
            E.chainW(() => writtenFrom(rules.at(command.at), command.template, 'message')),
            E.map((template) => [{ ...command, type: 'MessageSent', template }]),
          ),
    AddNote: (command, state, rules) =>
      state.conversation.known.includes(command.noteId)
        ? E.right([])
        : pipe(
            ofCase(state),
            E.chainW(() => writtenFrom(rules.at(command.at), command.template, 'note')),
            E.map((template) => [
              { ...command, type: 'NoteAdded', mentions: [...new Set(command.mentions)], template },
            ]),
          ),
  },
  evolve: {
    MessageReceived: (slice, { messageId }) => heard(slice, messageId),
    MessageSent: (slice, { messageId }) => heard(slice, messageId),
    NoteAdded: (slice, { noteId }) => heard(slice, noteId),
  },
};
