import type { ConsultationEnd, ParticipantRole, Somebody } from '@casebook/domain';
import type { Text } from '@casebook/vocabulary';
import type { Situation } from '../situation';
import { given, isBy, phrase, say, written, type Words } from './saying';

const added: { readonly [R in ParticipantRole]: readonly [before: string, after: string | null] } = {
  watcher: ['has', 'watch the case'],
  copy: ['sends copies to', null],
  collaborator: ['brought in', 'to work on the case'],
  expert: ['invited', 'as an expert'],
  relatedParty: ['named', 'as a related party'],
};

const who = ({ agent, team, name }: Somebody): string => agent ?? team ?? `‘${written(name) ?? ''}’`;

const participantIn = ({ somebody }: Situation, id: Text): string => {
  const known = somebody[`participant ${id}`];
  return known === undefined ? `the participant ${id}` : who(known);
};

const askedIn = ({ somebody }: Situation, id: Text): string => {
  const known = somebody[`consultation ${id}`];
  return known === undefined ? 'somebody' : who(known);
};

const dropped: { readonly [R in Exclude<ConsultationEnd, 'answered'>]: readonly [what: string, why: string | null] } = {
  withdrawn: ['withdrew the question to', null],
  caseOver: ['dropped the question to', 'the case was over'],
};

export const collaborating: Words<
  | 'ParticipantAdded'
  | 'InvitationAccepted'
  | 'ParticipantRemoved'
  | 'ConsultationStarted'
  | 'ConsultationAnswered'
  | 'ConsultationEnded'
> = {
  ParticipantAdded: ({ event }) => {
    const [before, after] = added[event.role];
    return say(
      phrase(
        before,
        who(event),
        given(written(event.address), (address) => `(${address})`),
        after,
      ),
      event.mentionedIn === null ? null : 'a note mentions them',
    );
  },
  InvitationAccepted: ({ actor, event: { agent } }) =>
    say(`${isBy(actor, agent) ? 'accepted' : `recorded that ${agent} accepts`} the invitation`),
  ParticipantRemoved: ({ event: { participantId, reason } }, before) => {
    switch (reason) {
      case 'left':
        return say('takes part no longer');
      case 'declined':
        return say('declined the invitation');
      case 'removed':
        return say(`has ${participantIn(before, participantId)} take part no longer`);
      case 'caseOver':
        return say(`dropped the invitation of ${participantIn(before, participantId)}`, 'the case was over');
    }
  },
  ConsultationStarted: ({ event }) => say(`asked ${who(event)} aside`, null, written(event.question)),
  ConsultationAnswered: ({ actor, event: { consultationId, by, answer } }, before) =>
    say(
      isBy(actor, by)
        ? 'answered what was asked aside'
        : `recorded what ${by ?? askedIn(before, consultationId)} answers`,
      null,
      written(answer),
    ),
  ConsultationEnded: ({ event: { consultationId, reason } }, before) => {
    const [what, why] = dropped[reason];
    return say(`${what} ${askedIn(before, consultationId)}`, why);
  },
};
