import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  caseDecider,
  caseEventSchemas,
  deskEventSchemas,
  erasureEvent,
  issuePersonalFields,
  majorIssueDecider,
  majorIssueEventSchemas,
  personalFields,
  personNamedIn,
  personNamedInIssue,
  publishingDecider,
  rulebookLacking,
  type CaseEvent,
  type DeskEvent,
  type MajorIssueEvent,
  type Rulebook,
  type RulebookMissing,
} from '@casebook/domain';
import {
  eventCodec,
  streamParts,
  type EventCodec,
  type EventStore,
  type StoreUnavailable,
} from '@casebook/event-store';
import {
  migrate,
  openDatabase,
  postgresSubscriptionPositions,
  type Database,
  type MarkHolder,
  type Where,
} from '@casebook/event-store-postgres';
import { keyTable, sealedEventStore, type KeyStore } from '@casebook/privacy';
import { openReadModels, type Projection, type ReadModels } from '@casebook/projection';
import type { Telemetry } from '@casebook/telemetry';
import { literal, TenantId, type Actor } from '@casebook/vocabulary';
import { checkedAssessors, type Assessor } from './assessing/assessor';
import { automating, type Automating, type Automations } from './automating/automate';
import { deliverOnce, type DeliverFailure, type Telling } from './automating/delivering';
import { analystsOf, createAnalystViews, type Analysts } from './analysts';
import { checkedLog, checkedReadModels } from './at-start';
import { asker, viewsAt } from './ask';
import {
  everybodyMayDoEverything,
  everybodyMayLead,
  everybodyMayPublish,
  nobodyMayLead,
  nobodyMayPublish,
  type Authorize,
  type AuthorizeMajorIssue,
  type AuthorizeRulebook,
} from './authorize';
import { logChecker, type CheckedLog, type LogCheck } from './check-log';
import { systemClock, type Clock } from './clock';
import { decisionsChecker, type DecisionsChecked } from './deciding-anew';
import { deskOf, type Desk } from './desk';
import { handler } from './handle';
import { rulebookCodec } from './known-rulebooks';
import { keeperOf, type Keeper } from './keep-as-of';
import { hasMoved, logInDatabase, logOnServer, settled, type LogPlace } from './log-place';
import { namedSubscriptions } from './named-subscriptions';
import { numbersOf } from './numbers';
import { observe } from './observe';
import { timeObserver, type TimeFailure } from './observe-time';
import { standardProjections } from './projections';
import { readRulebooks } from './read-rulebooks';
import type { VersionsFailure } from './rulebooks';
import { checkedFromCode, checkedRulebooks } from './rulebooks-at-start';
import { run } from './run';

/** Where the log and the read models live: one of them, nothing is shared between two. */
export type Place =
  /** A folder, created where it is missing; one process at a time. */
  | { readonly data: string }
  /** In memory, gone when the process ends. */
  | { readonly memory: true }
  /** A PostgreSQL server, as `postgres://user:password@host:5432/database`. */
  | { readonly database: string }
  /** A pool of yours; it stays open when Casebook closes. */
  | { readonly pool: Extract<Where, { readonly pool: unknown }>['pool'] };

export interface Options {
  /**
   * The log on an EventStoreDB or KurrentDB, as `esdb://user:password@host:2113`; read models, keys and named subscriptions stay in the
   * place. In the place itself by default. With a schema other than the usual one, the log has that name on the server.
   */
  readonly log?: string;
  /** Where all tables live, `casebook` by default; several desks can share a database by schema. */
  readonly schema?: string;
  /** Read models of yours, kept beside ours. */
  readonly projections?: ReadonlyArray<Projection>;
  /** Versions of the rulebook that code has, of every tenant or by tenant, beside those that were published; none of either: anything goes. */
  readonly rulebooks?: ReadonlyArray<Rulebook> | ((tenant: TenantId) => ReadonlyArray<Rulebook>);
  /** Programs that say what they make of cases, when `cases.assess` asks them; none by default. */
  readonly assessors?: ReadonlyArray<Assessor>;
  /** Asked before every decision; everybody may do everything by default. */
  readonly authorize?: Authorize;
  /** Asked before a rulebook is published or reviewed; everybody may by default, but nobody where `authorize` is given. */
  readonly authorizeRulebook?: AuthorizeRulebook;
  /** Asked before anything is done about a major issue; everybody may by default, but nobody where `authorize` is given. */
  readonly authorizeMajorIssue?: AuthorizeMajorIssue;
  /** Where the keys are kept under which personal fields are sealed; a table of the same database by default. */
  readonly keys?: KeyStore;
  /** What time it is: the system's clock by default. With one of yours, the log takes its `recordedAt` from it too. */
  readonly clock?: Clock;
  /** True: keeps the read models close to the log in the background, for those who read them with SQL alone. */
  readonly follow?: boolean;
  /**
   * True, or the names of read models: goes back to their previous tables before anything else, as after an upgrade that is to be undone
   * by the program of before; see `readModels.rollBack`.
   */
  readonly rollBack?: boolean | ReadonlyArray<string>;
  /** True: opens a log also where it is not as it was written, to look into it; see `checkLog`. */
  readonly unchecked?: boolean;
  /** Spans and metrics of the log, and how far read models and subscriptions are behind. None by default, and nothing is loaded then. */
  readonly telemetry?: Omit<Telemetry, 'clock'>;
}

