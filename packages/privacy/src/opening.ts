import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { StoredEvent, StoreUnavailable } from '@casebook/event-store';
import { replaceFields } from './json-fields';
import type { KeyStore } from './key-store';
import { fieldsOf, type PersonalData } from './personal-data';
import { isSealed, keyIdsIn, mayHoldSealed, open, sealOf, type Seal } from './seal';

type Open = (event: StoredEvent) => StoredEvent;

/** The way to open these events, which asks for all their keys in one call; for none where nothing is sealed. */
export const opening =
  (keys: Pick<KeyStore, 'opening'>, personal: PersonalData) =>
  (events: ReadonlyArray<StoredEvent>): TE.TaskEither<StoreUnavailable, Open> => {
    const sealed = events.filter((event) => fieldsOf(personal, event).length > 0 && mayHoldSealed(event.data));
    const ids = [...new Set(sealed.flatMap(({ data }) => keyIdsIn(data)))];
    if (sealed.length === 0) return TE.right((event) => event);
    return pipe(
      ids.length === 0 ? TE.right(new Map<string, Uint8Array | 'erased'>()) : keys.opening(ids),
      TE.map((found) => {
        const seals = new Map(
          [...found].map(([id, bytes]): [string, Seal | 'erased'] => [
            id,
            bytes === 'erased' ? bytes : sealOf({ id, bytes }),
          ]),
        );
        const keyOf = (id: string) => seals.get(id);
        return (event) => {
          const fields = fieldsOf(personal, event);
          if (fields.length === 0 || !mayHoldSealed(event.data)) return event;
          const data = replaceFields(event.data, fields, (value, field) =>
            isSealed(value) ? open(value, { ...event, field }, keyOf) : value,
          );
          return { ...event, data };
        };
      }),
    );
  };
