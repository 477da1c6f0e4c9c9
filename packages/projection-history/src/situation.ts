import { folded, standing, statusOf, type CaseEvent, type Standing, type Status, type WaitOn } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';
import type { AgentId, Instant, TeamId, Text } from '@casebook/vocabulary';
import { rowsTold, unseen, type RowsSoFar } from './rows-so-far';

/** What of a case's past the words of its next event may refer to. */
export interface Situation {
  readonly standing: Standing;
  readonly team: TeamId | null;
  readonly holder: AgentId | null;
  readonly waits: { readonly [waitId: string]: WaitOn };
  /** Until when, not included, it can be reopened now that it is closed; null: never. */
  readonly reopenableUntil: Instant | null;
  readonly rows: RowsSoFar;
}

export const beginning: Situation = {
  standing: standing.initial,
  team: null,
  holder: null,
  waits: {},
  reopenableUntil: null,
  rows: unseen,
};

export const statusIn = (situation: Situation): Status => statusOf(situation.standing);

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
    case 'CaseClosed':
      return { reopenableUntil: event.reopenableUntil };
    default:
      return {};
  }
};

export const after = (situation: Situation, { event, source }: Recorded<CaseEvent>): Situation => ({
  ...situation,
  ...told(situation, event),
  standing: folded(standing, situation.standing, event),
  rows: rowsTold(situation.rows, source),
});
