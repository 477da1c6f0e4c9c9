import type { BenchServer } from '../../measuring/server';
import type { Place } from '../open-desk';

/** A desk that has been filled, and what is to be measured on it. */
export interface Setting {
  readonly server: BenchServer;
  /** How many events the desk was asked to have: it goes on from there. */
  readonly size: number;
  /** How many events its log holds, which may be one or two more. */
  readonly events: number;
  readonly rounds: number;
  readonly sealed: boolean;
  /** The desk; its read models hold all of the log. */
  readonly desk: Place;
  /** Another of the same log, whose read models are empty. */
  readonly fresh: (name: string) => Promise<Place>;
}

/** Measures one thing, and says in Markdown what came out. */
export type Measurement = (setting: Setting) => Promise<ReadonlyArray<string>>;

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;

/** Microseconds for each event. */
export const microseconds = (seconds: number, events: number): string =>
  Number.isNaN(seconds) ? 'unknown' : ((seconds / events) * 1e6).toFixed(1);
