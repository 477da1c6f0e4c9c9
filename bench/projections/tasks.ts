import { run, type CaseEvent } from '@casebook/casebook';
import type { EventStore } from '@casebook/event-store';
import { checkLog } from '@casebook/event-store';
import { deskClock, fill, type Filled } from './desk/fill';
import { openDesk, type Place } from './open-desk';
import { timed, type Took } from './apart';
import { copied } from './copy-floor';
import { onceDecoded, onceRead } from './reading-floor';

export interface FilledDesk extends Took, Omit<Filled, 'types'> {
  readonly types: ReadonlyArray<readonly [type: string, events: number]>;
}

const filled = async ({ events, ...place }: Place & { readonly events: number }): Promise<FilledDesk> => {
  const { clock, set } = deskClock();
  const { log, codec, pool, close } = await openDesk(place, clock);
  let result: Filled | undefined;
  const took = await timed(async () => {
    result = await fill(log, codec, events, set);
    return result.events;
  });
  await pool.query('vacuum (analyze, freeze) casebook.events');
  await close();
  if (result === undefined) throw new Error('nothing was filled');
  return { ...result, types: [...result.types], ...took };
};

const rebuilt = async (place: Place): Promise<Took> => {
  const { readModels, close } = await openDesk(place);
  const took = await timed(async () => (await run(readModels.rebuild())).events);
  await close();
  return took;
};

/** Everything that is run in a process of its own, by name. */
export const tasks = { filled, rebuilt, read: onceRead, decoded: onceDecoded, copied };
