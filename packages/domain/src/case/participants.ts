import * as E from 'fp-ts/Either';
import { textOf, type AgentId, type Instant, type TeamId, type Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import type { TeamUnknown } from '../rulebook/allowed';
import type { CaseState, CaseTopic } from './case';
import { ofCase, ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { isMeant, whyNobody, type Somebody, type WhoUnclear } from './somebody';

/** What somebody is to a case that somebody else may have. An expert is invited, and has to accept. */
export type ParticipantRole = 'watcher' | 'copy' | 'collaborator' | 'expert' | 'relatedParty';
/** Why somebody takes part no longer: they went, they did not accept the invitation, somebody took them out, or it came to nothing with the case. */
export type ParticipantEnd = 'left' | 'declined' | 'removed' | 'caseOver';

/** Who takes part, and as what. */
export interface Participant extends Somebody {
  readonly participantId: Text;
  readonly role: ParticipantRole;
}

export interface Participants {
  readonly slice: {
    readonly there: ReadonlyArray<{
      readonly participantId: Text;
      readonly role: ParticipantRole;
      /** Of an invited team whoever has accepted for it. */
      readonly agent: AgentId | null;
      readonly team: TeamId | null;
      /** False while an invitation is open. */
      readonly accepted: boolean;
    }>;
    /** Ids of those who take part no longer: an id starts and ends once. */
    readonly over: ReadonlyArray<Text>;
  };
  readonly command:
    /** `by` null: no agent. Agents who add themselves as experts have accepted with that. */
    | Dated<'AddParticipant', Participant & { by: AgentId | null }>
    | Dated<'AcceptInvitation', { participantId: Text; agent: AgentId }>
    /** `by` says whether they go themselves; null: no agent. */
    | Dated<'RemoveParticipant', { participantId: Text; by: AgentId | null }>;
  readonly event:
    | Dated<
        'ParticipantAdded',
        Participant & {
          /** The note that mentions them; null: somebody added them. */
          mentionedIn: Text | null;
        }
      >
    | Dated<'InvitationAccepted', { participantId: Text; agent: AgentId }>
    | Dated<'ParticipantRemoved', { participantId: Text; reason: ParticipantEnd }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | TeamUnknown
    | WhoUnclear
    /** Experts are agents or teams; somebody outside the desk is asked aside. */
    | Variant<'ExpertFromOutside'>
    | Variant<'ParticipantUnknown', { participantId: Text }>
    | Variant<'ParticipantGone', { participantId: Text }>
    /** Only who is invited accepts. */
    | Variant<'NotInvited', { agent: AgentId }>;
}

type Slice = Participants['slice'];
type Event = Participants['event'];
type There = Slice['there'][number];

const isKnown = ({ there, over }: Slice, id: Text): boolean =>
  over.includes(id) || there.some(({ participantId }) => participantId === id);

/** Somebody outside the desk is known by their id alone: a name can be erased, and no decision hangs on it. */
const isThere = ({ there }: Slice, { role, agent, team }: Participant): boolean =>
  there.some(
    (one) =>
      one.role === role &&
      (agent === null ? team !== null && one.team === team && one.agent === null : one.agent === agent),
  );

/** Somebody whom a command names and who has not gone. */
const thereOf = ({ participants }: CaseState, participantId: Text): E.Either<Participants['rejection'], There> => {
  const found = participants.there.find((one) => one.participantId === participantId);
  if (found !== undefined) return E.right(found);
  return E.left({
    type: participants.over.includes(participantId) ? 'ParticipantGone' : 'ParticipantUnknown',
    participantId,
  });
};

const takesPart = ({ assignment: { holding }, participants: { there } }: CaseState, one: AgentId): boolean =>
  holding?.agent === one || there.some(({ agent }) => agent === one);

const gone = (at: Instant, reason: ParticipantEnd, { participantId }: Pick<There, 'participantId'>): Event => ({
  type: 'ParticipantRemoved',
  at,
  participantId,
  reason,
});

const dropInvitations = (
  { at }: { readonly at: Instant },
  { participants: { there } }: CaseState,
): ReadonlyArray<Event> => there.filter(({ accepted }) => !accepted).map((one) => gone(at, 'caseOver', one));

/** Who else has to do with a case: watchers, those who get copies, collaborators, invited experts, related parties. */
export const participants: CaseTopic<Participants> = {
  initial: { there: [], over: [] },
  decide: {
    AddParticipant: ({ by, ...command }, state, rules) => {
      const { at, participantId, role, agent, name } = command;
      const status = role === 'expert' ? ofOpenCase(state) : ofCase(state);
      if (E.isLeft(status)) return status;
      const refusal = whyNobody(rules.at(at), command);
      if (refusal !== null) return E.left(refusal);
      if (role === 'expert' && name !== null) return E.left({ type: 'ExpertFromOutside' });
      if (isKnown(state.participants, participantId) || isThere(state.participants, command)) return E.right([]);
      return E.right([
        { ...command, type: 'ParticipantAdded', mentionedIn: null },
        ...(role === 'expert' && agent !== null && agent === by
          ? [{ type: 'InvitationAccepted', at, participantId, agent } as const]
          : []),
      ]);
    },
    AcceptInvitation: ({ at, participantId, agent }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const found = thereOf(state, participantId);
      if (E.isLeft(found)) return found;
      if (found.right.accepted)
        return found.right.agent === agent ? E.right([]) : E.left({ type: 'NotInvited', agent });
      return isMeant(rules.at(at), found.right, agent)
        ? E.right([{ type: 'InvitationAccepted', at, participantId, agent }])
        : E.left({ type: 'NotInvited', agent });
    },
    RemoveParticipant: ({ at, participantId, by }, state, rules) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const found = thereOf(state, participantId);
      if (E.isLeft(found)) return found.left.type === 'ParticipantGone' ? E.right([]) : found;
      const { agent, accepted } = found.right;
      if (accepted) return E.right([gone(at, by !== null && agent === by ? 'left' : 'removed', found.right)]);
      const isOwn = by !== null && isMeant(rules.at(at), found.right, by);
      return E.right([gone(at, isOwn ? 'declined' : 'removed', found.right)]);
    },
  },
  evolve: {
    ParticipantAdded: ({ there, over }, { participantId, role, agent, team }) => ({
      there: [
        ...there.filter((one) => one.participantId !== participantId),
        { participantId, role, agent, team, accepted: role !== 'expert' },
      ],
      over,
    }),
    InvitationAccepted: ({ there, over }, { participantId, agent }) => ({
      there: there.map((one) => (one.participantId === participantId ? { ...one, agent, accepted: true } : one)),
      over,
    }),
    ParticipantRemoved: ({ there, over }, { participantId }) => ({
      there: there.filter((one) => one.participantId !== participantId),
      over: over.includes(participantId) ? over : [...over, participantId],
    }),
  },
  follow: {
    /** Whoever is mentioned watches the case from then on, unless they have to do with it already. */
    NoteAdded: ({ at, noteId, mentions }, state) =>
      mentions
        .filter((agent) => !takesPart(state, agent))
        .map((agent) => ({
          type: 'ParticipantAdded',
          at,
          participantId: textOf(`${noteId}/${agent}`),
          role: 'watcher',
          agent,
          team: null,
          name: null,
          address: null,
          mentionedIn: noteId,
        })),
    CaseResolved: dropInvitations,
    CaseClosed: dropInvitations,
    CaseCancelled: dropInvitations,
  },
};
