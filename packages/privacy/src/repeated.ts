import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { map, type NonEmptyArray } from 'fp-ts/NonEmptyArray';
import * as TE from 'fp-ts/TaskEither';
import {
  repeatOf,
  type AppendFailure,
  type Appended,
  type EventIdTaken,
  type EventStore,
  type NewEvent,
  type StoredEvent,
  type StreamName,
} from '@casebook/event-store';
import { fieldIn, replaceFields } from './json-fields';
import type { opening } from './opening';
import { fieldsOf, type PersonalData } from './personal-data';
import { unopened } from './seal';

const isNonEmpty = <A>(list: ReadonlyArray<A>): list is NonEmptyArray<A> => list.length > 0;

/** What has been erased cannot be compared: it is taken to be the same. */
const asFarAsKnown =
  (personal: PersonalData, stored: ReadonlyArray<StoredEvent>) =>
  (event: NewEvent): NewEvent => {
    const known = stored.find(({ id }) => id === event.id);
    if (known === undefined) return event;
    const data = replaceFields(event.data, fieldsOf(personal, event), (value, field) =>
      fieldIn(known.data, field) === unopened.erased ? unopened.erased : value,
    );
    return { ...event, data };
  };

/**
 * A second look at an append whose event ids are taken. The same words may have been sealed otherwise before, under another key or
 * under one that is destroyed: what they say counts.
 */
export const repeated =
  (store: Pick<EventStore, 'readStream'>, openerFor: ReturnType<typeof opening>, personal: PersonalData) =>
  (
    stream: StreamName,
    events: NonEmptyArray<NewEvent>,
    failure: EventIdTaken,
  ): TE.TaskEither<AppendFailure, Appended> =>
    pipe(
      store.readStream(stream),
      TE.map((all) => all.filter(({ id }) => events.some((event) => event.id === id))),
      TE.chain((found) =>
        pipe(
          openerFor(found),
          TE.map((open) => found.map(open)),
        ),
      ),
      TE.chainEitherKW((found) =>
        isNonEmpty(found)
          ? pipe(
              repeatOf(stream, map(asFarAsKnown(personal, found))(events), found),
              E.mapLeft(() => failure),
            )
          : E.left(failure),
      ),
    );
