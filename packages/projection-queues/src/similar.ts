import { sql, type Kysely } from 'kysely';
import { likenessTo, similarFrom, type Likeness, type Traits } from './likeness';
import { queueItem, type QueueItem } from './queue-item';
import type { QueueQuestion } from './queues';
import type { QueueTables } from './tables';

/** An open case that is like the one in question, with what they have in common. */
export interface SimilarCase extends QueueItem, Likeness {
  readonly product: string | null;
  /** Null where there is none, and where it has been erased. */
  readonly subject: string | null;
}

export interface SimilarQuestion extends QueueQuestion {
  /** What is known of the case in question, which need not be there yet. */
  readonly to: Traits;
  /** The stream of the case in question, where it is there: it is not similar to itself. */
  readonly except?: string | undefined;
  /** Custom fields whose values many cases share; none by default. */
  readonly common?: ReadonlySet<string>;
  /** At most so many, 10 by default. */
  readonly limit?: number;
}

/** Of each kind of thing in common, so many of the newest open cases are looked at. */
const looked = 200;
/** Words are not looked for in the database: those of so many of the newest open cases are compared. */
const read = 500;

type Row = QueueTables['case_traits'];

const traitsIn = ({ customer, product, category, fields, subject, ...row }: Row): Traits => ({
  customer,
  product,
  caseType: row.case_type,
  category,
  fields,
  subject,
});

const newestOpen = (db: Kysely<QueueTables>, { tenant, at }: QueueQuestion, limit: number) =>
  db
    .selectFrom('case_traits')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('open', '=', true)
    .where('created_at', '<=', at)
    .orderBy('created_at', 'desc')
    .limit(limit);

/** What may be similar, each found by an index of its own; what these have in common with the case is weighed elsewhere. */
export const narrowings = (db: Kysely<QueueTables>, question: SimilarQuestion) => {
  const { customer, product, category, fields, subject } = question.to;
  const cases = newestOpen(db, question, looked);
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  return [
    ...(customer === null ? [] : [cases.where('customer', '=', customer)]),
    ...(product === null ? [] : [cases.where('product', '=', product)]),
    ...(category === null ? [] : [cases.where('category', '=', category)]),
    ...given.map(([name, value]) =>
      cases.where(sql<boolean>`fields @> ${JSON.stringify({ [name]: value })}::text::jsonb`),
    ),
    ...(subject === null ? [] : [newestOpen(db, question, read)]),
  ];
};

const newestFirst = (a: Row, b: Row): number => {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? 1 : -1;
  return a.stream < b.stream ? -1 : 1;
};

/** The most alike first; of those alike the newest. */
const ranked = ({ to, except, common, limit = 10 }: SimilarQuestion, rows: ReadonlyArray<Row>) => {
  const likeness = likenessTo(to, common);
  return [...new Map(rows.map((row) => [row.stream, row])).values()]
    .filter(({ stream }) => stream !== except)
    .map((row) => ({ row, ...likeness(traitsIn(row)) }))
    .filter(({ score }) => score >= similarFrom)
    .sort((a, b) => b.score - a.score || newestFirst(a.row, b.row))
    .slice(0, limit);
};

/** Open cases like the one in question, the most alike first. Case types alone, and a category alone, make no case similar. */
export const similarCases = async (
  db: Kysely<QueueTables>,
  question: SimilarQuestion,
): Promise<ReadonlyArray<SimilarCase>> => {
  const found = await Promise.all(narrowings(db, question).map((narrowing) => narrowing.execute()));
  const best = ranked(question, found.flat());
  if (best.length === 0) return [];
  const entries = await db
    .selectFrom('queue_entries')
    .selectAll()
    .where('tenant', '=', question.tenant)
    .where(
      'stream',
      'in',
      best.map(({ row }) => row.stream),
    )
    .execute();
  const items = new Map(entries.map((entry) => [entry.stream, queueItem(question.at)(entry)]));
  return best.flatMap(({ row: { stream, product, subject }, score, reasons }) => {
    const item = items.get(stream);
    return item === undefined ? [] : [{ ...item, product, subject, score, reasons }];
  });
};

/** What a case is likened to others by; null where there is no such case. */
export const traitsOf = async (
  db: Kysely<QueueTables>,
  { tenant, at, stream }: QueueQuestion & { readonly stream: string },
): Promise<Traits | null> => {
  const [row] = await db
    .selectFrom('case_traits')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('stream', '=', stream)
    .where('created_at', '<=', at)
    .execute();
  return row === undefined ? null : traitsIn(row);
};
