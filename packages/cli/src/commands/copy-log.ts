import { copyLog as copy, run } from '@casebook/casebook';
import { copyLogPage } from '../present/copy-log-page';
import { problem } from '../problem';
import type { Running } from '../progress';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { placeOf } from './opened';

/** Copies the log to where it is to be, and has the desk look there. */
export const copyLog = async (settings: Settings, to: 'eventstoredb' | 'database'): Promise<Answer> => {
  const { eventstoredb, schema, progress } = settings;
  if (eventstoredb === null)
    throw problem({ type: 'UsageWrong', message: '--eventstoredb is missing: the server to copy to, or from.' });
  const place = placeOf(settings);
  let bar: Running | undefined;
  const copied = await run(
    copy({
      database: 'data' in place ? { folder: place.data } : 'database' in place ? { url: place.database } : place,
      schema,
      log: eventstoredb,
      to: to === 'eventstoredb' ? 'server' : 'database',
      onProgress: ({ position, of }) => {
        bar ??= progress.start('Copying', of);
        bar.at(position);
      },
    }),
  ).finally(() => bar?.end());
  return {
    page: (look) => copyLogPage(look, copied, to),
    json: { ...copied },
    sheet: { columns: Object.keys(copied), rows: [Object.values(copied)] },
  };
};
