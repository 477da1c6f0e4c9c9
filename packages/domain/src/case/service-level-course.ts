import { later, textOf, type Instant, type Millis } from '@casebook/vocabulary';
import { agreed, agreements, isAgreeable } from '../rulebook/agreed';
import { judge } from '../rulebook/condition';
import type { Facts } from '../rulebook/facts';
import type { Match } from '../rulebook/first-match';
import type { Agreement, ServiceLevelPolicy } from '../rulebook/rulebook';
import type { Rules } from '../rulebook/rules';
import { coming, serviceClock, type ServiceClock } from '../rulebook/service-clock';
import type { CaseState } from './case';
import { factsOf } from './facts';
import type { Round } from './measured';
import { metrics, type Metric } from './metric';
import type { Level, LevelEnd, ServiceLevels } from './service-level';

type Event = ServiceLevels['event'];

/** A level with all that its rulebook says of it. */
interface Known {
  readonly level: Level;
  readonly policy: ServiceLevelPolicy;
  readonly clock: ServiceClock;
  readonly facts: Facts;
}

/** What levels are asked against: a case at an instant, under its rules. */
interface Situation {
  readonly at: Instant;
  readonly state: CaseState;
  readonly rules: Rules;
}

/** Null for a policy that its rulebook does not have: an event of another tenant's log. Nothing can be said of it then. */
const knownOf = ({ state, rules }: Situation, level: Level): Known | null => {
  const rulebook = rules.version(level.rulebook);
  const policy = rulebook.serviceLevels.find(({ name }) => name === level.policy);
  if (policy === undefined) return null;
  const clock = serviceClock(rules, rulebook.version, policy, state.measures);
  return { level, policy, clock, facts: factsOf(state, rulebook) };
};

/** Late: past its due instant, or, while it is paused, with more used than was agreed. */
const isLate = ({ breached, dueAt, target }: Level, at: Instant, used: Millis): boolean =>
  breached || (dueAt === null ? target !== null && used > target : at > dueAt);

const ended = ({ level, clock }: Known, at: Instant, reason: LevelEnd): Event => {
  const used = clock.used(level, at);
  return { type: 'ServiceLevelEnded', at, slaId: level.slaId, used, late: isLate(level, at, used), reason };
};

/** What it waits for came about. */
const completed = (known: Known, at: Instant): Event => {
  const { level, clock } = known;
  const used = clock.used(level, at);
  return isLate(level, at, used)
    ? ended(known, at, 'completedLate')
    : { type: 'ServiceLevelMet', at, slaId: level.slaId, used };
};

/** How its round went, once it is over. */
const fateOf = ({ metric, round }: Level, { rounds }: CaseState['measures']): 'runs' | 'fulfilled' | 'dropped' => {
  const current = rounds[metric];
  if (current?.number !== round) return current?.previousFulfilled === true ? 'fulfilled' : 'dropped';
  if (current.endedAt === null) return 'runs';
  return current.fulfilled ? 'fulfilled' : 'dropped';
};

const droppedBecause = ({ aside, over }: CaseState['measures']): LevelEnd => {
  if (aside !== null) return 'merged';
  return over ? 'caseOver' : 'rerouted';
};

/** The end of a level whose time has come; undefined while it goes on. */
const endOf = ({ at, state }: Situation, known: Known): Event | undefined => {
  const { level, policy, facts } = known;
  const fate = fateOf(level, state.measures);
  if (fate === 'fulfilled') return completed(known, at);
  if (fate === 'dropped') return ended(known, at, droppedBecause(state.measures));
  if (policy.stopsWhen !== null && judge(policy.stopsWhen, facts).holds) return completed(known, at);
  return policy.cancelledWhen !== null && judge(policy.cancelledWhen, facts).holds
    ? ended(known, at, 'cancelled')
    : undefined;
};

