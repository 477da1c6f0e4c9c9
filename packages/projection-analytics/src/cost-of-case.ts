import { sql, type Kysely } from 'kysely';
import type { Millis } from '@casebook/vocabulary';
import type { AnalyticsQuestion, AnalyticsTables } from './tables';

/** What a case has cost in one currency, in its smallest unit. */
export interface CostOfCase {
  /** Null: time without a price. */
  readonly currency: string | null;
  /** Time that was spent, and of it what somebody is to pay for. */
  readonly effort: Millis;
  readonly billable: Millis;
  /** The price of the time, what was paid besides, and both. */
  readonly work: number;
  readonly costs: number;
  readonly total: number;
  /** Of the total, what somebody has approved. */
  readonly approved: number;
}

/** What a case has cost by then, by currency; what was made void by then is left out. */
export const costOfCase = async (
  db: Kysely<AnalyticsTables>,
  { tenant, at, number }: AnalyticsQuestion & { readonly number: string },
): Promise<ReadonlyArray<CostOfCase>> => {
  const total = (what: string, holds: string) =>
    sql<string>`coalesce(sum(${sql.ref(what)}) filter (where ${sql.raw(holds)}), 0)`;
  const rows = await db
    .selectFrom('cost_entries as entry')
    .innerJoin('case_facts as fact', (join) =>
      join.onRef('fact.tenant', '=', 'entry.tenant').onRef('fact.stream', '=', 'entry.stream'),
    )
    .where('entry.tenant', '=', tenant)
    .where('fact.number', '=', number)
    .where('entry.since', '<=', at)
    .where((eb) => eb.or([eb('entry.until', 'is', null), eb('entry.until', '>', at)]))
    .groupBy('currency')
    .orderBy('currency', (order) => order.asc().nullsLast())
    .select([
      'currency',
      total('duration', 'true').as('effort'),
      total('duration', 'billable').as('billable'),
      total('amount', "kind = 'effort'").as('work'),
      total('amount', "kind = 'cost'").as('costs'),
      total('amount', 'true').as('total'),
      total('amount', 'approved_by is not null').as('approved'),
    ])
    .execute();
  return rows.map(({ currency, ...sums }) => ({
    currency,
    effort: Number(sums.effort),
    billable: Number(sums.billable),
    work: Number(sums.work),
    costs: Number(sums.costs),
    total: Number(sums.total),
    approved: Number(sums.approved),
  }));
};