export interface Casebook {
  /** What this actor can do and see at this tenant. Throws a TypeError for a tenant that is no TenantId. */
  readonly as: (who: { readonly tenant: string; readonly actor: Actor }) => Desk;
  /**
   * Lets time bring to all cases what it has brought by now; gives the number of events. A scheduler calls this and knows nothing. A case
   * to which it cannot be brought keeps no other from it, and is what the answer then tells of.
   */
  readonly observeTime: () => TE.TaskEither<TimeFailure, number>;
  /** One statement that reads, over the views for analysts and the read models. */
  readonly sql: Analysts;
  /** Tells those whom the rulebook wants to be told and who have not been yet; gives how often something was tried. For whoever keeps time themselves. */
  readonly deliver: (telling: Telling) => TE.TaskEither<DeliverFailure, number>;
  /** Lets time bring what it brings, tells those who are to be told, and does what is to be done by itself, until it is stopped or the casebook is closed. */
  readonly automate: (automating: Automating) => Automations;
  /** Keeps all read models and the views for analysts as of an instant in a schema of their own, for other tools to read. */
  readonly keepAsOf: Keeper;
  /** The log as people read it, personal fields open. */
  readonly log: EventStore;
  /** The log as it is stored, personal fields sealed: for whoever checks or copies it. */
  readonly sealedLog: EventStore;
  /** Computes all hashes of the log again and says what no append can have done; see `LogFinding`. */
  readonly checkLog: (check?: LogCheck) => TE.TaskEither<StoreUnavailable, CheckedLog>;
  /** Appends under way, which whoever reads the log in its order waits for; the longest first. */
  readonly markHolders: () => TE.TaskEither<StoreUnavailable, ReadonlyArray<MarkHolder>>;
  /** Decides every case anew and says which recorded decisions would be others now: see `DecidedAnew`. */
  readonly checkDecisions: (
    onProgress?: (done: number, of: number) => void,
  ) => TE.TaskEither<VersionsFailure | RulebookMissing, DecisionsChecked>;
  readonly codec: EventCodec<CaseEvent>;
  readonly readModels: ReadModels;
  readonly close: () => Promise<void>;
}

const placeOf = (place: Place): Where => {
  if ('data' in place) return { folder: place.data };
  if ('database' in place) return { url: place.database };
  return place;
};

const perTenant = <A>(make: (tenant: TenantId) => A): ((tenant: TenantId) => A) => {
  const made = new Map<TenantId, A>();
  return (tenant) => {
    const known = made.get(tenant) ?? make(tenant);
    made.set(tenant, known);
    return known;
  };
};

type FromCode = (tenant: TenantId) => ReadonlyArray<Rulebook>;

/** The versions that code has of a tenant's rulebook, looked over once. */
const rulebooksFrom = ({ rulebooks = [] }: Options): FromCode => {
  if (typeof rulebooks === 'function') return perTenant((tenant) => checkedFromCode(rulebooks(tenant)));
  const checked = checkedFromCode(rulebooks);
  return () => checked;
};

/** Wires log, read models and rules over one open database, which it owns from now on. */
const wired = async (database: Database, options: Options, fromCode: FromCode): Promise<Casebook> => {
  await migrate(database);
  const place =
    options.log === undefined
      ? await logInDatabase(database, options.clock)
      : await logOnServer(options.log, database, options.clock);
  try {
    return await wiredTo(place, database, options, fromCode);
  } catch (error) {
    await place.store.close();
    place.close();
    throw error;
  }
};

