import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import type { Kysely } from 'kysely';
import type { CaseCommand, CaseEvent, CaseState, Of, Recipient } from '@casebook/domain';
import { streamParts, StreamName, type Recorded } from '@casebook/event-store';
import type { Channel, DeliveryFailed, Message } from '@casebook/notification';
import { dueNotifications, notifications, type DueNotification, type QueueTables } from '@casebook/projection-queues';
import { CommandId, literal, textOf, type TenantId } from '@casebook/vocabulary';
import { automation } from '../actors';
import type { Ask, QueryFailure } from '../ask';
import type { Clock } from '../clock';
import type { NamedSubscriptions } from '../named-subscriptions';
import type { Load } from '../other-cases';
import { CasebookError, run } from '../run';
import type { CommandFailure, Desking } from '../send';
import type { Keeper } from '../subscription-keeper';
import { heldOff } from './held-off';
import { plainWords, toldBy, type Told, type Words } from './told';

/** How people and systems are told. */
export interface Telling {
  /** By the names that the rulebook gives them. */
  readonly channels: { readonly [name: string]: Channel };
  /** Where somebody can be reached through the channel; none where that is not known. What it throws is tried again as a failure. */
  readonly addressesOf: (to: Recipient, told: Told) => ReadonlyArray<string> | Promise<ReadonlyArray<string>>;
  /** Subject and text; plain ones by default, in English, that quote nothing of what people wrote. */
  readonly words?: (told: Told) => Words;
  /** Only what is to be told at these tenants; at all of them by default. */
  readonly tenants?: ReadonlyArray<string>;
}

export interface DeliveringDependencies {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly named: NamedSubscriptions;
  readonly at: (tenant: TenantId) => Pick<Desking, 'handle'> & { readonly load: Load };
}

const actor = automation('notifications');
/** The name under which one process at a time delivers for a tenant. */
const claimed = 'casebook/notifications';
const atOnce = 100; // that are looked up by one question
const together = 8; // at most, on their way at the same time

const nameOf = ({ stream, notificationId }: DueNotification): string => `${stream}/${notificationId}`;

const failed = (reason: string): DeliveryFailed => ({ type: 'DeliveryFailed', reason, isFinal: false });

const isRequest = (recorded: Recorded<CaseEvent>): recorded is Recorded<Of<CaseEvent, 'NotificationRequested'>> =>
  recorded.type === 'NotificationRequested';

const messageOf = (id: string, told: Told, to: ReadonlyArray<string>, { subject, text }: Words): Message => ({
  id,
  at: told.entry.occurredAt,
  to,
  subject,
  text,
  data: {
    tenant: told.tenant,
    number: told.number,
    event: told.about,
    occurredAt: told.entry.occurredAt,
    status: told.status,
    priority: told.priority,
    team: told.team,
    agent: told.agent,
    rule: told.rule,
    to: { kind: told.to.kind, id: told.to.id },
  },
});

