import type { CaseEvent } from '@casebook/domain';
import type { EventCodec, EventStore } from '@casebook/event-store';
import type { Kysely } from 'kysely';
import type { Projection, TablesOf } from '@casebook/projection';
import type { Instant, TenantId } from '@casebook/vocabulary';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { analyticsOf, type Analytics } from './analytics';
import type { Ask, QueryFailure, When } from './ask';
import { casesOf, type Cases, type CasesDependencies } from './cases';
import { privacyOf, type ErasureDependencies, type Privacy } from './erasure';
import { historiesOf, type Histories } from './histories';
import type { NamedSubscriptions } from './named-subscriptions';
import { queuesOf, type Queues } from './queues';
import { rulebooksOf, type Rulebooks, type RulebooksDependencies } from './rulebooks';
import { servicesOf, type Services } from './services';
import { subscriptionsOf, type Subscriptions } from './subscriptions';

interface Dependencies extends CasesDependencies, ErasureDependencies, RulebooksDependencies {
  readonly ask: Ask;
  readonly log: EventStore;
  readonly codec: EventCodec<CaseEvent>;
  readonly named: NamedSubscriptions;
}

/** What one actor can do and see at one tenant. Every method is a TaskEither; `run` makes a promise of it. */
export interface Desk {
  readonly cases: Cases;
  readonly queues: Queues;
  readonly history: Histories;
  readonly analytics: Analytics;
  readonly events: Subscriptions;
  readonly rulebook: Rulebooks;
  readonly services: Services;
  readonly privacy: Privacy;
  /**
   * A question of yours to read models, ours or yours: the views are bound to now or to the past moment that is asked of.
   * They hold the rows of all tenants: ask for those of yours.
   */
  readonly query: <const All extends ReadonlyArray<Projection>, A>(
    of: All,
    question: (db: Kysely<TablesOf<All>>, of: { readonly tenant: TenantId; readonly at: Instant }) => Promise<A>,
    when?: When,
  ) => TE.TaskEither<QueryFailure, A>;
}

export const deskOf = (dependencies: Dependencies): Desk => {
  const { tenant, actor, ask, log, codec, clock, named, readRulebooks } = dependencies;
  const rules = pipe(
    readRulebooks,
    TE.map((known) => known.rules),
  );
  return {
    cases: casesOf(dependencies),
    queues: queuesOf(tenant, actor, ask, rules),
    history: historiesOf({ tenant, log, codec, clock, ask, rules }),
    analytics: analyticsOf(tenant, ask, rules),
    events: subscriptionsOf(tenant, log, codec, named),
    rulebook: rulebooksOf(dependencies),
    services: servicesOf(dependencies),
    privacy: privacyOf(dependencies),
    query: (of, question, when) =>
      ask(
        of.map(({ name }) => name),
        (db: Kysely<TablesOf<typeof of>>, at) => question(db, { tenant, at }),
        when,
      ),
  };
};
