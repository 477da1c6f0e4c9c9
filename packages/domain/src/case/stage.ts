import type { CaseEvent } from './case';
import { folded, type CaseFold } from './fold';
import { hasReached, type Stage } from './stage-order';

/** The types of events that decide the stage. */
export type StageEvent =
  | 'CaseCreated'
  | 'CaseCategorized'
  | 'CaseRouted'
  | 'CaseAssigned'
  | 'FindingRecorded'
  | 'CaseResolved'
  | 'CaseReopened'
  | 'CaseClosed'
  | 'CaseCancelled';

/** A stage is entered once and not undone by what belongs to an earlier one: a case categorized anew stays where it is. */
const reaching =
  (stage: Stage) =>
  (current: Stage): Stage =>
    hasReached(current, stage) ? current : stage;

/**
 * The one definition of stage: the event that enters it. A reopening goes back to investigation, whatever was reached;
 * cancelling is closure, since no work is left.
 */
export const stage: CaseFold<Stage, StageEvent> = {
  initial: 'intake',
  evolve: {
    CaseCreated: reaching('intake'),
    CaseCategorized: reaching('categorization'),
    CaseRouted: reaching('assignment'),
    CaseAssigned: reaching('assignment'),
    FindingRecorded: reaching('investigation'),
    CaseResolved: reaching('resolution'),
    CaseReopened: () => 'investigation',
    CaseClosed: reaching('closure'),
    CaseCancelled: reaching('closure'),
  },
};

/** The stage that these events, in this order, have led to. */
export const stageOf = (events: ReadonlyArray<CaseEvent>): Stage =>
  events.reduce((reached, event) => folded(stage, reached, event), stage.initial);