/** Pauses or resumes a level, where what the case waits for asks for the other. */
const reclocked = ({ at, state }: Situation, { level, policy, clock }: Known): ReadonlyArray<Event> => {
  const waits = state.measures.waits.some((wait) => wait.until === null && clock.pausedBy(wait));
  const { slaId } = level;
  if (waits === level.paused) return [];
  if (waits) return [{ type: 'ServiceLevelPaused', at, slaId, used: clock.used(level, at) }];
  const left = policy.warnings.filter((percent) => percent > level.reached);
  const { dueAt, warnings } = clock.deadlines(level, at, left);
  const due = dueAt === null ? null : level.breached ? dueAt : later(dueAt, at);
  return [{ type: 'ServiceLevelResumed', at, slaId, dueAt: due, warnings: level.breached ? [] : coming(at, warnings) }];
};

/** Starts what a rulebook asks for, with a pause at once where the case waits. */
const started = (
  { at, state, rules }: Situation,
  { rule: policy, decision }: Match<ServiceLevelPolicy>,
  round: Round,
  count: number,
  replaced: Level | null,
): ReadonlyArray<Event> => {
  const { name, metric, agreement, target } = policy;
  const clock = serviceClock(rules, decision.rulebook, policy, state.measures);
  const beginning = clock.beginning(metric, at);
  const { dueAt, warnings } = clock.deadlines(beginning, at, policy.warnings);
  const slaId = textOf(`service-level-${count + 1}`);
  const start: Event = {
    type: 'ServiceLevelStarted',
    at,
    slaId,
    policy: name,
    metric,
    agreement,
    round: round.number,
    target,
    ...beginning,
    dueAt,
    warnings: dueAt !== null && dueAt < at ? [] : coming(at, warnings),
    supersedes: replaced?.slaId ?? null,
    decision,
  };
  return state.measures.waits.some((wait) => wait.until === null && clock.pausedBy(wait))
    ? [start, { type: 'ServiceLevelPaused', at, slaId, used: clock.used(beginning, at) }]
    : [start];
};

/** Starts a level again that had ended with a merge which was undone: from when it counted, by the rulebook that it was on. */
const goneOn = (situation: Situation, level: Level, count: number): ReadonlyArray<Event> => {
  const { at, state } = situation;
  const known = knownOf(situation, level);
  if (known === null) return [];
  const { policy, clock } = known;
  const { slaId: before, policy: rule, metric, agreement, round, target, rulebook, breached, reached } = level;
  const beginning = { startsAt: level.startsAt, before: level.before };
  const left = breached ? [] : policy.warnings.filter((percent) => percent > reached);
  const { dueAt, warnings } = clock.deadlines(beginning, at, left);
  const slaId = textOf(`service-level-${count + 1}`);
  const start: Event = {
    type: 'ServiceLevelStarted',
    at,
    slaId,
    policy: rule,
    metric,
    agreement,
    round,
    target,
    ...beginning,
    dueAt,
    warnings: dueAt !== null && dueAt < at ? [] : coming(at, warnings),
    supersedes: before,
    decision: {
      rulebook,
      rule,
      inputs: {},
      alternatives: [],
      because: textOf('the merge with which it had ended was undone'),
    },
  };
  return state.measures.waits.some((wait) => wait.until === null && clock.pausedBy(wait))
    ? [start, { type: 'ServiceLevelPaused', at, slaId, used: clock.used(beginning, at) }]
    : [start];
};

const isFor =
  (metric: Metric, agreement: Agreement) =>
  (level: Level): boolean =>
    level.metric === metric && level.agreement === agreement;

/** The level that ended with a merge in this round; undefined where none did. */
const asideFor = ({ measures, serviceLevels }: CaseState, metric: Metric, agreement: Agreement): Level | undefined => {
  const round = measures.rounds[metric];
  if (round === undefined || round.endedAt !== null) return undefined;
  return serviceLevels.aside.find((level) => isFor(metric, agreement)(level) && level.round === round.number);
};

