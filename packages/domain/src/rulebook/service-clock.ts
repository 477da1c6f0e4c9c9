import * as O from 'fp-ts/Option';
import { pipe } from 'fp-ts/function';
import { type Instant, type Millis } from '@casebook/vocabulary';
import { deadline, elapsed, type CompiledCalendar, type WaitSpan } from '@casebook/working-time';
import type { Measures, Waited } from '../case/measured';
import type { Metric } from '../case/metric';
import type { WaitOn } from '../case/wait-on';
import type { Rules } from './rules';
import type { ServiceLevelPolicy } from './rulebook';

/** From when a service level counts, and what it had used before that, in milliseconds of working time. */
export interface Beginning {
  readonly startsAt: Instant;
  readonly before: Millis;
}

/** A warning to come: at so many percent of the target, at that instant. */
export interface Warning {
  readonly percent: number;
  readonly at: Instant;
}

/** When it is due and when to warn before; nothing without a target. */
export interface Deadlines {
  readonly dueAt: Instant | null;
  readonly warnings: ReadonlyArray<Warning>;
}

/** The clock of a policy on a case: what has been used, and when it is due. */
export interface ServiceClock {
  readonly used: (beginning: Beginning, at: Instant) => Millis;
  /** With the waits until then, and none from then on. */
  readonly deadlines: (beginning: Beginning, at: Instant, percents: ReadonlyArray<number>) => Deadlines;
  /** Where a level begins that is attached then. */
  readonly beginning: (metric: Metric, at: Instant) => Beginning;
  readonly pausedBy: (wait: Waited) => boolean;
}

/** Waits that a metric does not count, whatever the policy says. */
const uncounted: { readonly [M in Metric]?: ReadonlyArray<WaitOn> } = {
  requesterWait: ['customer'],
  agentWork: ['customer', 'thirdParty', 'task', 'approval', 'majorIssue', 'date'],
};

const until = (at: Instant, waits: ReadonlyArray<Waited>): ReadonlyArray<WaitSpan> =>
  waits
    .filter(({ from }) => from < at)
    .map(({ from, until: end }) => ({ from, to: end === null || end > at ? at : end }));

/** Whole milliseconds that are at least so many percent: a warning never comes early. */
const share = (target: Millis, percent: number): Millis => Math.ceil((target * percent) / 100);

const reached = (
  calendar: CompiledCalendar,
  { startsAt, before }: Beginning,
  amount: Millis,
  waits: ReadonlyArray<WaitSpan>,
): Instant | null => O.toNullable(deadline(calendar, startsAt, amount - before, waits));

/** The clock of a policy of that version of the rulebook, on what is measured of a case. */
export const serviceClock = (
  rules: Rules,
  version: number,
  policy: ServiceLevelPolicy,
  measures: Measures,
): ServiceClock => {
  const calendar = rules.calendar(version, policy.calendar);
  const pausedBy = ({ on }: Waited): boolean =>
    policy.pausedBy.includes(on) || (uncounted[policy.metric]?.includes(on) ?? false);
  const waits = measures.waits.filter(pausedBy);

  const used = ({ startsAt, before }: Beginning, at: Instant): Millis =>
    before + elapsed(calendar, startsAt, at, until(at, waits));

  return {
    pausedBy,
    used,
    deadlines: (beginning, at, percents) => {
      const { target } = policy;
      if (target === null) return { dueAt: null, warnings: [] };
      const past = until(at, waits);
      const warnings = percents.flatMap((percent) =>
        pipe(
          O.fromNullable(reached(calendar, beginning, share(target, percent), past)),
          O.match(
            () => [],
            (instant) => [{ percent, at: instant }],
          ),
        ),
      );
      return { dueAt: reached(calendar, beginning, target, past), warnings };
    },
    beginning: (metric, at) => {
      const round = measures.rounds[metric];
      if (round === undefined || policy.counts === 'fromAttachment') return { startsAt: at, before: 0 };
      const { startedAt } = round;
      const [first] = measures.earlier;
      if (first === undefined || policy.reopening === 'newCycle' || !isOfResolving(metric))
        return { startsAt: startedAt, before: 0 };
      if (policy.reopening === 'total') return { startsAt: first.from, before: 0 };
      const before = measures.earlier.reduce(
        (sum, cycle) => sum + elapsed(calendar, cycle.from, cycle.until, until(cycle.until, waits)),
        0,
      );
      return { startsAt: startedAt, before };
    },
  };
};

const isOfResolving = (metric: Metric): boolean =>
  metric === 'resolution' || metric === 'requesterWait' || metric === 'agentWork';

/** The warnings that a level which begins or goes on then still gives: of those that are past only the last, at once. */
export const coming = (at: Instant, warnings: ReadonlyArray<Warning>): ReadonlyArray<Warning> => {
  const last = warnings.filter((warning) => warning.at < at).pop();
  const rest = warnings.filter((warning) => warning.at >= at);
  return last === undefined ? rest : [{ percent: last.percent, at }, ...rest];
};
