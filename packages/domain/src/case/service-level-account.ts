import { textOf, type AgentId, type Instant, type Millis, type TeamId, type Text } from '@casebook/vocabulary';
import { agreed } from '../rulebook/agreed';
import { judge } from '../rulebook/condition';
import type { Agreement, ServiceLevelPolicy } from '../rulebook/rulebook';
import type { Rules } from '../rulebook/rules';
import { serviceClock, type ServiceClock } from '../rulebook/service-clock';
import { caseDecider, type CaseEvent, type CaseState } from './case';
import { factsOf } from './facts';
import type { Measures } from './measured';
import type { Metric } from './metric';
import type { LevelEnd, Start } from './service-level';

/** A part of a service level's time in which one team and one agent had the case. */
export interface HeldSpan {
  readonly from: Instant;
  /** Null: it lasts. */
  readonly until: Instant | null;
  readonly team: TeamId | null;
  readonly agent: AgentId | null;
  /** Working time of the level in it; what it waits for is none. */
  readonly used: Millis;
}

/** What became of a service level of a case, and who had the case while its time ran. */
export interface LevelAccount {
  readonly slaId: Text;
  readonly policy: Text;
  /** Version of the rulebook that it started with. */
  readonly rulebook: number;
  readonly metric: Metric;
  readonly agreement: Agreement;
  readonly because: Text;
  readonly target: Millis | null;
  readonly outcome: 'running' | 'met' | LevelEnd;
  /** Used in earlier cycles of the case, whoever had it then. */
  readonly before: Millis;
  /** All that is used: `before` and the spans. */
  readonly used: Millis;
  readonly spans: ReadonlyArray<HeldSpan>;
}

/** A policy of the rulebook in effect that does not run, and why not. */
export interface LevelLacking {
  readonly policy: Text;
  readonly metric: Metric;
  readonly agreement: Agreement;
  readonly because: Text;
}

export interface ServiceLevelAccounts {
  readonly levels: ReadonlyArray<LevelAccount>;
  readonly lacking: ReadonlyArray<LevelLacking>;
}

interface Holder {
  readonly from: Instant;
  readonly team: TeamId | null;
  readonly agent: AgentId | null;
}

interface Ended {
  readonly at: Instant;
  readonly outcome: LevelAccount['outcome'];
}

/** What the events of a case tell of its service levels, before any clock is asked. */
interface Told {
  readonly state: CaseState;
  readonly holders: ReadonlyArray<Holder>;
  readonly starts: ReadonlyArray<Start>;
  readonly ends: ReadonlyMap<Text, Ended>;
}

const tell = (events: ReadonlyArray<CaseEvent>): Told => {
  const holders: Holder[] = [];
  const starts: Start[] = [];
  const ends = new Map<Text, Ended>();
  let state = caseDecider.initial;
  for (const event of events) {
    state = caseDecider.evolve(state, event);
    const { team, holding } = state.assignment;
    const agent = holding?.agent ?? null;
    const last = holders[holders.length - 1];
    if (last === undefined || last.team !== team || last.agent !== agent) holders.push({ from: event.at, team, agent });
    if (event.type === 'ServiceLevelStarted') starts.push(event);
    if (event.type === 'ServiceLevelMet') ends.set(event.slaId, { at: event.at, outcome: 'met' });
    if (event.type === 'ServiceLevelEnded') ends.set(event.slaId, { at: event.at, outcome: event.reason });
  }
  return { state, holders, starts, ends };
};

/** The level's time cut where the case changed hands. What came before the case was anybody's is nobody's. */
const spansOf = (
  { startsAt }: Start,
  end: Instant | null,
  at: Instant,
  holders: ReadonlyArray<Holder>,
  clock: ServiceClock,
): ReadonlyArray<HeldSpan> => {
  const until = end ?? at;
  const bounds = holders.map(({ from }) => from).filter((from) => from > startsAt && from < until);
  const cuts = [startsAt, ...new Set(bounds)];
  return cuts.map((from, index) => {
    const next = cuts[index + 1] ?? end;
    const holder = holders.filter((one) => one.from <= from).pop();
    const used = clock.used({ startsAt: from, before: 0 }, next ?? at);
    return { from, until: next, team: holder?.team ?? null, agent: holder?.agent ?? null, used };
  });
};

