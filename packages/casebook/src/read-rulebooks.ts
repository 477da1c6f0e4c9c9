import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Rulebook, RulebookMissing } from '@casebook/domain';
import type { EventStore, EventUnreadable, StoreUnavailable } from '@casebook/event-store';
import type { TenantId } from '@casebook/vocabulary';
import { knownFromCode, knownWith, type KnownRulebooks, type RulebookContradicted } from './known-rulebooks';
import { rulebookStream } from './rulebook-stream';

/** Why there are no rules to decide by. */
export type RulesFailure = RulebookContradicted | RulebookMissing;

export type ReadRulebooks = TE.TaskEither<StoreUnavailable | EventUnreadable | RulebookContradicted, KnownRulebooks>;

/**
 * All versions of a tenant's rulebook there are now, whoever published them: each time, what was published since the last time is read.
 * Throws a RangeError where code has two of one version.
 */
export const readRulebooks = (log: EventStore, tenant: TenantId, fromCode: ReadonlyArray<Rulebook>): ReadRulebooks => {
  const stream = rulebookStream(tenant);
  let known = knownFromCode(fromCode);
  return () => {
    const before = known;
    return pipe(
      log.readStream(stream, { from: before.recorded.length }),
      TE.chainEitherKW((stored) => (stored.length === 0 ? E.right(before) : knownWith(before, stored))),
      TE.map((after) => {
        // Somebody else may have read further meanwhile.
        if (after.recorded.length > known.recorded.length) known = after;
        return after;
      }),
    )();
  };
};
