import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { caseCategory, type CaseEvent, type Of } from '@casebook/domain';
import type {
  EventCodec,
  EventStore,
  Recorded,
  StoreUnavailable,
  SubscriptionKey,
  SubscriptionState,
} from '@casebook/event-store';
import { isStorableText, type TenantId } from '@casebook/vocabulary';
import { decodeInput, invalid, Position, type InvalidInput } from './input';
import type { NamedSubscriptions } from './named-subscriptions';
import { CasebookError } from './run';

export interface Subscription<T extends CaseEvent['type']> {
  /** The position after which to begin; 0, the default, is the beginning. A name that was used before goes on where it was instead. */
  readonly after?: number;
  /** All types by default. A name keeps to the types with which it was begun. */
  readonly types?: ReadonlyArray<T>;
  /** Ends the loop when it aborts. */
  readonly signal?: AbortSignal;
  /**
   * Remembers what was dealt with under this name of the tenant's, 1 to 200 characters. An event counts as dealt with once the next one
   * is asked for; after a crash the last ones can come again, none is left out. One loop at a time has a name, and others wait: for a
   * holder that has died, ten seconds at most.
   */
  readonly name?: string;
}

/** No subscription of that name. */
export interface SubscriptionNotFound {
  readonly type: 'SubscriptionNotFound';
  readonly name: string;
}

interface Step<Event> {
  readonly event: Event | null;
  readonly position: number;
}

const isName = (name: string): boolean => name.length > 0 && name.length <= 200 && isStorableText(name);

/** The same types give the same text. */
const filterText = (types: ReadonlyArray<string> | undefined): string =>
  JSON.stringify({ types: types === undefined ? null : [...new Set(types)].sort() });

/** What happens at a tenant, as it happens: in order, without gaps, each event once for whoever goes on after its position. */
export const subscriptionsOf = (
  tenant: TenantId,
  log: EventStore,
  codec: EventCodec<CaseEvent>,
  named: NamedSubscriptions,
) => {
  const keyOf = (name: string): E.Either<InvalidInput, SubscriptionKey> =>
    isName(name)
      ? E.right({ tenant, name })
      : E.left(invalid(`name: ${JSON.stringify(name)} must be 1 to 200 characters, without NUL and half surrogates`));

  async function* steps<T extends CaseEvent['type']>({
    after = 0,
    types,
    signal,
    name,
  }: Subscription<T>): AsyncGenerator<Step<Recorded<Of<CaseEvent, T>>>> {
    const filter = { tenant, categories: [caseCategory], ...(types === undefined ? {} : { types }) };
    const options = { ...(signal === undefined ? {} : { signal }), ...(name === undefined ? {} : { name }) };
    for await (const page of log.subscribe({ after, filter, ...options })) {
      for (const stored of page.events) {
        if (signal?.aborted === true) return;
        const decoded = codec.decode(stored);
        if (E.isLeft(decoded)) throw new CasebookError(decoded.left);
        const event = decoded.right as Recorded<Of<CaseEvent, T>>; // the filter lets no other types through
        yield { event, position: stored.position };
      }
      yield { event: null, position: page.position };
    }
  }

  async function* remembered<T extends CaseEvent['type']>(
    key: SubscriptionKey,
    { after = 0, types, signal }: Subscription<T>,
  ): AsyncGenerator<Recorded<Of<CaseEvent, T>>> {
    const keeper = await named.claim({ ...key, filter: filterText(types), after }, signal);
    if (keeper === undefined) return;
    const stopping = new AbortController();
    const stop = (): void => stopping.abort();
    for (const one of [signal, keeper.over]) one?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
    try {
      const all = steps<T>({
        after: keeper.after,
        ...(types === undefined ? {} : { types }),
        signal: stopping.signal,
        name: key.name,
      });
      for await (const { event, position } of all) {
        if (event !== null) {
          await keeper.assure();
          if (stopping.signal.aborted) return;
          yield event;
        }
        keeper.dealtWith(position);
      }
      await keeper.assure();
    } finally {
      for (const one of [signal, keeper.over]) one?.removeEventListener('abort', stop);
      await keeper.end();
    }
  }

  return {
    /**
     * What is there and what comes, after a position or under a name that remembers. Throws a CasebookError of EventUnreadable for an
     * event that cannot be understood, of StoreUnavailable; under a name of InvalidInput, SubscriptionFilterChanged where it
     * was begun with other types, SubscriptionLost where it was reset or, after a standstill, taken over.
     */
    async *subscribe<T extends CaseEvent['type'] = CaseEvent['type']>(
      subscription: Subscription<T> = {},
    ): AsyncGenerator<Recorded<Of<CaseEvent, T>>> {
      if (subscription.name === undefined) {
        for await (const { event } of steps(subscription)) if (event !== null) yield event;
        return;
      }
      const key = keyOf(subscription.name);
      if (E.isLeft(key)) throw new CasebookError(key.left);
      yield* remembered(key.right, subscription);
    },

    /** Up to where a name has dealt with events, and who has it. */
    position: (
      name: string,
    ): TE.TaskEither<InvalidInput | SubscriptionNotFound | StoreUnavailable, SubscriptionState> =>
      pipe(
        TE.fromEither(keyOf(name)),
        TE.chainW(named.positions.find),
        TE.chainEitherKW(
          O.match(
            () => E.left<SubscriptionNotFound>({ type: 'SubscriptionNotFound', name }),
            (state) => E.right(state),
          ),
        ),
      ),

    /** Has a name go on after this position, forwards or back, with whatever types come next. A loop that has it ends with SubscriptionLost. */
    reset: (name: string, position: number): TE.TaskEither<InvalidInput | StoreUnavailable, void> =>
      pipe(
        E.Do,
        E.apSW('key', keyOf(name)),
        E.apSW('position', decodeInput(Position, position)),
        TE.fromEither,
        TE.chainW(({ key, position }) => named.positions.reset(key, position)),
      ),
  };
};

export type Subscriptions = ReturnType<typeof subscriptionsOf>;
