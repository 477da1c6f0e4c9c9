import { run } from '@casebook/casebook';
import type { StoredEvent } from '@casebook/event-store';
import { isLeft } from 'fp-ts/Either';
import { timed, type Took } from './apart';
import { openDesk, type Place } from './open-desk';

const pageSize = 5_000; // events, as read models are folded

export interface Reading extends Place {
  /** Only these types of event; all by default. */
  readonly types?: ReadonlyArray<string>;
}

const pass = async (place: Reading, decode: boolean): Promise<Took> => {
  const { log, codec, close } = await openDesk(place);
  const filter = place.types === undefined ? {} : { types: place.types };
  const understand = (event: StoredEvent): void => {
    if (isLeft(codec.decode(event))) throw new Error(`the event at ${event.position} cannot be read`);
  };
  const took = await timed(async () => {
    let events = 0;
    let reading = run(log.readAll({ after: 0, limit: pageSize, filter }));
    for (;;) {
      const page = await reading;
      // As the kernel does: the next page is fetched while this one is worked on.
      reading = page.end ? reading : run(log.readAll({ after: page.position, limit: pageSize, filter }));
      events += page.events.length;
      if (decode) page.events.forEach(understand);
      if (page.end) return events;
    }
  });
  await close();
  return took;
};

/** The whole log read through the port in order of position, and nothing else. */
export const onceRead = (place: Reading): Promise<Took> => pass(place, false);

/** The same, and every event decoded. */
export const onceDecoded = (place: Reading): Promise<Took> => pass(place, true);
