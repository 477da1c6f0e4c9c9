import { newCluster, remove } from './cluster';
import { type Impasse, type Installation, installations } from './installations';
import { connects, freePort, serve, words } from './serve';

/** A PostgreSQL server that tests may fill as they like. */
export interface PostgresServer {
  /** Where it listens; the account may create databases. */
  readonly url: string;
  /** What it is, in words. */
  readonly origin: string;
  /** Shuts it down and removes its data; a server that was given is left as it is. */
  readonly stop: () => Promise<void>;
}

/**
 * The server under TEST_DATABASE_URL if that is set, else a fresh one: from the npm package, else from the PostgreSQL that is
 * installed. Where none can start it throws, and says what was tried and why each failed. A started server ends with this process, also by kill -9.
 */
export const startPostgres = async (
  given: string | undefined = process.env['TEST_DATABASE_URL'],
  found: ReadonlyArray<Installation | Impasse> = installations(),
): Promise<PostgresServer> => {
  if (given !== undefined && given !== '') return reach(given);
  return firstOf(
    found,
    start,
    'TEST_DATABASE_URL: not set',
    'Set TEST_DATABASE_URL to a server whose account may create databases, or install PostgreSQL.',
  );
};

/** What the first installation that works comes to. Throws where none does, and says what was tried. */
export const firstOf = async <A>(
  found: ReadonlyArray<Installation | Impasse>,
  begin: (installation: Installation) => Promise<A>,
  before: string,
  remedy: string,
): Promise<A> => {
  const failures: Array<Impasse> = [];
  for (const way of found) {
    if ('because' in way) {
      failures.push(way);
      continue;
    }
    try {
      return await begin(way);
    } catch (error) {
      failures.push({ origin: way.origin, because: words(error) });
    }
  }
  throw new Error(
    [
      'No PostgreSQL server could be started for the tests. Tried:',
      `- ${before}`,
      ...failures.map(({ origin, because }) => `- ${origin}: ${because.trim().replaceAll('\n', '\n    ')}`),
      remedy,
    ].join('\n'),
  );
};

const reach = async (url: string): Promise<PostgresServer> => {
  try {
    await connects(url);
  } catch (error) {
    throw new Error(`TEST_DATABASE_URL is set, but no PostgreSQL server answers there: ${words(error)}`);
  }
  return { url, origin: 'TEST_DATABASE_URL', stop: () => Promise.resolve() };
};

const start = async (installation: Installation): Promise<PostgresServer> => {
  const cluster = newCluster(installation);
  try {
    const { url, stop } = await serve(cluster, await freePort(), 'processes');
    return { url, origin: cluster.origin, stop };
  } catch (error) {
    remove(cluster.folder);
    throw error;
  }
};
