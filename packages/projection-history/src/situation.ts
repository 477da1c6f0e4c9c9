import type { CaseEvent, Somebody, WaitOn } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';
import type { AgentId, Personal, TeamId, Text } from '@casebook/vocabulary';

/** What of a case's past the words of its next event may refer to. */
export interface Situation {
  readonly team: TeamId | null;
  readonly holder: AgentId | null;
  readonly waits: { readonly [waitId: string]: WaitOn };
  /** Names of the policies, by the id of the service level. */
  readonly levels: { readonly [slaId: string]: Text };
  /** What is to be done, by the id of the task. */
  readonly tasks: { readonly [taskId: string]: Personal<Text> };
  /** Who takes part or is asked aside, by the kind of thing and its id. */
  readonly somebody: { readonly [thing: string]: Somebody };
}

export const beginning: Situation = {
  team: null,
  holder: null,
  waits: {},
  levels: {},
  tasks: {},
  somebody: {},
};

export const waitIn = ({ waits }: Situation, waitId: Text): WaitOn | null => waits[waitId] ?? null;

const told = (situation: Situation, event: CaseEvent): Partial<Situation> => {
  switch (event.type) {
    case 'CaseRouted':
      return { team: event.team };
    case 'CaseAssigned':
      return { team: event.team ?? situation.team, holder: event.agent };
    case 'AssignmentEnded':
      return situation.holder === event.agent ? { holder: null } : {};
    case 'WaitStarted':
      return { waits: { ...situation.waits, [event.waitId]: event.on } };
    case 'ServiceLevelStarted':
      return { levels: { ...situation.levels, [event.slaId]: event.policy } };
    case 'TaskAdded':
      return { tasks: { ...situation.tasks, [event.taskId]: event.title } };
    case 'ParticipantAdded':
      return { somebody: { ...situation.somebody, [`participant ${event.participantId}`]: event } };
    case 'ConsultationStarted':
      return { somebody: { ...situation.somebody, [`consultation ${event.consultationId}`]: event } };
    default:
      return {};
  }
};

export const after = (situation: Situation, { event }: Recorded<CaseEvent>): Situation => ({
  ...situation,
  ...told(situation, event),
});
