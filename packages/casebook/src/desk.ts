import type { CaseEvent } from '@casebook/domain';
import type { EventCodec, EventStore } from '@casebook/event-store';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { analyticsOf, type Analytics } from './analytics';
import type { Assessor } from './assessing/assessor';
import { suggestingOf, type Suggesting } from './assessing/suggesting';
import { queryOf, type Ask, type Query } from './ask';
import { casesOf, type Cases, type CasesDependencies } from './cases';
import { privacyOf, type ErasureDependencies, type Privacy } from './erasure';
import { historiesOf, type Histories } from './histories';
import type { IssueDesking } from './major-issues/issue-desk';
import { majorIssuesOf, type MajorIssues } from './major-issues/major-issues';
import type { NamedSubscriptions } from './named-subscriptions';
import { queuesOf, type Queues } from './queues';
import { rulebooksOf, type Rulebooks, type RulebooksDependencies } from './rulebooks';
import { servicesOf, type Services } from './services';
import { subscriptionsOf, type Subscriptions } from './subscriptions';

interface Dependencies extends CasesDependencies, ErasureDependencies, RulebooksDependencies, IssueDesking {
  readonly ask: Ask;
  readonly log: EventStore;
  readonly codec: EventCodec<CaseEvent>;
  readonly named: NamedSubscriptions;
  readonly assessors: ReadonlyArray<Assessor>;
}

/** What one actor can do and see at one tenant. Every method is a TaskEither; `run` makes a promise of it. */
export interface Desk {
  readonly cases: Cases & Suggesting;
  readonly queues: Queues;
  readonly history: Histories;
  readonly analytics: Analytics;
  readonly events: Subscriptions;
  readonly rulebook: Rulebooks;
  readonly services: Services;
  readonly privacy: Privacy;
  readonly majorIssues: MajorIssues;
  /**
   * A question of yours to read models, ours or yours: the views are bound to now or to the past moment that is asked of.
   * They hold the rows of all tenants: ask for those of yours.
   */
  readonly query: Query;
}

export const deskOf = (dependencies: Dependencies): Desk => {
  const { tenant, actor, ask, log, codec, clock, named, readRulebooks } = dependencies;
  const rules = pipe(
    readRulebooks,
    TE.map((known) => known.rules),
  );
  const queues = queuesOf(tenant, actor, ask, rules);
  const query = queryOf(tenant, ask);
  return {
    cases: { ...casesOf(dependencies), ...suggestingOf({ ...dependencies, rules, asking: { queues, query } }) },
    queues,
    history: historiesOf({ tenant, actor, log, codec, clock, ask, rules }),
    analytics: analyticsOf(tenant, ask, rules),
    events: subscriptionsOf(tenant, log, codec, named),
    rulebook: rulebooksOf(dependencies),
    services: servicesOf(dependencies),
    privacy: privacyOf(dependencies),
    majorIssues: majorIssuesOf(dependencies),
    query,
  };
};
