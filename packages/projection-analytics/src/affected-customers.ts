import { sql, type Kysely } from 'kysely';
import { caseCategory, type Criteria } from '@casebook/domain';
import type { AnalyticsQuestion, AnalyticsTables } from './tables';

interface AffectedQuestion extends AnalyticsQuestion {
  readonly criteria: Criteria;
}

/** A customer with cases that meet the criteria. */
export interface AffectedCustomer {
  readonly customer: string;
  readonly cases: number;
}

/** An open case of a customer that meets the criteria. */
export interface FittingCase {
  readonly caseId: string;
  readonly number: string;
  readonly customer: string;
}

/** Cases of customers that are about these products and lie in these categories, begun in that time; cancelled ones tell nothing. */
const meeting = (
  db: Kysely<AnalyticsTables>,
  { tenant, at, criteria: { products, categories, from, to } }: AffectedQuestion,
) =>
  db
    .selectFrom('case_facts')
    .where('tenant', '=', tenant)
    .where('created_at', '<=', at)
    .where('cancelled', '=', false)
    .where('customer', 'is not', null)
    .$if(products.length > 0, (query) => query.where('product', 'in', products))
    .$if(categories.length > 0, (query) =>
      query.where((eb) =>
        eb.or(
          categories.flatMap((category) => [
            eb('category_last', '=', category),
            sql<boolean>`starts_with(${sql.ref('category_last')}, ${`${category}/`}::text)`,
          ]),
        ),
      ),
    )
    .$if(from !== null, (query) => query.where('created_at', '>=', from))
    .$if(to !== null, (query) => query.where('created_at', '<', to));

/** Customers who have, or had, cases that meet the criteria, each once. */
export const affectedCustomers = (
  db: Kysely<AnalyticsTables>,
  question: AffectedQuestion,
): Promise<ReadonlyArray<AffectedCustomer>> =>
  meeting(db, question)
    .groupBy('customer')
    .select(({ fn }) => ['customer', fn.countAll<number>().as('cases')])
    .orderBy('customer')
    .$narrowType<{ customer: string }>()
    .execute();

/** The open cases that meet the criteria, the oldest first. */
export const fittingCases = async (
  db: Kysely<AnalyticsTables>,
  question: AffectedQuestion,
): Promise<ReadonlyArray<FittingCase>> => {
  const found = await meeting(db, question)
    .where('open', '=', true)
    .select(['stream', 'number', 'customer'])
    .orderBy('created_at')
    .orderBy('stream')
    .$narrowType<{ customer: string }>()
    .execute();
  const prefix = `${caseCategory}-${question.tenant}_`.length;
  return found.map(({ stream, number, customer }) => ({ caseId: stream.slice(prefix), number, customer }));
};
