import type { Kysely } from 'kysely';
import { millisBetween, type Instant, type Millis, type TenantId } from '@casebook/vocabulary';
import type { ViewOf } from '@casebook/projection';
import type { caseIndex } from './case-index';
import type { caseLinks } from './case-links';
import type { caseReviews } from './case-reviews';

/** The views that the questions of this package are asked of. */
export interface HistoryTables {
  readonly case_index: ViewOf<typeof caseIndex>;
  readonly case_links: ViewOf<typeof caseLinks>;
  readonly case_reviews: ViewOf<typeof caseReviews>;
}

export interface HistoryQuestion {
  readonly tenant: TenantId;
  /** The instant of the answer: ages are counted to it. For an earlier one than now, ask the views as of it. */
  readonly at: Instant;
}

/** A case, as it is found. */
export interface FoundCase {
  /** The stream that holds its events. */
  readonly stream: string;
  readonly number: string;
  readonly customer: string | null;
  /** Null where there is none, or where it has been erased. */
  readonly subject: string | null;
  readonly caseType: string | null;
  readonly service: string | null;
  readonly product: string | null;
  readonly status: string;
  readonly open: boolean;
  readonly createdAt: Instant;
  readonly statusSince: Instant;
  /** The number of the case that it goes on in, where it was merged. */
  readonly mergedInto: string | null;
  /** From its beginning to the instant. */
  readonly age: Millis;
}

const found =
  (at: Instant) =>
  ({
    stream,
    number,
    customer,
    subject,
    product,
    service,
    status,
    open,
    ...row
  }: HistoryTables['case_index']): FoundCase => ({
    stream,
    number,
    customer,
    subject,
    caseType: row.case_type,
    service,
    product,
    status,
    open,
    createdAt: row.created_at,
    statusSince: row.status_since,
    mergedInto: row.merged_into,
    age: millisBetween(row.created_at, at),
  });

const begun = (db: Kysely<HistoryTables>, { tenant, at }: HistoryQuestion) =>
  db.selectFrom('case_index').selectAll().where('tenant', '=', tenant).where('created_at', '<=', at);

const newestFirst = (db: Kysely<HistoryTables>, question: HistoryQuestion & { readonly limit?: number }) =>
  begun(db, question)
    .orderBy('created_at', 'desc')
    .orderBy('number')
    .limit(question.limit ?? 50);

/** The case with this number; null where there is none. */
export const findCase = async (
  db: Kysely<HistoryTables>,
  question: HistoryQuestion & { readonly number: string },
): Promise<FoundCase | null> => {
  const [row] = await begun(db, question).where('number', '=', question.number).limit(1).execute();
  return row === undefined ? null : found(question.at)(row);
};

/** Either words, looked for in subjects and at the beginning of numbers, or a customer. At most `limit`, 50 by default. */
export type SearchQuestion = HistoryQuestion &
  ({ readonly text: string } | { readonly customer: string }) & { readonly limit?: number };

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The cases that fit, newest first. */
export const searchCases = async (
  db: Kysely<HistoryTables>,
  question: SearchQuestion,
): Promise<ReadonlyArray<FoundCase>> => {
  const cases = newestFirst(db, question);
  const fitting =
    'customer' in question
      ? cases.where('customer', '=', question.customer)
      : cases.where((eb) =>
          eb.or([
            eb('number', 'ilike', `${literally(question.text)}%`),
            eb('subject', 'ilike', `%${literally(question.text)}%`),
          ]),
        );
  return (await fitting.execute()).map(found(question.at));
};

/** What a customer has had with us. */
export interface CustomerHistory {
  readonly customer: string;
  readonly open: number;
  /** Newest first. */
  readonly cases: ReadonlyArray<FoundCase>;
}

/** All cases of a customer. */
export const customerHistory = async (
  db: Kysely<HistoryTables>,
  question: HistoryQuestion & { readonly customer: string },
): Promise<CustomerHistory> => {
  const rows = await begun(db, question)
    .where('customer', '=', question.customer)
    .orderBy('created_at', 'desc')
    .orderBy('number')
    .execute();
  const cases = rows.map(found(question.at));
  return { customer: question.customer, open: cases.filter(({ open }) => open).length, cases };
};
