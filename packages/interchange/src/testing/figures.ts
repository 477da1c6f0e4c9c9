import type { CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import { millisBetween } from '@casebook/vocabulary';

type Events = ReadonlyArray<Recorded<CaseEvent>>;

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Linear interpolation between the closest ranks, as `percentile_cont` does. */
const percentile = (sorted: ReadonlyArray<number>, share: number): number => {
  const rank = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(rank)] ?? Number.NaN, sorted[Math.ceil(rank)] ?? Number.NaN];
  return low + (high - low) * (rank - Math.floor(rank));
};

const changes = (values: ReadonlyArray<string>): number =>
  values.filter((value, index) => index > 0 && value !== values[index - 1]).length;

const rowsOf = (events: Events): ReadonlyArray<string> => {
  const rows = new Map(
    events.flatMap(({ source }) => (source?.activity ? [[source.row, source.activity] as const] : [])),
  );
  return [...rows.values()];
};

const caseOf = (events: Events) => {
  const of = <T extends CaseEvent['type']>(type: T) =>
    events.flatMap(({ event }) => (event.type === type ? [event as Extract<CaseEvent, { type: T }>] : [])); // just compared
  const begun = of('CaseCreated')[0]?.at;
  const end = events.find(({ type }) => type === 'CaseResolved' || type === 'CaseClosed')?.occurredAt;
  const teams = of('CaseRouted').map(({ team }) => String(team));
  const outcomes = of('ServiceLevelReported').map(({ outcome }) => outcome);
  return {
    sla: outcomes.includes('missed') ? 'missed' : outcomes.includes('met') ? 'met' : 'undecided',
    hours: begun === undefined || end === undefined ? null : millisBetween(begun, end) / 3_600_000,
    reopens: of('CaseReopened').length,
    teamHandovers: changes(teams),
    agentHandovers: changes(of('CaseAssigned').map(({ agent }) => agent)),
    rows: rowsOf(events),
    team: teams[teams.length - 1],
  };
};

/** The figures of a log, straight from its events: an oracle of its own beside the read models. */
export const figuresOf = (log: Events) => {
  const streams = new Map<string, Recorded<CaseEvent>[]>();
  for (const event of log) {
    const events = streams.get(event.stream);
    if (events === undefined) streams.set(event.stream, [event]);
    else events.push(event);
  }
  const cases = [...streams.values()].map(caseOf);
  const sum = (values: ReadonlyArray<number>): number => values.reduce((total, value) => total + value, 0);
  const sla = (outcome: string): number => cases.filter((one) => one.sla === outcome).length;
  const resolved = cases.filter(({ hours }) => hours !== null);
  const hours = resolved.map((one) => one.hours ?? 0).sort((a, b) => a - b);
  const undisturbed = resolved.filter((one) => one.reopens + one.teamHandovers + one.agentHandovers === 0).length;
  // A case that began before its first row has no variant yet.
  const variants = new Set(cases.filter((one) => one.rows.length > 0).map(({ rows }) => JSON.stringify(rows)));
  const byTeam = new Map<string, number>();
  for (const { team } of cases) if (team !== undefined) byTeam.set(team, (byTeam.get(team) ?? 0) + 1);
  const decided = sla('met') + sla('missed');
  const verdicts = {
    met: sla('met'),
    missed: sla('missed'),
    undecided: sla('undecided'),
    share: rounded(sla('met') / decided),
  };
  return {
    cases: cases.length,
    sourceRows: sum(cases.map(({ rows }) => rows.length)),
    ...(decided === 0 ? {} : { sla: verdicts }),
    resolution: {
      cases: resolved.length,
      hours: {
        median: rounded(percentile(hours, 0.5)),
        mean: rounded(sum(hours) / hours.length),
        p90: rounded(percentile(hours, 0.9)),
      },
    },
    undisturbed: { cases: undisturbed, share: rounded(undisturbed / resolved.length) },
    reopens: {
      count: sum(cases.map(({ reopens }) => reopens)),
      cases: cases.filter(({ reopens }) => reopens > 0).length,
    },
    handovers: {
      team: sum(cases.map(({ teamHandovers }) => teamHandovers)),
      agent: sum(cases.map(({ agentHandovers }) => agentHandovers)),
    },
    variants: variants.size,
    topTeams: [...byTeam]
      .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
      .slice(0, 5)
      .map(([team, count]) => ({ team, cases: count })),
  };
};
