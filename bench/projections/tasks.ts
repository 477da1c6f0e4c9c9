import { run } from '@casebook/casebook';
import { timed, type Took } from './apart';
import { askedAsOf } from './work/as-of';
import { copied } from './work/copy-floor';
import { deskClock, fill, type Filled } from './desk/fill';
import { emmettFilled, emmettRebuilt } from './work/emmett';
import { following, living } from './work/live';
import { openDesk, type Place } from './open-desk';
import { read } from './work/reading-floor';
import { written } from './work/writing';

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

/** All standard read models anew, through the door that everybody uses. */
const rebuilt = async (place: Place): Promise<Took> => {
  const { readModels, close } = await openDesk(place);
  const took = await timed(async () => (await run(readModels.rebuild())).events);
  await close();
  return took;
};

/** Everything that is run in a process of its own, by name. */
export const tasks = {
  filled,
  rebuilt,
  read,
  copied,
  written,
  following,
  living,
  askedAsOf,
  emmettFilled,
  emmettRebuilt,
};
