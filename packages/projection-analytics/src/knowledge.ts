import { sql, type Kysely } from 'kysely';
import type { Instant } from '@casebook/vocabulary';
import type { AnalyticsQuestion, AnalyticsTables } from './tables';

/** What one version of an article was to cases, each of which counts once. */
export interface ArticleUse {
  readonly article: string;
  readonly version: number;
  readonly consulted: number;
  readonly sent: number;
  /** Cases whose solution it was said to be. */
  readonly solved: number;
  /** Of these: reopened since. */
  readonly reopened: number;
  /** The numbers of the cases in which somebody found that it is no longer true. */
  readonly outdated: ReadonlyArray<string>;
}

/** Gaps of knowledge that were found in cases of one category. */
export interface CategoryGaps {
  /** The last category of these cases; null: they have none. */
  readonly category: string | null;
  readonly open: number;
  readonly filled: number;
  readonly declined: number;
  /** The numbers of these cases. */
  readonly cases: ReadonlyArray<string>;
}

/** What is known, what it is good for, and what is missing. */
export interface KnowledgeFigures {
  /** Cases that were resolved for the first time in the span. */
  readonly resolved: number;
  /** Of these: an article was consulted, sent or the solution by the instant of the answer. */
  readonly withArticle: number;
  /** Of the resolved cases those with an article; null where none is resolved. */
  readonly share: number | null;
  /** The articles that were used in the span. */
  readonly articles: ReadonlyArray<ArticleUse>;
  /** The gaps that were reported in the span. */
  readonly gaps: ReadonlyArray<CategoryGaps>;
}

export interface KnowledgeQuestion extends AnalyticsQuestion {
  readonly from: Instant;
  /** Before then. */
  readonly to: Instant;
}

const numbers = (holds: string) =>
  sql<
    ReadonlyArray<string>
  >`coalesce(jsonb_agg(distinct ${sql.ref('fact.number')} order by ${sql.ref('fact.number')}) filter (where ${sql.raw(holds)}), '[]')`;

const articles = (db: Kysely<AnalyticsTables>, { tenant, at, from, to }: KnowledgeQuestion) =>
  db
    .selectFrom('knowledge_uses as used')
    .innerJoin('case_facts as fact', (join) =>
      join.onRef('fact.tenant', '=', 'used.tenant').onRef('fact.stream', '=', 'used.stream'),
    )
    .where('used.tenant', '=', tenant)
    .where('used.since', '>=', from)
    .where('used.since', '<', to)
    .where('used.since', '<=', at)
    .groupBy(['used.article', 'used.version'])
    .orderBy('used.article')
    .orderBy('used.version')
    .select((eb) => {
      const cases = eb.fn.count<number>('used.stream').distinct();
      const solved = cases.filterWhere('used.use', '=', 'solved');
      return [
        'used.article',
        'used.version',
        cases.filterWhere('used.use', '=', 'consulted').as('consulted'),
        cases.filterWhere('used.use', '=', 'sent').as('sent'),
        solved.as('solved'),
        solved.filterWhere('used.until', '<=', at).as('reopened'),
        numbers(`used.use = 'outdated'`).as('outdated'),
      ];
    })
    .execute();

const gaps = (db: Kysely<AnalyticsTables>, { tenant, at, from, to }: KnowledgeQuestion) =>
  db
    .selectFrom('knowledge_gaps as gap')
    .innerJoin('case_facts as fact', (join) =>
      join.onRef('fact.tenant', '=', 'gap.tenant').onRef('fact.stream', '=', 'gap.stream'),
    )
    .where('gap.tenant', '=', tenant)
    .where('gap.since', '>=', from)
    .where('gap.since', '<', to)
    .where('gap.since', '<=', at)
    .groupBy('fact.category_last')
    .orderBy('fact.category_last', (order) => order.asc().nullsLast())
    .select((eb) => {
      const all = eb.fn.countAll<number>();
      return [
        'fact.category_last as category',
        all.filterWhere((gap) => gap.or([gap('gap.until', 'is', null), gap('gap.until', '>', at)])).as('open'),
        all.filterWhere('gap.until', '<=', at).filterWhere('gap.outcome', '=', 'filled').as('filled'),
        all.filterWhere('gap.until', '<=', at).filterWhere('gap.outcome', '=', 'declined').as('declined'),
        numbers('true').as('cases'),
      ];
    })
    .execute();

const resolvedCases = (db: Kysely<AnalyticsTables>, { tenant, at, from, to }: KnowledgeQuestion) =>
  db
    .selectFrom('case_facts as fact')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('knowledge_uses')
          .where('use', '!=', 'outdated')
          .where('since', '<=', at)
          .select(['tenant', 'stream'])
          .distinct()
          .as('used'),
      (join) => join.onRef('used.tenant', '=', 'fact.tenant').onRef('used.stream', '=', 'fact.stream'),
    )
    .where('fact.tenant', '=', tenant)
    .where('fact.first_resolved_at', '>=', from)
    .where('fact.first_resolved_at', '<', to)
    .where('fact.first_resolved_at', '<=', at)
    .select((eb) => [eb.fn.countAll<number>().as('resolved'), eb.fn.count<number>('used.stream').as('withArticle')])
    .executeTakeFirstOrThrow();

/** The articles used in the span, the gaps found in it, and how many of the cases resolved in it had an article, all as known by the instant of the question. */
export const knowledge = async (
  db: Kysely<AnalyticsTables>,
  question: KnowledgeQuestion,
): Promise<KnowledgeFigures> => {
  const { resolved, withArticle } = await resolvedCases(db, question);
  return {
    resolved,
    withArticle,
    share: resolved === 0 ? null : Math.round((withArticle / resolved) * 1e6) / 1e6,
    articles: await articles(db, question),
    gaps: await gaps(db, question),
  };
};
