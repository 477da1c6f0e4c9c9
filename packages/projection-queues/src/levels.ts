import type { CaseEvent, Of } from '@casebook/domain';
import type { Instant, Text } from '@casebook/vocabulary';

/** A service level that runs; `dueAt` is null while its clock stands still, and where nothing is promised. */
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

const changed = (levels: ReadonlyArray<OpenLevel>, id: Text, change: Partial<OpenLevel>): ReadonlyArray<OpenLevel> =>
  levels.map((level) => (level.id === id ? { ...level, ...change } : level));

/** The service levels that run after one more event. */
export const levelsAfter = (levels: ReadonlyArray<OpenLevel>, event: LevelEvent): ReadonlyArray<OpenLevel> => {
  switch (event.type) {
    case 'ServiceLevelStarted':
      return [...levels.filter(({ id }) => id !== event.slaId), { id: event.slaId, dueAt: event.dueAt, late: false }];
    case 'ServiceLevelPaused':
      return changed(levels, event.slaId, { dueAt: null });
    case 'ServiceLevelResumed':
      return changed(levels, event.slaId, { dueAt: event.dueAt });
    case 'ServiceLevelBreached':
      return changed(levels, event.slaId, { late: true });
    case 'ServiceLevelMet':
    case 'ServiceLevelEnded':
      return levels.filter(({ id }) => id !== event.slaId);
  }
};

/** When the first that is not late yet is due. */
export const dueOf = (levels: ReadonlyArray<OpenLevel>): Instant | null =>
  levels.reduce<Instant | null>(
    (earliest, { dueAt, late }) =>
      dueAt !== null && !late && (earliest === null || dueAt < earliest) ? dueAt : earliest,
    null,
  );

export const isLate = (levels: ReadonlyArray<OpenLevel>): boolean => levels.some(({ late }) => late);
