import { pipe } from 'fp-ts/function';
import { map, type NonEmptyArray } from 'fp-ts/NonEmptyArray';
import * as TE from 'fp-ts/TaskEither';
import {
  streamParts,
  type EventStore,
  type Expected,
  type NewEvent,
  type StoredEvent,
  type StoreUnavailable,
  type StreamName,
} from '@casebook/event-store';
import { gathered } from './gathered';
import { replaceFields } from './json-fields';
import type { Binding, Key, KeyStore } from './key-store';
import { fieldsOf, holdsSealable, isSealable, personIn, type PersonalData } from './personal-data';
import { recent } from './recent';
import { seal, sealOf, unopened, type Seal } from './seal';

/** Events as they are stored, and as they are read. */
export interface Sealed {
  readonly stored: NonEmptyArray<NewEvent>;
  /** The `data` of each, as a reader will find it. */
  readonly readable: ReadonlyArray<string>;
  /** To be called once they stand in the log. */
  readonly kept: () => void;
}

const remembered = 20_000; // streams

/**
 * Seals what is personal under the key of the person whom the stream had named by then. Who that is, is told by the events;
 * it is remembered for the streams that were used of late, and otherwise read.
 */
export const sealing = (
  store: Pick<EventStore, 'readStream'>,
  keys: Pick<KeyStore, 'sealing'>,
  personal: PersonalData,
) => {
  const persons = recent<{ readonly person: string | null }>(remembered);
  // A key that has been destroyed elsewhere may still be remembered here: what is sealed under it, nobody can read.
  const seals = recent<Seal | 'erased'>(remembered);
  const ask = gathered<StoreUnavailable, Binding, Key | 'erased'>(keys.sealing);

  const lastNamed = (events: ReadonlyArray<StoredEvent>): string | null =>
    events.reduce<string | null>((person, event) => personIn(personal, event) ?? person, null);

  const namedIn = (stream: StreamName, expected: Expected): TE.TaskEither<StoreUnavailable, string | null> => {
    const known = persons.get(stream);
    if (known !== undefined) return TE.right(known.person);
    return expected.is === 'noStream' ? TE.right(null) : pipe(store.readStream(stream), TE.map(lastNamed));
  };

  const sealFor = (binding: Binding): TE.TaskEither<StoreUnavailable, Seal | 'erased'> => {
    const name = JSON.stringify([binding.stream, binding.person]);
    const known = seals.get(name);
    if (known !== undefined) return TE.right(known);
    return pipe(
      ask(binding),
      TE.map((key) => {
        const made = key === 'erased' ? key : sealOf(key);
        seals.set(name, made);
        return made;
      }),
    );
  };

  const sealed = (
    stream: StreamName,
    event: NewEvent,
    key: Seal | 'erased',
  ): readonly [stored: string, readable: string] => {
    const fields = fieldsOf(personal, event);
    const { tenant } = streamParts(stream);
    const { id, data } = event;
    const erased = (value: string): string => (isSealable(value) ? unopened.erased : value);
    if (key === 'erased') {
      const text = replaceFields(data, fields, erased);
      return [text, text];
    }
    const text = replaceFields(data, fields, (value, field) =>
      isSealable(value) ? seal(key, { tenant, stream, id, field }, value) : value,
    );
    return [text, data];
  };

  return {
    /** What the whole stream says about who is its person. */
    learn: (stream: StreamName, events: ReadonlyArray<StoredEvent>): void => {
      if (persons.get(stream) === undefined) persons.set(stream, { person: lastNamed(events) });
    },
    /** What was known of the stream is not so any more. */
    forget: persons.delete,
    seal: (
      stream: StreamName,
      expected: Expected,
      events: NonEmptyArray<NewEvent>,
    ): TE.TaskEither<StoreUnavailable, Sealed> => {
      const named = map((event: NewEvent) => ({
        event,
        person: personIn(personal, event),
        isOpen: holdsSealable(personal, event),
      }))(events);
      const firstOpen = named.findIndex(({ isOpen }) => isOpen);
      const firstNamed = named.findIndex(({ person }) => person !== undefined);
      const asksTheStream = firstOpen !== -1 && (firstNamed === -1 || firstOpen < firstNamed);
      return pipe(
        asksTheStream ? namedIn(stream, expected) : TE.right(null),
        TE.chain((before) => {
          let person = before;
          const owned = named.map((one) => {
            person = one.person ?? person;
            return { ...one, person };
          });
          const wanted = [...new Set(owned.flatMap((one) => (one.isOpen ? [one.person] : [])))];
          return pipe(
            wanted,
            TE.traverseArray((one) =>
              pipe(
                sealFor({ stream, person: one }),
                TE.map((key) => [one, key] as const),
              ),
            ),
            TE.map((found): Sealed => {
              const keyOf = new Map(found);
              const readable: string[] = [];
              let index = -1;
              const stored = map((event: NewEvent): NewEvent => {
                index += 1;
                const one = owned[index];
                const key = one?.isOpen === true ? keyOf.get(one.person) : undefined;
                const [data, text] = key === undefined ? [event.data, event.data] : sealed(stream, event, key);
                readable.push(text);
                return { ...event, data };
              })(events);
              const kept = (): void => {
                if (asksTheStream || firstNamed !== -1) persons.set(stream, { person });
              };
              return { stored, readable, kept };
            }),
          );
        }),
      );
    },
  };
};
