import * as E from 'fp-ts/Either';
import { plus, type Instant, type Text } from '@casebook/vocabulary';
import { earliest, type Due } from '../decider';
import type { Rules } from '../rulebook/rules';
import type { CaseState, CaseTopic } from './case';
import { ofCase } from './gate';
import type { Level, LevelEnd, ServiceLevels } from './service-level';
import { levelsAt, migrated } from './service-level-course';

type Slice = ServiceLevels['slice'];

const changed = (slice: Slice, id: Text, change: (level: Level) => Level): Slice => ({
  running: slice.running.map((level) => (level.slaId === id ? change(level) : level)),
  done: slice.done,
  aside: slice.aside,
  count: slice.count,
});

const without = (slice: Slice, id: Text, isDone: boolean): Slice => ({
  running: slice.running.filter(({ slaId }) => slaId !== id),
  done: isDone
    ? [
        ...slice.done,
        ...slice.running
          .filter(({ slaId }) => slaId === id)
          .map(({ metric, agreement, round }) => ({ metric, agreement, round })),
      ]
    : slice.done,
  aside: slice.aside,
  count: slice.count,
});

/** Ended with the merge of its case, and kept for when that is undone. */
const setAside = (slice: Slice, id: Text): Slice => ({
  ...without(slice, id, false),
  aside: [...slice.aside, ...slice.running.filter(({ slaId }) => slaId === id)],
});

/** Ends after which another level takes its place, or can. */
const isReplaced = (reason: LevelEnd): boolean =>
  reason === 'superseded' || reason === 'noLongerApplies' || reason === 'migrated';

const breachOf = (
  level: Level,
  { assignment: { team, holding } }: CaseState,
): Due<ServiceLevels['event']> | undefined => {
  const { slaId, dueAt, attachedAt, breached } = level;
  if (breached || dueAt === null) return undefined;
  const isLate = dueAt < attachedAt;
  const at = isLate ? attachedAt : dueAt;
  return {
    from: isLate ? at : plus(at, 1),
    event: { type: 'ServiceLevelBreached', at, slaId, dueAt, team, agent: holding?.agent ?? null },
  };
};

const warningOf = ({ slaId, dueAt, warnings, breached }: Level): Due<ServiceLevels['event']> | undefined => {
  const [warning] = warnings;
  if (warning === undefined || breached) return undefined;
  const { at, percent } = warning;
  return { from: at, event: { type: 'ServiceLevelWarned', at, slaId, percent, dueAt } };
};

/** Asks what the levels must be after something has happened: it says only what they are not yet. */
const reckon = ({ at }: { readonly at: Instant }, state: CaseState, rules: Rules) => levelsAt(at, state, rules);

/** What was promised about time: started, paused, warned of, met, broken or taken back, each by the rulebook it started with. */
export const serviceLevels: CaseTopic<ServiceLevels> = {
  initial: { running: [], done: [], aside: [], count: 0 },
  decide: {
    MigrateServiceLevels: ({ at }, state, rules) => {
      const status = ofCase(state);
      return E.isLeft(status) ? status : E.right(migrated(at, state, rules));
    },
  },
  evolve: {
    ServiceLevelStarted: ({ running, done, aside, count }, { at, type: _, supersedes, decision, ...start }) => {
      // One that goes on after a merge was undone has warned and been late already: nobody is told again.
      const { reached, breached } = aside.find(({ slaId }) => slaId === supersedes) ?? { reached: 0, breached: false };
      return {
        running: [
          ...running,
          { ...start, rulebook: decision.rulebook, attachedAt: at, paused: false, breached, reached },
        ],
        done,
        aside: aside.filter(({ slaId }) => slaId !== supersedes),
        count: count + 1,
      };
    },
    /** What was late when it began stays so while it is paused. */
    ServiceLevelPaused: (slice, { slaId, at }) =>
      changed(slice, slaId, (level) => ({
        ...level,
        paused: true,
        dueAt: level.dueAt !== null && level.dueAt < at ? level.dueAt : null,
        warnings: [],
      })),
    ServiceLevelResumed: (slice, { slaId, dueAt, warnings }) =>
      changed(slice, slaId, (level) => ({ ...level, paused: false, dueAt, warnings })),
    ServiceLevelWarned: (slice, { slaId, percent }) =>
      changed(slice, slaId, (level) => ({
        ...level,
        warnings: level.warnings.filter((warning) => warning.percent > percent),
        reached: Math.max(level.reached, percent),
      })),
    ServiceLevelBreached: (slice, { slaId }) =>
      changed(slice, slaId, (level) => ({ ...level, breached: true, reached: 100, warnings: [] })),
    ServiceLevelMet: (slice, { slaId }) => without(slice, slaId, true),
    ServiceLevelEnded: (slice, { slaId, reason }) =>
      reason === 'merged' ? setAside(slice, slaId) : without(slice, slaId, !isReplaced(reason)),
    ServiceLevelReported: (slice) => slice,
  },
  follow: {
    CaseCreated: reckon,
    CaseDetailsRevised: reckon,
    CaseCategorized: reckon,
    CasePrioritized: reckon,
    CaseRouted: reckon,
    AssignmentAccepted: reckon,
    AssignmentEnded: reckon,
    WaitStarted: reckon,
    WaitEnded: reckon,
    TaskAdded: reckon,
    TaskEnded: reckon,
    MessageReceived: reckon,
    MessageSent: reckon,
    CaseResolved: reckon,
    CaseReopened: reckon,
    CaseClosed: reckon,
    CaseCancelled: reckon,
    CaseMerged: reckon,
    CaseUnmerged: reckon,
  },
  next: (state) => earliest(state.serviceLevels.running.flatMap((level) => [warningOf(level), breachOf(level, state)])),
};
