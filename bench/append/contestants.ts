/** One way to keep events in PostgreSQL, in a database of its own on the server that all share. */
export interface Contestant {
  readonly name: string;
  /** Which of our promises it keeps, in words. */
  readonly keeps: string;
  /** Brings the log to so many events, in streams of ten. */
  readonly fill: (events: number) => Promise<void>;
  /** Appends `count` new events to a stream of which `have` events are there; settles when they are committed. */
  readonly append: (stream: string, have: number, count: number) => Promise<void>;
  /** The number of events stored now. */
  readonly stored: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Makes a contestant ready in the empty database under this URL. */
export type Contender = (url: string) => Promise<Contestant>;
