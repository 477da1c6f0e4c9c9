import type { CalendarId, Millis, TeamId, Text } from '@casebook/vocabulary';
import type { Stage } from '../case/stage-order';
import type { Condition } from './condition';

/** Who does a task. What the customer does the customer sees too. */
export type DoneBy = 'desk' | 'customer';
/** What cannot be while a task is open. */
export type NeededFor = 'resolution' | 'closure';

/** A step of a playbook: it becomes a task of the case. */
export interface PlaybookStep {
  /** What is to be done. One of its kind in the playbook: tasks and decisions name it. */
  readonly step: Text;
  /** From which stage of the case on. */
  readonly stage: Stage;
  /** The steps that must be over before it. */
  readonly after: ReadonlyArray<Text>;
  /** For which of the cases. It is asked once its turn has come, and the step skipped where it does not hold. */
  readonly when: Condition;
  readonly doneBy: DoneBy;
  /** Null: the team that has the case. */
  readonly team: TeamId | null;
  /** What has to wait for it; null: nothing, it can be left undone. */
  readonly neededFor: NeededFor | null;
  /** How long after the start of the playbook it should be over, in working time of the calendar; null: no time is set. */
  readonly within: Millis | null;
  /** Null: round the clock. */
  readonly calendar: CalendarId | null;
  /** Why the case waits while it is this step's turn; null: it does not. */
  readonly blocks: Text | null;
}

/** How cases of a kind are worked on, step by step. */
export interface Playbook {
  /** One of its kind in the rulebook. */
  readonly name: Text;
  /** For which cases it starts by itself: the first whose condition holds is the one. Others are started by hand. */
  readonly when: Condition;
  readonly steps: ReadonlyArray<PlaybookStep>;
}