const policyOf = (rules: Rules, { policy, decision: { rulebook } }: Start): ServiceLevelPolicy | undefined =>
  rules.has(rulebook) ? rules.version(rulebook).serviceLevels.find(({ name }) => name === policy) : undefined;

const accountOf = (told: Told, start: Start, at: Instant, rules: Rules): LevelAccount => {
  const { slaId, policy, metric, agreement, target, before, decision } = start;
  const end = told.ends.get(slaId);
  const known = policyOf(rules, start);
  const clock = known && serviceClock(rules, decision.rulebook, known, told.state.measures);
  const spans = clock === undefined ? [] : spansOf(start, end?.at ?? null, at, told.holders, clock);
  return {
    slaId,
    policy,
    rulebook: decision.rulebook,
    metric,
    agreement,
    because: decision.because,
    target,
    outcome: end?.outcome ?? 'running',
    before,
    used: spans.reduce((sum, { used }) => sum + used, before),
    spans,
  };
};

const whyNotMeasured = (metric: Metric, { rounds }: Measures): Text | null => {
  const round = rounds[metric];
  if (round === undefined) return textOf(`no ${metric} of it has begun`);
  return round.endedAt === null ? null : textOf(`its ${metric} is over`);
};

/** Why a policy does not run: first what its own condition says, then what stands in its way. */
const whyNot = (policy: ServiceLevelPolicy, state: CaseState, at: Instant, rules: Rules): Text => {
  const { name, metric, agreement, when, stopsWhen, cancelledWhen } = policy;
  const rulebook = rules.at(at);
  const facts = factsOf(state, rulebook);
  const { holds, because } = judge(when, facts);
  if (!holds) return because;
  const first = agreed(rulebook, metric, agreement, facts)?.rule.name;
  if (first !== undefined && first !== name) return textOf(`${first} comes first`);
  const unmeasured = whyNotMeasured(metric, state.measures);
  if (unmeasured !== null) return unmeasured;
  const reached = stopsWhen === null ? null : judge(stopsWhen, facts);
  if (reached !== null && reached.holds) return textOf(`it counts as reached: ${reached.because}`);
  const dropped = cancelledWhen === null ? null : judge(cancelledWhen, facts);
  if (dropped !== null && dropped.holds) return textOf(`it is dropped: ${dropped.because}`);
  const running = state.serviceLevels.running.find((level) => level.metric === metric && level.agreement === agreement);
  return running === undefined
    ? textOf('it is decided at the next event of the case')
    : textOf(`${running.policy} of rulebook ${running.rulebook} runs, on the version it started with`);
};

/**
 * What became of each service level of a case by an instant, split by who had the case, and why each other policy of the rulebook
 * then in effect does not run. The events are those until then, in the order in which they happened; the rules have every version
 * that they name.
 */
export const serviceLevelAccounts = (
  events: ReadonlyArray<CaseEvent>,
  at: Instant,
  rules: Rules,
): ServiceLevelAccounts => {
  const told = tell(events);
  const { state } = told;
  const isRunning = (policy: ServiceLevelPolicy): boolean =>
    state.serviceLevels.running.some((level) => level.policy === policy.name && level.metric === policy.metric);
  return {
    levels: told.starts.map((start) => accountOf(told, start, at, rules)),
    lacking: rules
      .at(at)
      .serviceLevels.filter((policy) => !isRunning(policy))
      .map((policy) => {
        const { name, metric, agreement } = policy;
        return { policy: name, metric, agreement, because: whyNot(policy, state, at, rules) };
      }),
  };
};
