import * as E from 'fp-ts/Either';
import { decodeRulebook, RulebookCodec, rulebookCategory, type Rulebook } from '@casebook/domain';
import type { EventStore, ReadByStream, StoredEvent } from '@casebook/event-store';
import type { TenantId } from '@casebook/vocabulary';
import { knownFromCode, knownWith } from './known-rulebooks';
import { rulebookStreams } from './rulebook-stream';
import { CasebookError, run } from './run';

const limit = 1_000; // events a page

const filter = { categories: [rulebookCategory] };

/** In the order of streams those of rulebooks lie side by side, however long the log is. */
const side = async (
  readByStream: NonNullable<EventStore['readByStream']>,
  upTo: number,
  after: ReadByStream['after'] = { stream: rulebookStreams.after, revision: -1 },
): Promise<ReadonlyArray<StoredEvent>> => {
  const { events, end } = await run(readByStream({ after, before: rulebookStreams.before, upTo, limit, filter }));
  const last = events[events.length - 1];
  return end || last === undefined ? events : [...events, ...(await side(readByStream, upTo, last))];
};

const along = async (log: EventStore, after = 0): Promise<ReadonlyArray<StoredEvent>> => {
  const { events, position, end } = await run(log.readAll({ after, limit, filter }));
  return end ? events : [...events, ...(await along(log, position))];
};

/** All that was published, of every tenant. */
const published = async (log: EventStore): Promise<ReadonlyArray<StoredEvent>> =>
  log.readByStream === undefined ? along(log) : side(log.readByStream, await run(log.head()));

/** Rulebooks from code, as documents that come from elsewhere are checked. Throws RulebookUnreadable, or a RangeError where two have one version. */
export const checkedFromCode = (rulebooks: ReadonlyArray<Rulebook>): ReadonlyArray<Rulebook> => {
  for (const rulebook of rulebooks) {
    const decoded = decodeRulebook(RulebookCodec.encode(rulebook));
    if (E.isLeft(decoded)) throw new CasebookError(decoded.left);
  }
  return knownFromCode(rulebooks).fromCode;
};

/** Sees to it that code and log agree about every version that both have. Rejects with RulebookContradicted. */
export const checkedRulebooks = async (
  log: EventStore,
  fromCode: (tenant: TenantId) => ReadonlyArray<Rulebook>,
): Promise<void> => {
  const tenants = new Map<TenantId, StoredEvent[]>();
  for (const event of await published(log)) tenants.set(event.tenant, [...(tenants.get(event.tenant) ?? []), event]);
  for (const [tenant, events] of tenants) {
    const known = knownWith(knownFromCode(fromCode(tenant)), events);
    if (E.isLeft(known)) throw new CasebookError(known.left);
  }
};
