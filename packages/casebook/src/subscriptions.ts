import * as E from 'fp-ts/Either';
import { caseCategory, type CaseEvent, type Of } from '@casebook/domain';
import type { EventCodec, EventStore, Recorded } from '@casebook/event-store';
import type { TenantId } from '@casebook/vocabulary';
import { CasebookError } from './run';

export interface Subscription<T extends CaseEvent['type']> {
  /** The position after which to begin; 0, the default, is the beginning. Keep that of the last event to go on from there. */
  readonly after?: number;
  /** All types by default. */
  readonly types?: ReadonlyArray<T>;
  /** Ends the loop when it aborts. */
  readonly signal?: AbortSignal;
}

/** What happens at a tenant, as it happens: in order, without gaps, each event once for whoever goes on after its position. */
export const subscriptionsOf = (tenant: TenantId, log: EventStore, codec: EventCodec<CaseEvent>) => ({
  /** What is there and what comes. Throws a CasebookError of EventUnreadable for an event that cannot be understood. */
  async *subscribe<T extends CaseEvent['type'] = CaseEvent['type']>({
    after = 0,
    types,
    signal,
  }: Subscription<T> = {}): AsyncGenerator<Recorded<Of<CaseEvent, T>>> {
    const filter = { tenant, categories: [caseCategory], ...(types === undefined ? {} : { types }) };
    for await (const page of log.subscribe({ after, filter, ...(signal === undefined ? {} : { signal }) }))
      for (const stored of page.events) {
        const decoded = codec.decode(stored);
        if (E.isLeft(decoded)) throw new CasebookError(decoded.left);
        yield decoded.right as Recorded<Of<CaseEvent, T>>; // the filter lets no other types through
      }
  },
});

export type Subscriptions = ReturnType<typeof subscriptionsOf>;
