import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type { NewEvent } from '../../envelope';
import type { Expected } from '../../port';
import { streamParts, type StreamName } from '../../stream';

/** What a client asks for. */
export interface Append {
  readonly stream: StreamName;
  readonly expected: Expected;
  readonly events: NonEmptyArray<NewEvent>;
}

/** An event as the model keeps it: no positions, no clock. */
export interface ModelEvent {
  readonly stream: StreamName;
  readonly revision: number;
  readonly late: boolean;
  readonly event: NewEvent;
}

/** What becomes of an append. */
export type Verdict =
  | { readonly is: 'taken'; readonly events: ReadonlyArray<ModelEvent> }
  | { readonly is: 'repeated'; readonly events: ReadonlyArray<ModelEvent> }
  | { readonly is: 'conflict'; readonly actual: number | null }
  | { readonly is: 'idTaken'; readonly ids: ReadonlyArray<string> };

const says = ({ id, type, schema, data, occurredAt }: NewEvent): string =>
  JSON.stringify([id, type, schema, data, occurredAt]);

const holds = (expected: Expected, actual: number | null): boolean => {
  if (expected.is === 'revision') return expected.revision === actual;
  return expected.is === 'any' || (expected.is === 'noStream') === (actual === null);
};

/** A log in a plain array, decided on by the plainest code there is: what every store is held against. */
export const decide = (log: ReadonlyArray<ModelEvent>, { stream, expected, events }: Append): Verdict => {
  const ids = events.map(({ id }) => id);
  const again = ids.filter((id, index) => ids.indexOf(id) < index);
  if (again.length > 0) return { is: 'idTaken', ids: again };

  const { tenant } = streamParts(stream);
  const ofTenant = log.filter((one) => streamParts(one.stream).tenant === tenant);
  const found = events.flatMap(({ id }) => ofTenant.filter(({ event }) => event.id === id));
  if (found.length > 0) {
    const isSame =
      found.length === events.length &&
      found.every(
        (one, index) =>
          one.stream === stream &&
          one.revision === (found[0]?.revision ?? 0) + index &&
          says(one.event) === says(events[index] ?? one.event),
      );
    return isSame ? { is: 'repeated', events: found } : { is: 'idTaken', ids: found.map(({ event }) => event.id) };
  }

  const own = log.filter((one) => one.stream === stream);
  const actual = own.length === 0 ? null : own.length - 1;
  if (!holds(expected, actual)) return { is: 'conflict', actual };
  const before = [...own.map(({ event }) => event), ...events];
  const taken = events.map((event, index) => ({
    stream,
    revision: own.length + index,
    late: before.slice(0, own.length + index).some(({ occurredAt }) => occurredAt > event.occurredAt),
    event,
  }));
  return { is: 'taken', events: taken };
};
