import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import {
  agentLoad,
  assignmentIntervals,
  backlog,
  caseFacts,
  categorizations,
  costEntries,
  costOfCase,
  knowledge,
  knowledgeGaps,
  knowledgeUses,
  quality,
  qualityReviews,
  qualityScores,
  relabellings,
  report,
  satisfaction,
  statusIntervals,
  surveys,
  taxonomyUse,
  trainingNeeds,
  volumeByDay,
  type AnalyticsTables,
  type DayVolume,
  type KnowledgeFigures,
  type Quality,
  type Satisfaction,
  type SpanQuestion,
  type TrainingNeed,
} from '@casebook/projection-analytics';
import type { Rules } from '@casebook/domain';
import { instantOf, plus, WrittenInstant, type Instant, type TenantId } from '@casebook/vocabulary';
import type { Ask, QueryFailure, When } from './ask';
import { decodeInput, type InvalidInput } from './input';
import type { VersionsFailure } from './rulebooks';
import { taxonomyAudit, type TaxonomyAudit } from './taxonomy-audit';

type Db = Kysely<AnalyticsTables>;

const facts = [caseFacts.name];
const intervals = [statusIntervals.name];
const beginning = instantOf(0);
const put = [caseFacts.name, categorizations.name];
const scored = [qualityReviews.name, qualityScores.name];
const learned = [...facts, ...intervals, assignmentIntervals.name, qualityScores.name, costEntries.name];
const held = [statusIntervals.name, assignmentIntervals.name];

/** From the first instant to the second, which no longer counts. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const spanOf = (span: Span): E.Either<InvalidInput, { readonly from: Instant; readonly to: Instant }> =>
  pipe(
    E.Do,
    E.bind('from', () => decodeInput(WrittenInstant, span.from)),
    E.bind('to', () => decodeInput(WrittenInstant, span.to)),
  );

/** A question about a span, by default all time to the instant of the answer. */
const inSpan = <A>(
  tenant: TenantId,
  ask: Ask,
  names: ReadonlyArray<string>,
  question: (db: Db, about: SpanQuestion) => Promise<A>,
  { from, to }: Partial<Span> = {},
  when?: When,
): TE.TaskEither<QueryFailure, A> =>
  pipe(
    TE.fromEither(spanOf({ from: from ?? beginning, to: to ?? beginning })),
    TE.chainW((span) =>
      ask(
        names,
        (db: Db, at) => question(db, { tenant, at, from: span.from, to: to === undefined ? plus(at, 1) : span.to }),
        when,
      ),
    ),
  );

/** What analysts ask without writing SQL; `docs/reference/metrics.md` defines the figures. */
export const analyticsOf = (tenant: TenantId, ask: Ask, rules: TE.TaskEither<VersionsFailure, Rules>) => ({
  /** The figures of all cases begun by then. */
  report: (when?: When) => ask(facts, (db: Db, at) => report(db, { tenant, at }), when),
  /** What is to be resolved, by team. */
  backlog: (when?: When) => ask([...facts, ...held], (db: Db, at) => backlog(db, { tenant, at }), when),
  /** How many cases each agent has. */
  load: (when?: When) => ask(held, (db: Db, at) => agentLoad(db, { tenant, at }), when),
  /** What came and went on each day, from the first instant to the second, which no longer counts. */
  volume: (span: Span, when?: When): TE.TaskEither<QueryFailure, ReadonlyArray<DayVolume>> =>
    pipe(
      TE.fromEither(spanOf(span)),
      TE.chainW(({ from, to }) => ask(intervals, (db: Db) => volumeByDay(db, { tenant, from, to }), when)),
    ),
  /** What customers think who were asked in a span, by default all time to the instant of the answer: by kind of survey and by agent. */
  satisfaction: (
    { from, to }: Partial<Span> = {},
    when?: When,
  ): TE.TaskEither<QueryFailure, ReadonlyArray<Satisfaction>> =>
    pipe(
      TE.fromEither(spanOf({ from: from ?? beginning, to: to ?? beginning })),
      TE.chainW((span) =>
        ask(
          [surveys.name],
          (db: Db, at) =>
            satisfaction(db, { tenant, at, from: span.from, to: to === undefined ? plus(at, 1) : span.to }),
          when,
        ),
      ),
    ),
  /** What reviews of quality came to that were given in a span, by default all time to the instant of the answer: by scorecard, agent and team. */
  quality: (span?: Partial<Span>, when?: When): TE.TaskEither<QueryFailure, ReadonlyArray<Quality>> =>
    inSpan(tenant, ask, scored, quality, span, when),
  /** Who does worse than others in which cases, in a span, by default all time to the instant of the answer: criteria, reopenings, effort, with the cases behind each. */
  training: (span?: Partial<Span>, when?: When): TE.TaskEither<QueryFailure, ReadonlyArray<TrainingNeed>> =>
    inSpan(tenant, ask, learned, trainingNeeds, span, when),
  /** What a case has cost: time by the rates of the rulebook, and what was paid, by currency. */
  cost: (number: string, when?: When) =>
    ask([caseFacts.name, costEntries.name], (db: Db, at) => costOfCase(db, { tenant, at, number }), when),
  /** Which articles cases of a span were worked on with, by default of all time to the instant of the answer: how often each was looked up, sent, the solution or outdated; which gaps were found. */
  knowledge: ({ from, to }: Partial<Span> = {}, when?: When): TE.TaskEither<QueryFailure, KnowledgeFigures> =>
    pipe(
      TE.fromEither(spanOf({ from: from ?? beginning, to: to ?? beginning })),
      TE.chainW((span) =>
        ask(
          [caseFacts.name, knowledgeUses.name, knowledgeGaps.name],
          (db: Db, at) => knowledge(db, { tenant, at, from: span.from, to: to === undefined ? plus(at, 1) : span.to }),
          when,
        ),
      ),
    ),
  /** How the categories were used in a span, by default all time to the instant of the answer, held against the rulebook at its end: unused, relabelled, overlapping, misrouted. */
  taxonomy: (
    { from, to }: Partial<Span> = {},
    when?: When,
  ): TE.TaskEither<QueryFailure | VersionsFailure, TaxonomyAudit> =>
    pipe(
      TE.fromEither(spanOf({ from: from ?? beginning, to: to ?? beginning })),
      TE.bindTo('span'),
      TE.bindW('rules', () => rules),
      TE.chainW(({ span, rules: known }) =>
        ask(
          put,
          async (db: Db, at) => {
            const question = { tenant, from: span.from, to: to === undefined ? plus(at, 1) : span.to };
            const [used, moves] = [await taxonomyUse(db, question), await relabellings(db, question)];
            return taxonomyAudit(known, question, used, moves);
          },
          when,
        ),
      ),
    ),
});

export type Analytics = ReturnType<typeof analyticsOf>;
