import { openCasebook } from '@casebook/casebook';
import { grouped } from '../present/number';
import type { Settings } from '../settings';
import { closing } from '../stopping';
import { placeOf } from './opened';

const often = 10_000; // milliseconds

/** Keeps the read models close to the log until it is stopped, together with all others who do. */
export const follow = async (settings: Settings): Promise<never> => {
  const casebook = await openCasebook({ ...placeOf(settings), schema: settings.schema });
  let folded = 0;
  let told = '';
  const following = casebook.readModels.follow({
    progress: ({ position }) => (folded = Math.max(folded, position)),
    failure: (error) => {
      const text = error instanceof Error ? error.message : String(error);
      if (text !== told) settings.note(`Tried again after: ${text}`);
      told = text;
    },
  });
  const telling = setInterval(() => {
    if (folded > 0) settings.note(`Folded up to position ${grouped(folded)}.`);
    folded = 0;
  }, often);
  closing(async () => {
    clearInterval(telling);
    await following.stop();
    await casebook.close();
  });
  settings.say('Following the log; an interrupt ends it.');
  return new Promise<never>(() => undefined); // signals end it, see `run`
};
