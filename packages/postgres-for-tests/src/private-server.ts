import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newCluster, remove } from './cluster';
import { type Impasse, type Installation, installations } from './installations';
import { killWithChildren } from './processes';
import { freePort, serve, type Serving } from './serve';
import { firstOf, type PostgresServer } from './start';

/** A server of one test's own, which may be killed. */
export interface PrivatePostgres extends PostgresServer {
  /** Ends all its processes at one moment, as `kill -9` does, and leaves its data as it is; resolves when they are gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again on its data, at the same URL, after it was killed; resolves when it answers. */
  readonly start: () => Promise<void>;
}

const startOn = async (installation: Installation): Promise<PrivatePostgres> => {
  const cluster = newCluster(installation);
  const { folder, origin } = cluster;
  const port = await freePort();
  let serving: Serving | undefined;
  const start = async (): Promise<void> => {
    if (serving !== undefined) throw new Error('the server has been started and not been killed');
    serving = await serve(cluster, port, 'machines');
  };
  const kill = async (): Promise<void> => {
    const [postmaster] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
    await killWithChildren(Number(postmaster));
    await serving?.lost();
    serving = undefined;
  };
  const stop = async (): Promise<void> => {
    await serving?.stop();
    if (existsSync(folder)) remove(folder);
  };
  try {
    await start();
  } catch (error) {
    remove(folder);
    throw error;
  }
  return { url: `postgres://casebook:${cluster.password}@127.0.0.1:${port}/postgres`, origin, kill, start, stop };
};

/**
 * A fresh server that nobody else works on, whatever TEST_DATABASE_URL says: from the first installation that works. It
 * ends with this process, also by kill -9. Throws where none can start, and says what was tried.
 */
export const startPrivatePostgres = (
  found: ReadonlyArray<Installation | Impasse> = installations(),
): Promise<PrivatePostgres> =>
  firstOf(found, startOn, 'TEST_DATABASE_URL: not asked, this test kills its server', 'Install PostgreSQL.');
