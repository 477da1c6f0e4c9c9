import type { Kysely } from 'kysely';
import type { Instant, TenantId } from '@casebook/vocabulary';
import type { AnalyticsTables } from './tables';

export interface TaxonomyQuestion {
  readonly tenant: TenantId;
  /** The first instant that counts. */
  readonly from: Instant;
  /** The first instant that no longer counts. */
  readonly to: Instant;
}

/** How a category was used: cases that were put into it in the span, each once. */
export interface CategoryUse {
  readonly category: string;
  readonly cases: number;
  /** Of these: held to be about something else later. */
  readonly movedAway: number;
  /** Of these: held to be about something else before. */
  readonly movedHere: number;
  /** Of these: handed over from one team to another at some time. */
  readonly rerouted: number;
  /** Of these: looked over by a second person. */
  readonly reviewed: number;
  /** Of those: corrected. */
  readonly corrected: number;
}

/** Cases that were moved from one category to another in the span, each once. */
export interface Relabelling {
  readonly from: string;
  readonly to: string;
  readonly cases: number;
}

const inSpan = (db: Kysely<AnalyticsTables>, { tenant, from, to }: TaxonomyQuestion) =>
  db
    .selectFrom('categorizations as put')
    .where('put.tenant', '=', tenant)
    .where('put.since', '>=', from)
    .where('put.since', '<', to);

/** How each category was used that any case was put into in the span, the most used first. */
export const taxonomyUse = (
  db: Kysely<AnalyticsTables>,
  question: TaxonomyQuestion,
): Promise<ReadonlyArray<CategoryUse>> =>
  inSpan(db, question)
    .innerJoin('case_facts as fact', (join) =>
      join.onRef('fact.tenant', '=', 'put.tenant').onRef('fact.stream', '=', 'put.stream'),
    )
    .leftJoin('categorizations as after', (join) =>
      join
        .onRef('after.tenant', '=', 'put.tenant')
        .onRef('after.stream', '=', 'put.stream')
        .on((eb) => eb('after.n', '=', eb('put.n', '+', 1))),
    )
    .groupBy('put.category')
    .select((eb) => {
      const cases = eb.fn.count<number>('put.stream').distinct();
      return [
        'put.category as category',
        cases.as('cases'),
        cases.filterWhere(eb('after.category', '!=', eb.ref('put.category'))).as('movedAway'),
        cases.filterWhere(eb('put.previous', '!=', eb.ref('put.category'))).as('movedHere'),
        cases.filterWhere('fact.team_handovers', '>', 0).as('rerouted'),
        cases.filterWhere('put.review', 'is not', null).as('reviewed'),
        cases.filterWhere('put.review', '=', 'corrected').as('corrected'),
      ];
    })
    .orderBy('cases', 'desc')
    .orderBy('category')
    .execute();

/** From which category to which cases were moved in the span, the most first. */
export const relabellings = (
  db: Kysely<AnalyticsTables>,
  question: TaxonomyQuestion,
): Promise<ReadonlyArray<Relabelling>> =>
  inSpan(db, question)
    .where('put.previous', 'is not', null)
    .whereRef('put.previous', '!=', 'put.category')
    .groupBy(['put.previous', 'put.category'])
    .select(({ fn }) => [
      'put.previous as from',
      'put.category as to',
      fn.count<number>('put.stream').distinct().as('cases'),
    ])
    .orderBy('cases', 'desc')
    .orderBy('from')
    .orderBy('to')
    .$narrowType<{ from: string }>()
    .execute();
