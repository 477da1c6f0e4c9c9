import { openCasebook, run } from '@casebook/casebook';
import { timed, type Took } from './apart';
import { askedAsKnown } from './work/as-known';
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

const checked = 100_000; // events at most: a desk of that size is as one that is larger

/** What was appended is as appended logs are: hashes, order and numbers agree. */
const assertSound = async (url: string): Promise<void> => {
  const casebook = await openCasebook({ database: url });
  const { findings } = await run(casebook.checkLog());
  await casebook.close();
  if (findings.length > 0) throw new Error(`the log is not sound: ${JSON.stringify(findings.slice(0, 3))}`);
};

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
  if (events <= checked) await assertSound(place.url);
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
  askedAsKnown,
  emmettFilled,
  emmettRebuilt,
};
