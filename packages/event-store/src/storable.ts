import { isStorableText } from '@casebook/vocabulary';
import type { NewEvent } from './envelope';

/** For stores: throws a TypeError for text that no store gives back as it was; the types of messages rule it out, so this is a bug. */
export const assertStorable = (events: ReadonlyArray<NewEvent>): void => {
  for (const { id, type, data, correlationId, causationId } of events)
    for (const [field, text] of Object.entries({ type, data, correlationId, causationId }))
      if (text !== null && !isStorableText(text))
        throw new TypeError(`event ${id}: ${field} must be without NUL and without half of a surrogate pair`);
};
