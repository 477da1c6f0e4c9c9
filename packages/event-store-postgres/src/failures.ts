/** Another process works on this folder; PGlite allows one. */
export class DatabaseBusy extends Error {
  readonly type = 'DatabaseBusy';
  readonly folder: string;
  /** The process that holds the folder. */
  readonly pid: number;
  /** The machine it runs on. */
  readonly host: string;
  constructor({ folder, pid, host }: { readonly folder: string; readonly pid: number; readonly host: string }) {
    super(`${folder} is in use by process ${pid} on ${host}`);
    this.name = this.type;
    this.folder = folder;
    this.pid = pid;
    this.host = host;
  }
}

/** The database cannot be opened: not reachable, not allowed, or not a database. */
export class DatabaseUnavailable extends Error {
  readonly type = 'DatabaseUnavailable';
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = this.type;
  }
}

/** What an error says; some (a refused connection to several addresses) say it only in their parts. */
export const words = (error: unknown): string => {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(words).join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
};

/**
 * The code of a system's or a database's error. Not asked of `Error` alone: under a test runner the errors of Node's own
 * modules come from another realm.
 */
export const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
