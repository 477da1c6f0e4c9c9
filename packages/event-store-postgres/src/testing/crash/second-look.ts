import { isDeepStrictEqual } from 'node:util';
import * as E from 'fp-ts/Either';
import { checkLog, type EventStore, type LogHead, type StoredEvent } from '@casebook/event-store';
import { instantOf } from '@casebook/vocabulary';
import type { Database } from '../../database';
import { logWitness } from '../../store/witness';

/**
 * Reads the whole log anew and says in words what is wrong with it: what who followed has seen otherwise, hashes that do not
 * hold, and what is not as it was at the look before, whose head is kept here, where no crash can reach it.
 */
export const secondLook = (database: Database, store: EventStore) => {
  let head: LogHead | undefined;
  return async (followed: ReadonlyArray<StoredEvent>): Promise<ReadonlyArray<string>> => {
    const read = await store.readAll({ after: 0, limit: followed.length })();
    const isSame = E.isRight(read) && isDeepStrictEqual(read.right.events, followed);
    const faults = isSame
      ? []
      : [`who followed saw ${followed.length} events, which are not the first ones of the log`];
    const heads = head === undefined ? [] : [head];
    const checked = await checkLog(store, { witness: logWitness(database), heads })();
    if (E.isLeft(checked)) return [...faults, checked.left.message];
    head = { ...checked.right.head, seenAt: instantOf(Date.now()) };
    return [...faults, ...checked.right.findings.map((finding) => `check: ${JSON.stringify(finding)}`)];
  };
};