const wiredTo = async (
  place: LogPlace,
  database: Database,
  options: Options,
  fromCode: FromCode,
): Promise<Casebook> => {
  const { projections = [], authorize = everybodyMayDoEverything, clock = systemClock } = options;
  const assessors = checkedAssessors(options.assessors ?? []);
  const { authorizeRulebook = options.authorize === undefined ? everybodyMayPublish : nobodyMayPublish } = options;
  const { authorizeMajorIssue = options.authorize === undefined ? everybodyMayLead : nobodyMayLead } = options;
  if (options.unchecked !== true && options.log === undefined) await checkedLog(database);
  const sealedLog = place.store;
  const keys = options.keys ?? (await keyTable(database));
  const personal = {
    fields: { ...personalFields, ...issuePersonalFields },
    personIn: { ...personNamedIn, ...personNamedInIssue },
  };
  const sealed = sealedEventStore(sealedLog, { keys, personal });
  const { log, observeReadModels } = await observe(sealed, options.telemetry, clock);
  const codec = eventCodec<CaseEvent>(caseEventSchemas);
  if (options.rulebooks !== undefined) await checkedRulebooks(log, fromCode);
  const readModels = openReadModels({
    db: database.kysely,
    schema: database.schema,
    log,
    codec: eventCodec<DeskEvent>(deskEventSchemas),
    projections: [...standardProjections, ...projections],
    anewOn: [erasureEvent],
    alone: database.engine === 'pglite', // one process at a time has it
    copies: database.capabilities.takesCopy,
  });
  const { rollBack = false } = options;
  if (rollBack !== false) await run(readModels.rollBack(rollBack === true ? undefined : rollBack));
  await run(readModels.migrate());
  if (await hasMoved(database)) {
    await run(readModels.rebuild(readModels.projections.map(({ name }) => name)));
    await settled(database);
  } else await checkedReadModels(readModels);
  await createAnalystViews(database);

  const read = perTenant((tenant) => readRulebooks(log, tenant, fromCode(tenant)));
  const handling = perTenant((tenant) =>
    handler({
      log,
      codec,
      decider: caseDecider,
      rulesFor: (state) =>
        pipe(
          read(tenant),
          TE.chainW(({ rules }) => {
            const lost = rulebookLacking(state, rules);
            return lost === null ? TE.right(rules) : TE.left(lost);
          }),
        ),
      authorize,
    }),
  );
  const publishing = perTenant((tenant) =>
    handler({
      log,
      codec: rulebookCodec,
      decider: publishingDecider,
      // Read first, so that what code and log disagree about is not published over.
      rulesFor: () =>
        pipe(
          read(tenant),
          TE.map((known) => known.fromCode),
        ),
      authorize: authorizeRulebook,
    }),
  );
  const leading = perTenant((tenant) =>
    handler({
      log,
      codec: eventCodec<MajorIssueEvent>(majorIssueEventSchemas),
      decider: majorIssueDecider,
      rulesFor: () =>
        pipe(
          read(tenant),
          TE.map(({ rules }) => rules),
        ),
      authorize: authorizeMajorIssue,
    }),
  );
  const views = viewsAt(readModels, database.schema, clock);
  const ask = asker(views);
  const numbers = perTenant((tenant) => numbersOf(log, tenant, clock));
  const unobserve = observeReadModels(readModels);
  const named = namedSubscriptions(postgresSubscriptionPositions(database));
  const following = options.follow === true ? readModels.follow() : undefined;

  const observeTime = timeObserver({
    ask,
    observe: (stream) => handling(streamParts(stream).tenant).observe(stream, clock()),
  });
  const as: Casebook['as'] = ({ tenant: name, actor }) => {
    const tenant = literal(TenantId, name);
    const { handle, load, asItStands } = handling(tenant);
    const { take: takeNumber } = numbers(tenant);
    return deskOf({
      tenant,
      actor,
      clock,
      handle,
      handleRulebook: publishing(tenant).handle,
      handleIssue: leading(tenant).handle,
      loadIssue: leading(tenant).load,
      readRulebooks: read(tenant),
      load,
      asItStands,
      takeNumber,
      ask,
      log,
      codec,
      keys,
      authorize,
      readModels,
      named,
      assessors,
    });
  };
  const running = new Set<Automations>();
  const courier = { ask, clock, named, at: handling };
  const start = automating({ ...courier, observeTime, as });

  return {
    as,
    deliver: deliverOnce(courier),
    automate: (wanted) => {
      const automations = start(wanted);
      running.add(automations);
      return automations;
    },
    observeTime,
    sql: analystsOf(database, readModels, views),
    keepAsOf: keeperOf(database, readModels),
    log,
    sealedLog,
    checkLog: logChecker(database, place, clock),
    markHolders: place.markHolders,
    checkDecisions: decisionsChecker({
      log,
      codec,
      rules: (tenant) =>
        pipe(
          read(tenant),
          TE.map(({ rules }) => rules),
        ),
    }),
    codec,
    readModels,
    close: async () => {
      await Promise.all([...running].map((automations) => automations.stop()));
      await following?.stop();
      await named.close();
      unobserve();
      await log.close();
      place.close();
      await database.close();
    },
  };
};

/**
 * Opens the log and the read models, creating what is missing. Rejects with DatabaseBusy where another process has the
 * folder, with DatabaseUnavailable or EventStoreDbUnavailable where nothing can be opened, with LogDamaged where the log is not as it was
 * written, with a CasebookError where the log is elsewhere (LogElsewhere), where the read models cannot be kept, where a rulebook from
 * code cannot be read (RulebookUnreadable), or where it and the log contradict each other (RulebookContradicted).
 */
export const openCasebook = async (options: Place & Options): Promise<Casebook> => {
  const { schema = 'casebook' } = options;
  const fromCode = rulebooksFrom(options);
  const database = await openDatabase({ ...placeOf(options), schema });
  try {
    return await wired(database, options, fromCode);
  } catch (error) {
    await database.close();
    throw error;
  }
};
