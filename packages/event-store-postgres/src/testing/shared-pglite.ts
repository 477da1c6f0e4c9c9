import { openDatabase, type Database } from '../database';

// Starting a PGlite takes seconds, so that tests of one file share one, each in a schema of its own.
let shared: { readonly database: Promise<Database>; users: number; ending?: NodeJS.Timeout } | undefined;

const linger = 2_000; // milliseconds: the next test usually asks at once

const end = async (): Promise<void> => {
  const ended = shared;
  shared = undefined;
  if (ended !== undefined) await (await ended.database).close();
};

/** A PGlite in memory that ends a little after its last user has released it. */
export const sharedPGlite = async (): Promise<{
  readonly database: Database;
  readonly release: () => Promise<void>;
}> => {
  shared ??= { database: openDatabase({ memory: true }), users: 0 };
  const used = shared;
  clearTimeout(used.ending);
  used.users += 1;
  const release = async (): Promise<void> => {
    used.users -= 1;
    if (used.users > 0) return;
    used.ending = setTimeout(() => void end(), linger);
    used.ending.unref();
  };
  return { database: await used.database, release };
};
