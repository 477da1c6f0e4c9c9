import * as t from 'io-ts';
import { AgentId, Instant, nullable, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { ParticipantEnd, ParticipantRole, Participants } from './participants';
import { somebody } from './somebody.codec';

const RoleCodec: t.Type<ParticipantRole, string> = t.keyof(
  { watcher: null, copy: null, collaborator: null, expert: null, relatedParty: null },
  'watcher, copy, collaborator, expert or relatedParty',
);

const EndCodec: t.Type<ParticipantEnd, string> = t.keyof(
  { left: null, declined: null, removed: null, caseOver: null },
  'ParticipantEnd',
);

const participant = { participantId: Text, role: RoleCodec, ...somebody };
const accepted = { participantId: Text, agent: AgentId };

export const participantsSchemas: EventSchemas<Participants['event']> = {
  ParticipantAdded: first(
    t.strict({
      type: t.literal('ParticipantAdded'),
      at: Instant,
      ...participant,
      mentionedIn: nullable(Text),
    }),
  ),
  InvitationAccepted: first(t.strict({ type: t.literal('InvitationAccepted'), at: Instant, ...accepted })),
  ParticipantRemoved: first(
    t.strict({ type: t.literal('ParticipantRemoved'), at: Instant, participantId: Text, reason: EndCodec }),
  ),
};

export const participantsCommands: CommandCodecs<Participants['command']> = {
  AddParticipant: t.strict({ type: t.literal('AddParticipant'), at: Instant, ...participant, by: nullable(AgentId) }),
  AcceptInvitation: t.strict({ type: t.literal('AcceptInvitation'), at: Instant, ...accepted }),
  RemoveParticipant: t.strict({
    type: t.literal('RemoveParticipant'),
    at: Instant,
    participantId: Text,
    by: nullable(AgentId),
  }),
};
