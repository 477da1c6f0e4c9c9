import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { agent, openCasebook, type Casebook, type Desk, type Options, type Place } from '@casebook/casebook';
import { problem } from '../problem';
import type { Settings } from '../settings';
import { closing } from '../stopping';

const defaultFolder = './casebook-data';

const actor = agent('command-line');

const holdsDatabase = (folder: string): boolean => existsSync(join(folder, 'pglite'));

/** Where the database is that the settings name. */
export const placeOf = ({ data, database }: Settings): Place =>
  database === null ? { data: data ?? defaultFolder } : { database };

/** Opens the database that the settings name, and closes it whatever happens. */
export const opened = async <A>(
  settings: Settings,
  use: (casebook: Casebook, desk: Desk) => Promise<A>,
  options: Options = {},
): Promise<A> => {
  const { schema, tenant, eventstoredb } = settings;
  const log = eventstoredb === null ? {} : { log: eventstoredb };
  const casebook = await openCasebook({ ...placeOf(settings), ...log, ...options, schema });
  const close = closing(casebook.close);
  try {
    return await use(casebook, casebook.as({ tenant, actor }));
  } finally {
    await close();
  }
};

/** As `opened`, for whoever asks: a folder that holds nothing is not made into a database. */
export const openedToRead: typeof opened = async (settings, use, options) => {
  const folder = settings.data ?? defaultFolder;
  if (settings.database === null && !holdsDatabase(folder)) throw problem({ type: 'FolderEmpty', folder });
  return opened(settings, use, options);
};
