import type { Personal, Text } from '@casebook/vocabulary';
import type { Dated } from '../message';
import type { Channel } from './creation';

export type Party = 'customer' | 'thirdParty' | 'unknown';

export interface Message {
  /** Named by whoever carries it, so that a message delivered twice counts once. */
  readonly messageId: Text;
  readonly channel: Channel;
  readonly inReplyTo: Text | null;
  readonly body: Personal<Text> | null;
}

export interface Conversation {
  readonly slice: {
    /** Ids of messages and notes already known. */
    readonly known: ReadonlyArray<Text>;
    readonly answered: boolean;
  };
  readonly command:
    | Dated<'ReceiveMessage', Message & { from: Party }>
    /** `awaits` names the wait for the customer's answer that begins with it; null where none does. */
    | Dated<'SendMessage', Message & { to: Party; automated: boolean; awaits: Text | null }>
    | Dated<'AddNote', { noteId: Text; body: Personal<Text> }>;
  readonly event:
    | Dated<'MessageReceived', Message & { from: Party }>
    | Dated<'MessageSent', Message & { to: Party; automated: boolean; awaits: Text | null }>
    | Dated<'NoteAdded', { noteId: Text; body: Personal<Text> | null }>;
  readonly rejection: never;
}
