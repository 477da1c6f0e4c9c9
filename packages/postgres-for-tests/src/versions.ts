import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Installation, installations } from './installations';

/** An installation, and the major version of its PostgreSQL: 15, 18. */
export interface Version {
  readonly major: number;
  readonly installation: Installation;
}

const majorOf = ({ bin }: Installation): number | undefined => {
  const { stdout } = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  const [, major] = /PostgreSQL\) (\d+)/.exec(stdout) ?? [];
  return major === undefined ? undefined : Number(major);
};

/** Every major version there is on this machine, each by one installation, the preferred one first. */
export const versions = (): ReadonlyArray<Version> => {
  const found = new Map<number, Version>();
  for (const installation of installations()) {
    if ('because' in installation) continue;
    const major = majorOf(installation);
    if (major !== undefined && !found.has(major)) found.set(major, { major, installation });
  }
  return [...found.values()];
};
