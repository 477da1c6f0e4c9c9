import {
  eventIdOf,
  streamName,
  type Expected,
  type NewEvent,
  type StoredEvent,
  type StreamName,
} from '@casebook/event-store';
import { Actor, Instant, literal, TenantId } from '@casebook/vocabulary';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';

/** An append by its name, which says all of it: whoever repeats it asks for the very same. */
export interface NamedAppend {
  readonly stream: StreamName;
  readonly expected: Expected;
  readonly events: NonEmptyArray<NewEvent>;
}

/** Which append an event belongs to, which of its events it is, and how many there are. */
interface Told {
  readonly append: string;
  readonly index: number;
  readonly of: number;
}

export const nameOf = (writer: number, loop: number, turn: number): string => `${writer}.${loop}.${turn}`;

export const partsOf = (name: string): { readonly writer: number; readonly loop: number; readonly turn: number } => {
  const [, writer, loop, turn] = /^(\d+)[.](\d+)[.](\d+)$/.exec(name) ?? [];
  if (turn === undefined) throw new Error(`${name} names no append`);
  return { writer: Number(writer), loop: Number(loop), turn: Number(turn) };
};

export const toldBy = ({ data }: StoredEvent): Told => JSON.parse(data) as Told;

const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });
const actor = literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null });
const occurredAt = literal(Instant, '2026-03-01T12:00:00.000Z');

const placeOf = (name: string): Pick<NamedAppend, 'stream' | 'expected'> & { readonly count: number } => {
  const { writer, loop, turn } = partsOf(name);
  const before = Math.floor(turn / 3) * 2;
  switch (turn % 3) {
    case 0: // a stream that all share
      return { stream: stream(`shared ${loop % 4}`), expected: { is: 'any' }, count: 1 + (turn % 4) };
    case 1: // a stream of its own
      return { stream: stream(`own ${name}`), expected: { is: 'noStream' }, count: 2 };
    default: // a stream of this loop, which nobody else writes to, two events a turn
      return {
        stream: stream(`chain ${writer}.${loop}`),
        expected: before === 0 ? { is: 'noStream' } : { is: 'revision', revision: before - 1 },
        count: 2,
      };
  }
};

export const appendOf = (name: string): NamedAppend => {
  const { count, ...place } = placeOf(name);
  const nth = (index: number): NewEvent => ({
    id: eventIdOf(`crash/${name}`, index),
    type: 'ThingHappened',
    schema: 1,
    data: JSON.stringify({ append: name, index, of: count } satisfies Told),
    occurredAt,
    actor,
    commandId: null,
    correlationId: name,
    causationId: null,
    saidAt: null,
    source: null,
    wake: null,
  });
  return { ...place, events: [nth(0), ...Array.from({ length: count - 1 }, (_, index) => nth(index + 1))] };
};
