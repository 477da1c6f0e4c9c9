import type { Text } from '@casebook/vocabulary';
import type { CaseFold } from './fold';

/** Where a case is in its life: `New → Open ⇄ Waiting → Resolved → Closed`, or `Cancelled`, or `Merged`. Derived from the facts, never stored. */
export type Status = 'New' | 'Open' | 'Waiting' | 'Resolved' | 'Closed' | 'Cancelled' | 'Merged';

export const statuses: ReadonlyArray<Status> = ['New', 'Open', 'Waiting', 'Resolved', 'Closed', 'Cancelled', 'Merged'];

/** What decides the status. */
export interface Standing {
  readonly phase: 'open' | 'resolved' | 'closed' | 'cancelled' | 'merged';
  /** Somebody has taken it up; once true it stays so, since New never comes back. */
  readonly begun: boolean;
  /** The waits that are open. */
  readonly waits: ReadonlyArray<Text>;
}

/** The types of events that decide the status. */
export type StandingEvent =
  | 'AssignmentAccepted'
  | 'WaitStarted'
  | 'WaitEnded'
  | 'CaseResolved'
  | 'CaseReopened'
  | 'CaseClosed'
  | 'CaseCancelled'
  | 'CaseMerged'
  | 'CaseUnmerged';

/** The one definition of status: all that decides it, folded from the events that change it. */
export const standing: CaseFold<Standing, StandingEvent> = {
  initial: { phase: 'open', begun: false, waits: [] },
  evolve: {
    AssignmentAccepted: ({ phase, waits }) => ({ phase, begun: true, waits }),
    WaitStarted: ({ phase, waits }, { waitId }) => ({
      phase,
      begun: true,
      waits: [...waits.filter((open) => open !== waitId), waitId],
    }),
    WaitEnded: ({ phase, begun, waits }, { waitId }) => ({
      phase,
      begun,
      waits: waits.filter((open) => open !== waitId),
    }),
    CaseResolved: () => ({ phase: 'resolved', begun: true, waits: [] }),
    CaseReopened: () => ({ phase: 'open', begun: true, waits: [] }),
    CaseClosed: () => ({ phase: 'closed', begun: true, waits: [] }),
    CaseCancelled: ({ begun }) => ({ phase: 'cancelled', begun, waits: [] }),
    CaseMerged: (before) => ({ ...before, phase: 'merged' }),
    /** As it stood. */
    CaseUnmerged: (before) => (before.phase === 'merged' ? { ...before, phase: 'open' } : before),
  },
};

const ended = { resolved: 'Resolved', closed: 'Closed', cancelled: 'Cancelled', merged: 'Merged' } as const;

/** The status that a standing amounts to. */
export const statusOf = ({ phase, begun, waits }: Standing): Status => {
  if (phase !== 'open') return ended[phase];
  if (waits.length > 0) return 'Waiting';
  return begun ? 'Open' : 'New';
};
