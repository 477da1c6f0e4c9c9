import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { checkLog, type LogChecked, type LogHead, type StoreUnavailable } from '@casebook/event-store';
import { logHeads, type Database, type MarkHolder } from '@casebook/event-store-postgres';
import type { Clock } from './clock';
import type { LogPlace } from './log-place';

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
  (database: Database, { store, witness, markHolders, keepsHeads }: LogPlace, clock: Clock) =>
  ({ heads: given = [], onProgress = () => undefined }: LogCheck = {}): TE.TaskEither<StoreUnavailable, CheckedLog> =>
    pipe(
      TE.Do,
      TE.bind('kept', () =>
        keepsHeads ? logHeads(database).all() : TE.right<StoreUnavailable, ReadonlyArray<LogHead>>([]),
      ),
      TE.bind('heads', ({ kept }) => TE.right([...kept, ...given])),
      TE.bind('checked', ({ heads }) =>
        checkLog(store, {
          heads,
          witness,
          onProgress: (position) => onProgress({ position }),
        }),
      ),
      TE.bind('markHolders', markHolders),
      TE.bind('head', ({ checked }) => TE.right({ ...checked.head, seenAt: clock() })),
      TE.bind('isKept', ({ checked, head }) =>
        keepsHeads && checked.findings.length === 0 ? logHeads(database).keep(head) : TE.right(false),
      ),
      TE.map(({ checked: { findings }, kept: _, ...rest }) => ({ ...rest, findings })),
    );
