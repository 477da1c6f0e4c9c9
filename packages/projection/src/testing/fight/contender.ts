import type { Database } from '@casebook/event-store-postgres';
import type { Counted, Happened } from './examine';

/** The log and the tables that are folded from it, all as of one moment. */
export interface Seen {
  /** Each stream's events in the order in which they are to be counted. */
  readonly log: ReadonlyArray<Happened>;
  readonly tables: ReadonlyArray<SeenTable>;
}

export interface SeenTable {
  readonly name: string;
  readonly counted: ReadonlyArray<Counted>;
  /** Up to which position a stream has been counted, as its checkpoint says; null where that is not promised before the end. */
  readonly reached: ((stream: string) => number) | null;
}

/** The table of checkpoints, as SQL; `$` stands for the row. */
export interface Checkpoints {
  readonly table: string;
  readonly key: string;
  readonly position: string;
  readonly epoch: string;
  readonly holder: string;
  /** A timestamptz. */
  readonly until: string;
}

/** Something that keeps read models, set up so that it can be fought over: what is asked of it is every event once. */
export interface Contender {
  readonly name: string;
  /** Which log its writers append to. */
  readonly log: 'casebook' | 'emmett';
  /** The process that folds until it is killed: its file and its arguments. */
  readonly worker: (url: string, name: string) => readonly [file: string, ...args: ReadonlyArray<string>];
  /** Whether what a checkpoint calls its holder is this worker. */
  readonly isHeldBy: (holder: string, worker: { readonly name: string; readonly pid: number }) => boolean;
  /** For how long, in milliseconds, a worker that stands still has its turn. */
  readonly lease: number;
  /** Whether its workers and writers outlive a server that is killed. */
  readonly killsServer: boolean;
  readonly checkpoints: Checkpoints;
  /** Log and tables, in an empty database. */
  readonly prepare: (url: string) => Promise<void>;
  readonly seen: (database: Database) => Promise<Seen>;
}
