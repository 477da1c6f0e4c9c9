import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { WrittenFromCodec } from '../rulebook/templates.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { Conversation, Party } from './conversation';
import { ChannelCodec } from './creation.codec';

const PartyCodec: t.Type<Party, string> = t.keyof({ customer: null, thirdParty: null, unknown: null }, 'Party');

const message = {
  at: Instant,
  messageId: Text,
  channel: ChannelCodec,
  inReplyTo: nullable(Text),
  body: personal(nullable(Text)),
};

const incoming = { ...message, from: PartyCodec };
const outgoing = { ...message, to: PartyCodec, automated: t.boolean, awaits: nullable(Text) };

const mentions = t.readonlyArray(AgentId, 'a list of agents');

const MessageReceived = t.strict({ type: t.literal('MessageReceived'), ...incoming });

const MessageSent = t.strict({ type: t.literal('MessageSent'), ...outgoing, template: WrittenFromCodec });
const NoteAdded = t.strict({
  type: t.literal('NoteAdded'),
  at: Instant,
  noteId: Text,
  body: personal(nullable(Text)),
  mentions,
  template: WrittenFromCodec,
});

export const conversationSchemas: EventSchemas<Conversation['event']> = {
  MessageReceived: first(MessageReceived),
  MessageSent: first(MessageSent),
  NoteAdded: first(NoteAdded),
};

export const conversationCommands: CommandCodecs<Conversation['command']> = {
  ReceiveMessage: t.strict({ type: t.literal('ReceiveMessage'), ...incoming }),
  SendMessage: t.strict({ type: t.literal('SendMessage'), ...outgoing, template: nullable(Text) }),
  AddNote: t.strict({
    type: t.literal('AddNote'),
    at: Instant,
    noteId: Text,
    body: personal(Text),
    mentions,
    template: nullable(Text),
  }),
};
