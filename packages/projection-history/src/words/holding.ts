import { given, isBy, phrase, say, type Words } from './saying';
import { routedBecause, unassignedBecause } from './terms';

const within = (team: string | null): string | null => given(team, (name) => `in ${name}`);

const ownWords = { declined: 'declined the case', released: 'released the case' } as const;

export const holding: Words<'CaseRouted' | 'CaseAssigned' | 'AssignmentAccepted' | 'AssignmentEnded'> = {
  CaseRouted: ({ event: { team, previous, reason } }) =>
    say(
      previous === null || previous === team
        ? `routed the case to ${team}`
        : `moved the case from ${previous} to ${team}`,
      routedBecause[reason],
    ),
  CaseAssigned: ({ actor, event }, before) => {
    const where = within(event.team ?? before.team);
    if (event.method === 'claimed' && isBy(actor, event.agent)) return say(phrase('took the case', where));
    const how = event.method === 'automatic' && event.decision === null ? 'automatically' : null;
    return say(phrase('assigned the case', how, `to ${event.agent}`, where));
  },
  AssignmentAccepted: ({ actor, event: { agent } }) =>
    say(isBy(actor, agent) ? 'accepted the case' : `recorded that ${agent} accepted the case`),
  AssignmentEnded: ({ actor, event: { agent, reason } }) =>
    isBy(actor, agent) && (reason === 'declined' || reason === 'released')
      ? say(ownWords[reason])
      : say(`ended the assignment to ${agent}`, unassignedBecause[reason]),
};
