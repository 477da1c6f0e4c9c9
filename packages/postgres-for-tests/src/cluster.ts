import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, lchownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, may, serverAccount, temporaryFolder } from './account';
import type { Installation } from './installations';

/** A folder with an initialized `data` in it, and what is needed to start a server on it. */
export interface Cluster {
  readonly origin: string;
  readonly bin: string;
  readonly account: Account;
  readonly folder: string;
  readonly password: string;
}

/** A new cluster in a temporary folder; nothing is left of it where that fails. */
export const newCluster = (installation: Installation): Cluster => {
  const account = serverAccount();
  const folder = mkdtempSync(join(temporaryFolder(account), 'casebook-postgres-'));
  try {
    const bin = reachable(installation, account, folder);
    const cluster = { origin: installation.origin, bin, account, folder, password: randomBytes(12).toString('hex') };
    initialize(cluster);
    return cluster;
  } catch (error) {
    remove(folder);
    throw error;
  }
};

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Settings of the caller's shell (PGDATA, PGPORT, …) are none of this server's. */
export const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && name !== 'NODE_OPTIONS'));

/** The folder with the programs: theirs, or a copy where the clone lies in a home that the server's account cannot enter. */
const reachable = ({ bin, movable }: Installation, account: Account, folder: string): string => {
  giveAway(account, folder);
  if (may(account, '-x', join(bin, 'postgres'))) return bin;
  if (movable === null || !existsSync(bin))
    throw new Error(`${join(bin, 'postgres')} cannot be run by the account of the server`);
  const copy = join(folder, 'native');
  cpSync(movable, copy, { recursive: true, verbatimSymlinks: true });
  giveAway(account, copy, ...readdirSync(copy, { recursive: true, encoding: 'utf8' }).map((path) => join(copy, path)));
  return join(copy, 'bin');
};

const giveAway = ({ uid, gid }: Account, ...paths: ReadonlyArray<string>): void => {
  if (uid !== undefined) for (const path of paths) lchownSync(path, uid, gid);
};

const initialize = ({ bin, account, folder, password }: Cluster): void => {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveAway(account, data, passwordFile);
  const options = [
    '--username=casebook',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const { status, error, stderr } = spawnSync(join(bin, 'initdb'), [`--pgdata=${data}`, ...options], {
    ...account,
    cwd: folder,
    env: environment(),
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
};
