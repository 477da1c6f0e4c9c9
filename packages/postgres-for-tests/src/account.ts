import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Who runs the server. PostgreSQL refuses to be root, so root lends it another account. */
export type Account = { readonly uid: number; readonly gid: number } | { readonly uid?: never; readonly gid?: never };

const lent = ['postgres', 'nobody'];

/** The account for the server: this one, or for root an unprivileged one of the machine. Throws if root finds none. */
export const serverAccount = (): Account => {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of lent) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(`PostgreSQL does not run as root, and this machine has no account ${lent.join(' or ')} to lend it.`);
};

/** Whether an account may do with a path what `test` is asked, such as `-w` or `-x`; every folder above it counts. */
export const may = (account: Account, flag: '-w' | '-x', path: string): boolean =>
  spawnSync('/bin/sh', ['-c', `test ${flag} "$0"`, path], { ...account, cwd: '/' }).status === 0;

/** A folder for temporary files that the account can write to, also when TMPDIR lies in a private home. */
export const temporaryFolder = (account: Account): string => {
  const candidates = [tmpdir(), '/tmp', '/var/tmp'];
  const found = candidates.find((folder) => may(account, '-w', folder));
  if (found === undefined) throw new Error(`No folder for temporary files: tried ${candidates.join(', ')}.`);
  return found;
};
