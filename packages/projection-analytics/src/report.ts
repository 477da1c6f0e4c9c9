import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import type { AnalyticsQuestion, AnalyticsTables } from './tables';

/** The figures of a desk; `docs/reference/metrics.md` defines each. Shares and hours are rounded to six places. */
export interface Report {
  readonly cases: number;
  readonly sourceRows: number;
  /** Left out where no case has a verdict. */
  readonly sla?: {
    readonly met: number;
    readonly missed: number;
    readonly undecided: number;
    readonly share: number;
  };
  /** Hours are null where no case is resolved. */
  readonly resolution: {
    readonly cases: number;
    readonly hours: { readonly median: number | null; readonly mean: number | null; readonly p90: number | null };
  };
  /** The share is null where no case is resolved. */
  readonly undisturbed: { readonly cases: number; readonly share: number | null };
  readonly reopens: { readonly count: number; readonly cases: number };
  readonly handovers: { readonly team: number; readonly agent: number };
  readonly variants: number;
  /** At most five. */
  readonly topTeams: ReadonlyArray<{ readonly team: string; readonly cases: number }>;
}

const seconds = sql`extract(epoch from first_resolved_at - created_at)`;
const inHours = (duration: unknown) => sql<number | null>`round((${duration})::numeric / 3600, 6)`;
const percentile = (fraction: number) =>
  inHours(sql`percentile_cont(${sql.lit(fraction)}) within group (order by ${seconds}::float8)`);
const share = (part: unknown, whole: unknown) => sql<number | null>`round((${part})::numeric / nullif(${whole}, 0), 6)`;

type Facts = ExpressionBuilder<AnalyticsTables, 'case_facts'>;

const casesIn = ({ fn }: Facts) => fn.countAll<number>();
const total = ({ fn }: Facts, column: 'source_rows' | 'reopens' | 'team_handovers' | 'agent_handovers') =>
  fn.coalesce(fn.sum<number>(column), sql.lit(0));
const verdict = (facts: Facts, sla: 'met' | 'missed') => casesIn(facts).filterWhere('sla', '=', sla);
const undisturbed = (facts: Facts) =>
  casesIn(facts)
    .filterWhere('first_resolved_at', 'is not', null)
    .filterWhere('team_handovers', '=', 0)
    .filterWhere('agent_handovers', '=', 0)
    .filterWhere('reopens', '=', 0);

const begun = (db: Kysely<AnalyticsTables>, { tenant, at }: AnalyticsQuestion) =>
  db.selectFrom('case_facts').where('tenant', '=', tenant).where('created_at', '<=', at);

/**
 * The figures at an instant, of all cases begun by then. Rows of case facts tell how cases stand, not how they stood: for an
 * instant before the last event, give a `db` with the views as of that instant.
 */
export const report = async (db: Kysely<AnalyticsTables>, question: AnalyticsQuestion): Promise<Report> => {
  const figures = await begun(db, question)
    .select((facts) => [
      casesIn(facts).as('cases'),
      total(facts, 'source_rows').as('sourceRows'),
      verdict(facts, 'met').as('met'),
      verdict(facts, 'missed').as('missed'),
      casesIn(facts).filterWhere('sla', 'is', null).as('undecided'),
      share(verdict(facts, 'met'), facts.fn.count('sla')).as('inTime'),
      facts.fn.count<number>('first_resolved_at').as('resolved'),
      percentile(0.5).as('median'),
      inHours(sql`avg(${seconds})`).as('mean'),
      percentile(0.9).as('p90'),
      undisturbed(facts).as('undisturbed'),
      share(undisturbed(facts), facts.fn.count('first_resolved_at')).as('undisturbedShare'),
      total(facts, 'reopens').as('reopens'),
      casesIn(facts).filterWhere('reopens', '>', 0).as('reopened'),
      total(facts, 'team_handovers').as('teamHandovers'),
      total(facts, 'agent_handovers').as('agentHandovers'),
      facts.fn.count<number>('variant').distinct().as('variants'),
    ])
    .executeTakeFirstOrThrow();
  const { met, missed, undecided, inTime, median, mean, p90 } = figures;
  return {
    cases: figures.cases,
    sourceRows: figures.sourceRows,
    ...(inTime === null ? {} : { sla: { met, missed, undecided, share: inTime } }),
    resolution: { cases: figures.resolved, hours: { median, mean, p90 } },
    undisturbed: { cases: figures.undisturbed, share: figures.undisturbedShare },
    reopens: { count: figures.reopens, cases: figures.reopened },
    handovers: { team: figures.teamHandovers, agent: figures.agentHandovers },
    variants: figures.variants,
    topTeams: await topTeams(db, question),
  };
};

const topTeams = (db: Kysely<AnalyticsTables>, question: AnalyticsQuestion): Promise<Report['topTeams']> =>
  begun(db, question)
    .where('team_last', 'is not', null)
    .groupBy('team_last')
    .select(({ fn }) => ['team_last as team', fn.countAll<number>().as('cases')])
    .orderBy('cases', 'desc')
    .orderBy('team')
    .limit(5)
    .$narrowType<{ team: string }>()
    .execute();
