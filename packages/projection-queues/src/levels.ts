import type { CaseEvent, Of } from '@casebook/domain';
import type { Instant, Text } from '@casebook/vocabulary';

/** A service level that runs; `dueAt` is null while its clock stands still, unless it is late already, and where nothing is promised. */
export type OpenLevel = { readonly id: Text; readonly dueAt: Instant | null; readonly late: boolean };

export type LevelEvent = Of<
  CaseEvent,
  | 'ServiceLevelStarted'
  | 'ServiceLevelPaused'
  | 'ServiceLevelResumed'
  | 'ServiceLevelBreached'
  | 'ServiceLevelMet'
  | 'ServiceLevelEnded'
>;

const changed = (
  levels: ReadonlyArray<OpenLevel>,
  id: Text,
  change: (level: OpenLevel) => OpenLevel,
): ReadonlyArray<OpenLevel> => levels.map((level) => (level.id === id ? change(level) : level));

/** The service levels that run after one more event. */
export const levelsAfter = (levels: ReadonlyArray<OpenLevel>, event: LevelEvent): ReadonlyArray<OpenLevel> => {
  switch (event.type) {
    case 'ServiceLevelStarted':
      return [
        ...levels.filter(({ id }) => id !== event.slaId),
        { id: event.slaId, dueAt: event.dueAt, late: event.dueAt !== null && event.dueAt < event.at },
      ];
    case 'ServiceLevelPaused':
      return changed(levels, event.slaId, (level) => (level.late ? level : { ...level, dueAt: null }));
    case 'ServiceLevelResumed':
      return changed(levels, event.slaId, (level) => ({ ...level, dueAt: event.dueAt }));
    case 'ServiceLevelBreached':
      return changed(levels, event.slaId, (level) => ({ ...level, dueAt: event.dueAt, late: true }));
    case 'ServiceLevelMet':
    case 'ServiceLevelEnded':
      return levels.filter(({ id }) => id !== event.slaId);
  }
};

/** When the first of them is due, or was: what is late is no less urgent for it. */
export const dueOf = (levels: ReadonlyArray<OpenLevel>): Instant | null =>
  levels.reduce<Instant | null>(
    (earliest, { dueAt }) => (dueAt !== null && (earliest === null || dueAt < earliest) ? dueAt : earliest),
    null,
  );

export const isLate = (levels: ReadonlyArray<OpenLevel>): boolean => levels.some(({ late }) => late);
