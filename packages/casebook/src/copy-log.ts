import * as E from 'fp-ts/Either';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type { TaskEither } from 'fp-ts/TaskEither';
import { sql } from 'kysely';
import { checkLog, type EventStore, type Expected, type LogFinding, type StoredEvent } from '@casebook/event-store';
import { migrate, openDatabase, postgresEventStore, type Database, type Where } from '@casebook/event-store-postgres';
import type { Instant } from '@casebook/vocabulary';
import { inDatabase, logName, placeSaid, sayPlace, type Statements } from './log-place';
import { eventStoreDb } from './eventstoredb';
import { CasebookError, run } from './run';

export interface CopyLog {
  /** The database that has the log, or had it; and keys, read models and named subscriptions in either case. */
  readonly database: Where;
  readonly schema?: string;
  /** The EventStoreDB, as `esdb://…`. */
  readonly log: string;
  readonly to: 'server' | 'database';
  readonly onProgress?: (at: { readonly position: number; readonly of: number }) => void;
}

export interface CopiedLog {
  /** All of the log. */
  readonly events: number;
  /** Those that were not there before. */
  readonly written: number;
  /** Of the Merkle tree over the hashes of all events, in the order of the log: the same in both logs. */
  readonly root: string;
  /** The positions of the last event, which differ. */
  readonly from: number;
  readonly to: number;
  /** Named subscriptions, which go on after the same event. */
  readonly subscriptions: number;
}

/** The logs are not the same: one of them has events that the other does not, or was changed. Nothing was switched over. */
export interface LogsDiffer {
  readonly type: 'LogsDiffer';
  readonly why: string;
}

const differ = (why: string): never => {
  throw new CasebookError<LogsDiffer>({ type: 'LogsDiffer', why });
};

const most = 500; // events in one append

/** Runs of events that may be appended at once: of one stream, recorded at one instant. */
function* runsOf(events: ReadonlyArray<StoredEvent>): Generator<NonEmptyArray<StoredEvent>> {
  let current: NonEmptyArray<StoredEvent> | undefined;
  for (const event of events) {
    const [first] = current ?? [];
    const goesOn =
      current !== undefined &&
      first?.stream === event.stream &&
      first.recordedAt === event.recordedAt &&
      current.length < most;
    if (goesOn) current?.push(event);
    else {
      if (current !== undefined) yield current;
      current = [event];
    }
  }
  if (current !== undefined) yield current;
}

const expectedBefore = ({ revision }: StoredEvent): Expected =>
  revision === 0 ? { is: 'noStream' } : { is: 'revision', revision: revision - 1 };

/** A position in the one log, and the last of the other that is not after it. */
type Translate = (position: number) => number;

interface Copying {
  readonly from: EventStore;
  readonly to: EventStore;
  /** The next appends are recorded at this instant. */
  readonly recordAt: (instant: Instant) => void;
  readonly wanted: ReadonlyArray<number>;
  readonly onProgress: NonNullable<CopyLog['onProgress']>;
}

const copied = async ({ from, to, recordAt, wanted, onProgress }: Copying) => {
  const of = await run(from.head());
  const translated = new Map<number, number>();
  const ahead = [...wanted].sort((a, b) => a - b);
  let [position, last, written] = [0, 0, 0];
  for (let isEnd = false; !isEnd;) {
    const page = await run(from.readAll({ after: position, upTo: of, limit: 1_000 }));
    for (const events of runsOf(page.events)) {
      const [first] = events;
      recordAt(first.recordedAt);
      const appended = await run(to.append(first.stream, expectedBefore(first), events));
      if (appended.events.some(({ hash }, index) => hash !== events[index]?.hash))
        differ(`${first.stream} has another hash from revision ${first.revision} on`);
      if (!appended.repeated) written += events.length;
      events.forEach((event, index) => {
        for (let [next] = ahead; next !== undefined && next < event.position; [next] = ahead) {
          translated.set(next, last);
          ahead.shift();
        }
        last = appended.events[index]?.position ?? last;
      });
    }
    [position, isEnd] = [page.position, page.end];
    onProgress({ position, of });
  }
  for (const next of ahead) translated.set(next, last);
  const translate: Translate = (at) => translated.get(at) ?? last;
  return { written, translate };
};