/** What the rulebook in effect agrees on now for a metric whose round runs; undefined where that is nothing, or over for this round. */
const wanted = (
  { at, state, rules }: Situation,
  metric: Metric,
  agreement: Agreement,
): { readonly match: Match<ServiceLevelPolicy>; readonly round: Round } | undefined => {
  const round = state.measures.rounds[metric];
  if (round === undefined || round.endedAt !== null) return undefined;
  const isDone = state.serviceLevels.done.some(
    (done) => done.metric === metric && done.agreement === agreement && done.round === round.number,
  );
  if (isDone) return undefined;
  const rulebook = rules.at(at);
  if (!isAgreeable(rulebook, metric, agreement)) return undefined;
  const facts = factsOf(state, rulebook);
  const match = agreed(rulebook, metric, agreement, facts);
  if (match === undefined) return undefined;
  const { stopsWhen, cancelledWhen } = match.rule;
  const isOver = [stopsWhen, cancelledWhen].some((condition) => condition !== null && judge(condition, facts).holds);
  return isOver ? undefined : { match, round };
};

/** Whether its own rulebook would still choose its policy. */
const stillApplies = ({ rules }: Situation, { level, facts }: Known): boolean =>
  agreed(rules.version(level.rulebook), level.metric, level.agreement, facts)?.rule.name === level.policy;

/** Puts what is wanted now in the place of a level. */
const replaced = (situation: Situation, known: Known, reason: LevelEnd, count: number): ReadonlyArray<Event> => {
  const { at } = situation;
  const { level } = known;
  const next = wanted(situation, level.metric, level.agreement);
  return next === undefined
    ? [ended(known, at, 'noLongerApplies')]
    : [ended(known, at, reason), ...started(situation, next.match, next.round, count, level)];
};

const startsIn = (events: ReadonlyArray<Event>): number =>
  events.filter(({ type }) => type === 'ServiceLevelStarted').length;

/**
 * What the service levels of a case are not yet and must be: ended where their time has come, replaced where their own rulebook
 * no longer chooses them, paused or resumed, and started where something is agreed and none runs.
 */
export const levelsAt = (at: Instant, state: CaseState, rules: Rules): ReadonlyArray<Event> => {
  const situation = { at, state, rules };
  const { running, count } = state.serviceLevels;
  const events: Event[] = [];
  const idle: Array<readonly [Metric, Agreement]> = [];
  for (const metric of metrics)
    for (const agreement of agreements) {
      const level = running.find(isFor(metric, agreement));
      const known = level === undefined ? null : knownOf(situation, level);
      if (known === null) {
        if (level === undefined) idle.push([metric, agreement]);
        continue;
      }
      const end = endOf(situation, known);
      if (end !== undefined) {
        events.push(end);
        // A round that began with the event that ended this one, such as the next update, has a level of its own.
        if (state.measures.rounds[metric]?.number !== level?.round) idle.push([metric, agreement]);
      } else if (stillApplies(situation, known)) events.push(...reclocked(situation, known));
      else events.push(...replaced(situation, known, 'superseded', count + startsIn(events)));
    }
  for (const [metric, agreement] of idle) {
    const aside = asideFor(state, metric, agreement);
    if (aside !== undefined) {
      events.push(...goneOn(situation, aside, count + startsIn(events)));
      continue;
    }
    const next = wanted(situation, metric, agreement);
    if (next !== undefined) events.push(...started(situation, next.match, next.round, count + startsIn(events), null));
  }
  return events;
};

/** Moves every level that runs to the rulebook in effect: ended there, and started anew as that one has it. */
export const migrated = (at: Instant, state: CaseState, rules: Rules): ReadonlyArray<Event> => {
  const situation = { at, state, rules };
  const { version } = rules.at(at);
  return state.serviceLevels.running.reduce<ReadonlyArray<Event>>((events, level) => {
    const known = level.rulebook === version ? null : knownOf(situation, level);
    return known === null
      ? events
      : [...events, ...replaced(situation, known, 'migrated', state.serviceLevels.count + startsIn(events))];
  }, []);
};