/** Hands messages to channels, and records what came of it in the case. */
export const delivering = (
  { ask, clock, named, at }: DeliveringDependencies,
  { channels, addressesOf, words = plainWords, tenants }: Telling,
) => {
  const keepers = new Map<TenantId, Keeper>();
  const held = heldOff();

  /** The right to deliver for a tenant; undefined where another process has it. */
  const keeperFor = async (tenant: TenantId): Promise<Keeper | undefined> => {
    const held = keepers.get(tenant);
    if (held !== undefined && !held.over.aborted) return held;
    keepers.delete(tenant);
    const keeper = await named.attempt({ tenant, name: claimed, filter: claimed, after: 0 });
    if (keeper !== undefined) keepers.set(tenant, keeper);
    return keeper;
  };

  const tried = async (id: string, told: Told, through: string): Promise<E.Either<DeliveryFailed, void>> => {
    const channel = channels[through];
    if (channel === undefined) return E.left(failed(`no channel is called ${through}`));
    try {
      const addresses = await addressesOf(told.to, told);
      if (addresses.length === 0 && told.to.kind !== 'system')
        return E.left(failed(`no address is known of ${told.to.kind} ${told.to.id}`));
      return await channel.deliver(messageOf(id, told, addresses, words(told)))();
    } catch (error) {
      return E.left(failed(error instanceof Error ? error.message : String(error)));
    }
  };

  /** False where the case says otherwise than the read model: nothing is done then. */
  const deliver = async (due: DueNotification, keeper: Keeper): Promise<boolean> => {
    const stream = literal(StreamName, due.stream);
    const { tenant } = streamParts(stream);
    const { handle, load } = at(tenant);
    const loaded: { readonly events: ReadonlyArray<Recorded<CaseEvent>>; readonly state: CaseState } = await run(
      load(stream),
    );
    const request = loaded.events.filter(isRequest).find(({ event }) => event.notificationId === due.notificationId);
    const standing = loaded.state.notifications.find(({ notificationId }) => notificationId === due.notificationId);
    // The read model may be a moment behind: what was delivered since is not delivered again.
    if (
      request === undefined ||
      standing === undefined ||
      standing.ended !== null ||
      standing.failures !== due.failures
    )
      return false;
    const told = toldBy(tenant, request, loaded);
    await keeper.assure();
    const attempt = standing.failures + 1;
    const outcome =
      told === undefined
        ? E.left({ ...failed('what it tells of is not in the case'), isFinal: true })
        : await tried(request.id, told, due.through);
    const notificationId = textOf(due.notificationId);
    const command: CaseCommand = E.isRight(outcome)
      ? { type: 'ConfirmNotification', at: clock(), notificationId }
      : {
          type: 'FailNotification',
          at: clock(),
          notificationId,
          attempt,
          reason: textOf(outcome.left.reason.replaceAll('\0', '')),
          isFinal: outcome.left.isFinal,
        };
    await run(
      handle({
        stream,
        actor,
        commandId: literal(CommandId, `${request.id}/${attempt}`),
        correlationId: request.correlationId,
        causationId: request.id,
        command: async () => E.right(command),
      }),
    );
    return true;
  };

  /** Delivers what may be delivered by this process and is not held off, some at a time; gives how often something was tried, and the first failure to record. */
  const deliverAll = async (
    due: ReadonlyArray<DueNotification>,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly tried: number; readonly failures: ReadonlyArray<Error> }> => {
    const mine: Array<{ readonly due: DueNotification; readonly keeper: Keeper }> = [];
    for (const one of due) {
      if (held.has(nameOf(one))) continue;
      const keeper = await keeperFor(streamParts(literal(StreamName, one.stream)).tenant);
      if (keeper !== undefined) mine.push({ due: one, keeper });
    }
    const failures: Error[] = [];
    for (let from = 0; from < mine.length && signal?.aborted !== true; from += together)
      await Promise.all(
        mine.slice(from, from + together).map(async (one) => {
          try {
            if (await deliver(one.due, one.keeper)) held.forget(nameOf(one.due));
            else held.add(nameOf(one.due));
          } catch (error) {
            held.add(nameOf(one.due));
            failures.push(error instanceof Error ? error : new Error(String(error)));
          }
        }),
      );
    return { tried: mine.length, failures };
  };

  /**
   * Delivers what is due, until nothing is that this process may deliver; gives how often something was tried. What could not be recorded
   * keeps nobody else from being told: the first of such failures is what it rejects with in the end.
   */
  const deliverDue = async (signal?: AbortSignal): Promise<number> => {
    const failures: Error[] = [];
    let count = 0;
    // What others deliver, or what is held off, must not hide what comes after it.
    for (let skip = 0; signal?.aborted !== true;) {
      const from = skip;
      const due = await run(
        ask([notifications.name], (db: Kysely<QueueTables>, instant) =>
          dueNotifications(db, { at: instant, tenants, skip: from, limit: atOnce }),
        ),
      );
      const { tried: times, failures: more } = await deliverAll(due, signal);
      count += times;
      failures.push(...more);
      if (times === 0 && due.length < atOnce) break;
      skip = times > 0 ? 0 : skip + due.length;
    }
    const [failure] = failures;
    if (failure !== undefined) throw failure;
    return count;
  };

  return {
    deliverDue,
    end: async (): Promise<void> => {
      await Promise.all([...keepers.values()].map((keeper) => keeper.end()));
      keepers.clear();
    },
  };
};

/** Why what is due could not be delivered and recorded. A channel that fails is no such reason: that is recorded. */
export type DeliverFailure = QueryFailure | CommandFailure<'ConfirmNotification' | 'FailNotification'>;

/** Once what is due now, for whoever keeps time themselves; gives how often something was tried. */
export const deliverOnce =
  (dependencies: DeliveringDependencies) =>
  (telling: Telling): TE.TaskEither<DeliverFailure, number> =>
    TE.tryCatch(
      async () => {
        const courier = delivering(dependencies, telling);
        try {
          return await courier.deliverDue();
        } finally {
          await courier.end();
        }
      },
      (error) => {
        if (error instanceof CasebookError) return error.cause as DeliverFailure; // all that `run` throws here
        throw error;
      },
    );
