import { AgentId, literal, TeamId, textOf } from '@casebook/vocabulary';
import type { Of } from '../message';
import { ada, at, ben, cancelled, closed, created, deskRulebook, opened, resolved, support } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const cleo = literal(AgentId, 'cleo');
const id = { participantId: textOf('p-1') };
const nobody = { agent: null, team: null, name: null, address: null };

const add: Of<CaseCommand, 'AddParticipant'> = {
  type: 'AddParticipant',
  at,
  ...id,
  ...nobody,
  role: 'watcher',
  agent: ben,
  by: ada,
};
const { by: _, ...who } = add;
const added: Of<CaseEvent, 'ParticipantAdded'> = { ...who, type: 'ParticipantAdded', mentionedIn: null };
const invited: Of<CaseEvent, 'ParticipantAdded'> = { ...added, role: 'expert' };
const invitedTeam: Of<CaseEvent, 'ParticipantAdded'> = { ...invited, agent: null, team: support };
const accepted = { type: 'InvitationAccepted', at, ...id, agent: ben } as const;
const accept = { ...accepted, type: 'AcceptInvitation' } as const;
const remove = { type: 'RemoveParticipant', at, ...id, by: ada } as const;
const removed = (reason: 'left' | 'declined' | 'removed' | 'caseOver') =>
  ({ type: 'ParticipantRemoved', at, ...id, reason }) as const;

describe('a participant', () => {
  test('is added once in a role, also to a case that is over', () => {
    given(caseDecider, ...opened, resolved, closed)
      .when(add)
      .yields(added);
    given(caseDecider, created, added).when(add).yieldsNothing();
    const again = { ...add, participantId: textOf('p-2') };
    given(caseDecider, created, added).when(again).yieldsNothing();
    given(caseDecider, created, added)
      .when({ ...again, role: 'copy' })
      .yields({ ...added, participantId: again.participantId, role: 'copy' });
  });

  test('can be somebody outside the desk, with an address', () => {
    const outside = { ...nobody, name: textOf('Jo Miller'), address: textOf('jo@example.org') };
    given(caseDecider, created)
      .when({ ...add, ...outside, role: 'relatedParty' })
      .yields({ ...added, ...outside, role: 'relatedParty' });
  });

  test('is one agent, one team or one name, and a team of the rulebook', () => {
    const desk = given(caseDecider, created).under(deskRulebook);
    desk.when({ ...add, agent: null }).isRefused({ type: 'WhoUnclear' });
    desk.when({ ...add, team: support }).isRefused({ type: 'WhoUnclear' });
    desk.when({ ...add, address: textOf('ben@example.org') }).isRefused({ type: 'WhoUnclear' });
    desk.when({ ...add, agent: null, name: textOf(' ') }).isRefused({ type: 'WhoUnclear' });
    const team = literal(TeamId, 'nobody');
    desk.when({ ...add, agent: null, team }).isRefused({ type: 'TeamUnknown', team });
  });

  test('leaves, or is taken out, once', () => {
    given(caseDecider, created, added)
      .when({ ...remove, by: ben })
      .yields(removed('left'));
    given(caseDecider, created, added).when(remove).yields(removed('removed'));
    given(caseDecider, created, added, removed('left')).when(remove).yieldsNothing();
    given(caseDecider, created)
      .when(remove)
      .isRefused({ type: 'ParticipantUnknown', ...id });
  });
});

describe('an expert', () => {
  test('is invited to an open case, and accepts once', () => {
    given(caseDecider, ...opened)
      .when({ ...add, role: 'expert' })
      .yields(invited);
    given(caseDecider, ...opened, invited)
      .when(accept)
      .yields(accepted);
    given(caseDecider, ...opened, invited, accepted)
      .when(accept)
      .yieldsNothing();
    given(caseDecider, created, cancelled)
      .when({ ...add, role: 'expert' })
      .isRefused({ type: 'CaseNotOpen', status: 'Cancelled' });
  });

  test('who comes unasked has accepted with that', () => {
    given(caseDecider, ...opened)
      .when({ ...add, role: 'expert', by: ben })
      .yields(invited, accepted);
  });

  test('is nobody outside the desk', () => {
    given(caseDecider, ...opened)
      .when({ ...add, ...nobody, name: textOf('The maker'), role: 'expert' })
      .isRefused({ type: 'ExpertFromOutside' });
  });

  test('can be anybody of a team that is invited, and nobody else', () => {
    const desk = given(caseDecider, ...opened, invitedTeam).under(deskRulebook);
    desk.when({ ...accept, agent: ada }).yields({ ...accepted, agent: ada });
    desk.when(accept).isRefused({ type: 'NotInvited', agent: ben });
    given(caseDecider, ...opened, invitedTeam, { ...accepted, agent: ada })
      .when(accept)
      .isRefused({ type: 'NotInvited', agent: ben });
  });

  test('who does not accept declines, and one who has accepted leaves', () => {
    const go = { ...remove, by: ben };
    given(caseDecider, ...opened, invited)
      .when(go)
      .yields(removed('declined'));
    given(caseDecider, ...opened, invited, accepted)
      .when(go)
      .yields(removed('left'));
    given(caseDecider, ...opened, invited, removed('declined'))
      .when(accept)
      .isRefused({ type: 'ParticipantGone', ...id });
  });

  test('is not awaited any longer once the case is over', () => {
    given(caseDecider, ...opened, invited)
      .when({ type: 'CancelCase', at, reason: 'spam' })
      .yields({ type: 'CaseCancelled', at, reason: 'spam' }, removed('caseOver'));
    given(caseDecider, ...opened, invited, accepted)
      .when({ type: 'CancelCase', at, reason: 'spam' })
      .yields({ type: 'CaseCancelled', at, reason: 'spam' });
  });
});

describe('who is mentioned in a note', () => {
  const note = { at, noteId: textOf('note-1'), body: textOf('Look here.'), template: null } as const;
  const watching = (agent: AgentId): CaseEvent => ({
    ...added,
    participantId: textOf(`note-1/${agent}`),
    agent,
    mentionedIn: note.noteId,
  });

  test('watches the case from then on, once', () => {
    given(caseDecider, ...opened)
      .when({ ...note, type: 'AddNote', mentions: [ben, cleo, ben] })
      .yields({ ...note, type: 'NoteAdded', mentions: [ben, cleo] }, watching(ben), watching(cleo));
  });

  test('stays what they are where they have to do with it already', () => {
    given(caseDecider, ...opened, { ...added, role: 'collaborator' })
      .when({ ...note, type: 'AddNote', mentions: [ada, ben] })
      .yields({ ...note, type: 'NoteAdded', mentions: [ada, ben] });
  });
});
