import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, DatabaseBusy } from '../failures';
import { processStart, stillRuns, type ProcessStart } from './process-identity';

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly started: ProcessStart;
  /** Tells this taking of the lock from every other one. */
  readonly token: string;
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' &&
  value !== null &&
  'pid' in value &&
  Number.isSafeInteger(value.pid) &&
  'host' in value &&
  typeof value.host === 'string' &&
  'started' in value &&
  (value.started === null || typeof value.started === 'string') &&
  'token' in value &&
  typeof value.token === 'string';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const holderOf = (path: string): Holder | undefined => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const holder = parsed(text);
  if (isHolder(holder)) return holder;
  throw new Error(`${path} is not a lock of Casebook; remove it if nobody uses its folder`);
};

// What runs on another machine cannot be seen from here: the folder stays refused until somebody removes the lock by hand.
const isGone = ({ pid, host, started }: Holder): boolean => host === hostname() && !stillRuns(pid, started);

/** Writes a lock whole and only then gives it its name, so that nobody ever reads half of one. */
const written = (path: string, mine: Holder, place: (draft: string) => void): void => {
  const draft = `${path}.${mine.token}.draft`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    place(draft);
  } finally {
    rmSync(draft, { force: true });
  }
};

const created = (path: string, mine: Holder): boolean => {
  try {
    written(path, mine, (draft) => linkSync(draft, path));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

type Attempt = 'taken' | 'again' | Holder;

/**
 * Linking a finished file to the lock's name lets exactly one win. A lock whose holder is gone is taken over under a lock of
 * its own, named by the dead lock's token: whoever has that looks again and replaces the lock only while it is still the
 * dead one, so that a slow starter cannot sweep away the lock of a faster one. That lock is taken the same way.
 */
const attempt = (path: string, mine: Holder): Attempt => {
  if (created(path, mine)) return 'taken';
  const holder = holderOf(path);
  if (holder === undefined) return 'again';
  if (!isGone(holder)) return holder;
  const takeover = `${path}.${holder.token}`;
  if (attempt(takeover, mine) !== 'taken') return 'again';
  try {
    if (holderOf(path)?.token !== holder.token) return 'again';
    written(path, mine, (draft) => renameSync(draft, path));
    return 'taken';
  } finally {
    rmSync(takeover, { force: true });
  }
};

const patience = 200;

/** Takes the folder for this process, and gives back how to let it go. Rejects with DatabaseBusy where another one has it. */
export const lockFolder = async (folder: string): Promise<() => void> => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  const mine: Holder = { pid: process.pid, host: hostname(), started: processStart(process.pid), token: randomUUID() };
  for (let tries = 0; tries < patience; tries += 1) {
    const result = attempt(path, mine);
    if (result === 'taken') return () => rmSync(path, { force: true });
    if (result !== 'again') throw new DatabaseBusy({ folder, pid: result.pid, host: result.host });
    await pause(5 + Math.random() * 20);
  }
  throw new Error(`${path} could not be taken over: the processes that tried stand in each other's way`);
};
