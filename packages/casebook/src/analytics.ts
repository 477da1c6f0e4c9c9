import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import {
  agentLoad,
  assignmentIntervals,
  backlog,
  caseFacts,
  report,
  statusIntervals,
  volumeByDay,
  type AnalyticsTables,
  type DayVolume,
} from '@casebook/projection-analytics';
import { WrittenInstant, type TenantId } from '@casebook/vocabulary';
import type { Ask, QueryFailure, When } from './ask';
import { decodeInput } from './input';

type Db = Kysely<AnalyticsTables>;

const facts = [caseFacts.name];
const intervals = [statusIntervals.name];
const held = [statusIntervals.name, assignmentIntervals.name];

/** What analysts ask without writing SQL; `docs/reference/metrics.md` defines the figures. */
export const analyticsOf = (tenant: TenantId, ask: Ask) => ({
  /** The figures of all cases begun by then. */
  report: (when?: When) => ask(facts, (db: Db, at) => report(db, { tenant, at }), when),
  /** What is to be resolved, by team. */
  backlog: (when?: When) => ask([...facts, ...held], (db: Db, at) => backlog(db, { tenant, at }), when),
  /** How many cases each agent has. */
  load: (when?: When) => ask(held, (db: Db, at) => agentLoad(db, { tenant, at }), when),
  /** What came and went on each day, from the first instant to the second, which no longer counts. */
  volume: (
    span: { readonly from: string; readonly to: string },
    when?: When,
  ): TE.TaskEither<QueryFailure, ReadonlyArray<DayVolume>> =>
    pipe(
      E.Do,
      E.bind('from', () => decodeInput(WrittenInstant, span.from)),
      E.bind('to', () => decodeInput(WrittenInstant, span.to)),
      TE.fromEither,
      TE.chainW(({ from, to }) => ask(intervals, (db: Db) => volumeByDay(db, { tenant, from, to }), when)),
    ),
});

export type Analytics = ReturnType<typeof analyticsOf>;