interface Named {
  readonly tenant: string;
  readonly name: string;
  readonly position: number;
}

const subscriptionsOf = async ({ kysely, schema }: Database): Promise<ReadonlyArray<Named>> =>
  (await sql<Named>`select "tenant", "name", "position" from ${sql.table(`${schema}.subscriptions`)}`.execute(kysely))
    .rows;

const move = async (transaction: Statements, schema: string, named: ReadonlyArray<Named>, translate: Translate) => {
  for (const { tenant, name, position } of named)
    await sql`update ${sql.table(`${schema}.subscriptions`)} set "position" = ${translate(position)}, "epoch" = "epoch" + 1,
      "holder" = null, "expires_at" = null where "tenant" = ${tenant} and "name" = ${name}`.execute(transaction);
};

const checkedOf = async (log: EventStore, name: string) => {
  const { head, findings } = await run(checkLog(log));
  const [finding]: ReadonlyArray<LogFinding> = findings;
  if (finding !== undefined) differ(`a check of the log ${name} finds ${JSON.stringify(finding)}`);
  return head;
};

const copying = async ({ schema, log, to, onProgress = () => undefined }: CopyLog, database: Database) => {
  await migrate(database);
  const { eventStoreDbEventStore, logIdentity, openEventStoreDb } = eventStoreDb();
  const esdb = await openEventStoreDb(log, logName(schema ?? database.schema));
  let now: Instant | undefined;
  const clock = (): Instant => now ?? differ('an event was recorded at no instant');
  const here = postgresEventStore(database, { clock, groupCommit: false });
  const there = eventStoreDbEventStore(esdb, { clock, idsWithin: 'stream' });
  try {
    const [source, target] = to === 'server' ? ([here, there] as const) : ([there, here] as const);
    const named = await subscriptionsOf(database);
    const { written, translate } = await copied({
      from: source,
      to: target,
      recordAt: (instant) => (now = instant),
      wanted: named.map(({ position }) => position),
      onProgress,
    });
    const before = await checkedOf(source, 'that was copied');
    const after = await checkedOf(target, 'that it was copied to');
    if (before.events !== after.events || before.root !== after.root)
      differ(`${before.events} events were copied, and ${after.events} are there, or others, or in another order`);
    const place = to === 'server' ? await logIdentity(esdb) : inDatabase;
    // Given again, it has nothing to switch over: positions are those of the new log already.
    if ((await placeSaid(database))?.log !== place)
      await sayPlace(database, place, true, (transaction) => move(transaction, database.schema, named, translate));
    const { events, root } = after;
    return { events, written, root, from: before.position, to: after.position, subscriptions: named.length };
  } finally {
    await Promise.all([here.close(), there.close()]);
    esdb.close();
  }
};

/**
 * Copies the log of a database to an EventStoreDB, or back, and has the database look there from then on. Nobody may write meanwhile. Given
 * again after it was interrupted, it goes on: what is there already is found to be the same. Every event keeps its hash, and the order of
 * the log is kept; positions are the store's own, so read models are built anew when the desk is opened next. Left: LogsDiffer where that
 * is not so.
 */
export const copyLog =
  (options: CopyLog): TaskEither<CasebookError['cause'], CopiedLog> =>
  async () => {
    const database = await openDatabase({ ...options.database, schema: options.schema ?? 'casebook' });
    try {
      return E.right(await copying(options, database));
    } catch (error) {
      if (error instanceof CasebookError) return E.left(error.cause);
      throw error;
    } finally {
      await database.close();
    }
  };
