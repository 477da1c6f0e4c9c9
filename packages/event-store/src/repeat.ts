import * as E from 'fp-ts/Either';
import { map, type NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type { EventId } from '@casebook/vocabulary';
import type { NewEvent, StoredEvent } from './envelope';
import type { Appended, EventIdTaken } from './port';
import type { StreamName } from './stream';

const isNonEmpty = <A>(list: ReadonlyArray<A>): list is NonEmptyArray<A> => list.length > 0;
const idOf = ({ id }: { readonly id: EventId }): EventId => id;

// What the event says. Who passed it on, and what was known of the future then, may differ in a repetition.
const sameContent = (stored: StoredEvent, event: NewEvent): boolean =>
  stored.type === event.type &&
  stored.schema === event.schema &&
  stored.data === event.data &&
  stored.occurredAt === event.occurredAt;

/** The refusal of an append that names an event id twice; undefined where it does not. */
export const namedTwice = (stream: StreamName, events: ReadonlyArray<NewEvent>): EventIdTaken | undefined => {
  const seen = new Set<EventId>();
  const twice = events.filter(({ id }) => seen.has(id) || !seen.add(id));
  return isNonEmpty(twice) ? { type: 'EventIdTaken', stream, ids: map(idOf)(twice) } : undefined;
};

/**
 * For stores: the answer to an append some of whose event ids the log has already. `found` are the stored events with these
 * ids. The first answer, where they are this very append: all of them, in this stream, one after the other, saying the same.
 */
export const repeatOf = (
  stream: StreamName,
  events: ReadonlyArray<NewEvent>,
  found: NonEmptyArray<StoredEvent>,
): E.Either<EventIdTaken, Appended> => {
  const byId = new Map(found.map((stored) => [stored.id, stored]));
  const inOrder = events.flatMap(({ id }) => byId.get(id) ?? []);
  const known = isNonEmpty(inOrder) ? inOrder : found;
  const [first] = known;
  const isRepeat =
    known.length === events.length &&
    events.every((event, index) => {
      const stored = known[index];
      return stored?.stream === stream && stored.revision === first.revision + index && sameContent(stored, event);
    });
  if (!isRepeat) return E.left({ type: 'EventIdTaken', stream, ids: map(idOf)(known) });
  const last = known[known.length - 1] ?? first;
  return E.right({ revision: last.revision, position: last.position, events: known, repeated: true });
};
