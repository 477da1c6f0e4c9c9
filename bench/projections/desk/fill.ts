import { caseCategory, type CaseEvent } from '@casebook/domain';
import {
  streamName,
  type EventCodec,
  type EventStore,
  type Expected,
  type NewEvent,
  type StreamName,
} from '@casebook/event-store';
import { run } from '@casebook/casebook';
import { Actor, CommandId, EventId, instantOf, literal, TenantId, type Instant } from '@casebook/vocabulary';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import { chance } from './chance';
import { desk, type Happening } from './desk';

const inFlight = 8_000; // appends: enough that each call of the log carries as much as it may
const tenants = new Map<string, TenantId>();

const tenantOf = (name: string): TenantId => {
  const known = tenants.get(name) ?? literal(TenantId, name);
  tenants.set(name, known);
  return known;
};

const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;

/** The append that a happening is. */
export const appendOf = (codec: EventCodec<CaseEvent>, happening: Happening): Append => {
  const { tenant, id, revision } = happening;
  return {
    stream: streamName({ category: caseCategory, tenant: tenantOf(tenant), id: uuidOf(id) }),
    expected: revision === -1 ? { is: 'noStream' } : { is: 'revision', revision },
    events: eventsOf(codec, happening),
  };
};

interface Append {
  readonly stream: StreamName;
  readonly expected: Expected;
  readonly events: NonEmptyArray<NewEvent>;
}

/** No two events have the same, and in order they lie all over the index, as hashes do. */
const eventIdAt = (of: number, revision: number): EventId => {
  const digits = (value: number, count: number): string => value.toString(16).padStart(count, '0');
  const scattered = chance(of * 64 + revision).hex(12);
  return literal(EventId, uuidOf(`${scattered}${digits(of, 12)}${digits(revision, 8)}`));
};

const eventsOf = (codec: EventCodec<CaseEvent>, happening: Happening): NonEmptyArray<NewEvent> => {
  const { by, who, of, revision, events, wake } = happening;
  const actor = literal(Actor, { kind: by, id: who, onBehalfOf: null });
  const written = (event: CaseEvent, index: number): NewEvent => ({
    ...codec.encode(event),
    id: eventIdAt(of, revision + 1 + index),
    actor,
    commandId: by === 'system' ? null : command,
    correlationId: command,
    causationId: null,
    saidAt: null,
    source: null,
    wake: index === events.length - 1 ? wake : null,
  });
  const command = literal(CommandId, `command-${of}-${revision + 1}`);
  const [first, ...others] = events;
  return [written(first, 0), ...others.map((event, index) => written(event, index + 1))];
};

/** What the log was filled with, by type of event. */
export interface Filled {
  readonly events: number;
  readonly cases: number;
  readonly late: number;
  readonly types: ReadonlyMap<string, number>;
}

/** The clock of a log whose events lie in the past: what it learns, it learned then. */
export const deskClock = () => {
  let now = 0;
  return {
    clock: (): Instant => instantOf(now),
    set: (at: number): void => {
      now = at;
    },
  };
};

/** Appends the first so many events of a desk of that size (an append is not cut), in order of time, many appends at once. */
export const fill = async (
  log: EventStore,
  codec: EventCodec<CaseEvent>,
  events: number,
  setClock: (at: number) => void,
): Promise<Filled> => {
  const types = new Map<string, number>();
  let [count, cases, late] = [0, 0, 0];
  let group: Promise<void>[] = [];
  const append = async (happening: Happening): Promise<void> => {
    const { stream, expected, events: brought } = appendOf(codec, happening);
    const appended = await run(log.append(stream, expected, brought));
    for (const event of appended.events) if (event.late) late += 1;
  };
  const underWay: Promise<unknown>[] = [];
  for (const happening of desk(events)) {
    if (count >= events) break;
    for (const { type } of happening.events) types.set(type, (types.get(type) ?? 0) + 1);
    count += happening.events.length;
    if (happening.revision === -1) cases += 1;
    setClock(happening.at);
    group.push(append(happening));
    if (group.length < inFlight / 2) continue;
    await underWay.pop(); // one half is written while the other is made
    underWay.push(Promise.all(group));
    group = [];
  }
  await Promise.all([...underWay, ...group]);
  return { events: count, cases, late, types };
};
