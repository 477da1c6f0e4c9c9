import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { checkLog, type EventStore, type LogChecked, type LogHead, type StoreUnavailable } from '@casebook/event-store';
import { logHeads, logWitness, markHolders, type Database, type MarkHolder } from '@casebook/event-store-postgres';
import type { Clock } from './clock';

export interface CheckedLog extends Omit<LogChecked, 'head'> {
  /** How the log stands now: keep it where whoever owns the database cannot change it, and give it to the next check. */
  readonly head: LogHead;
  /** The heads that the log was held against: those that earlier checks left in the database, and those that were given. */
  readonly heads: ReadonlyArray<LogHead>;
  /** Whether the head was left in the database for the next check; not where something was found, or where this role may only read. */
  readonly isKept: boolean;
  /** Connections whose appends readers wait for just now. */
  readonly markHolders: ReadonlyArray<MarkHolder>;
}

export interface LogCheck {
  /** Heads that were kept elsewhere. */
  readonly heads?: ReadonlyArray<LogHead>;
  readonly onProgress?: (at: { readonly position: number }) => void;
}

/** Checks the log as it is stored; where nothing is found, its head is left for the next check. */
export const logChecker =
  (database: Database, stored: EventStore, clock: Clock) =>
  ({ heads: given = [], onProgress = () => undefined }: LogCheck = {}): TE.TaskEither<StoreUnavailable, CheckedLog> =>
    pipe(
      TE.Do,
      TE.bind('heads', () => TE.map((kept: ReadonlyArray<LogHead>) => [...kept, ...given])(logHeads(database).all())),
      TE.bind('checked', ({ heads }) =>
        checkLog(stored, {
          heads,
          witness: logWitness(database),
          onProgress: (position) => onProgress({ position }),
        }),
      ),
      TE.bind('markHolders', () => markHolders(database)),
      TE.bind('head', ({ checked }) => TE.right({ ...checked.head, seenAt: clock() })),
      TE.bind('isKept', ({ checked, head }) =>
        checked.findings.length === 0 ? logHeads(database).keep(head) : TE.right(false),
      ),
      TE.map(({ checked: { findings }, ...rest }) => ({ ...rest, findings })),
    );
