import type { EventStore, LogFilter, StoredEvent } from '@casebook/event-store';
import { tally, type Tally } from './tally';

/** A subscription that checks what it is given. */
export interface Watch {
  readonly name: string;
  readonly seen: Tally;
  /** The position up to which it has read. */
  readonly position: () => number;
  /** What was out of order, in words; the first few. */
  readonly faults: ReadonlyArray<string>;
  /** Settles when the subscription has ended. */
  readonly over: Promise<void>;
}

const remembered = 10; // faults

/** Follows the log from the beginning: every position above the one before, every revision one above the stream's last. */
export const watch = (log: EventStore, name: string, filter: LogFilter, signal: AbortSignal): Watch => {
  const seen = tally();
  const faults: string[] = [];
  const revisions = new Map<string, number>(); // of the streams that are written to all the time: a bounded number of them
  let position = 0;

  const fault = (words: string): void => {
    if (faults.length < remembered) faults.push(`${name}: ${words}`);
  };
  const check = ({ stream, revision, position: own, data, correlationId }: StoredEvent): void => {
    if (own <= position) fault(`position ${own} came after ${position}`);
    position = own;
    const { index } = JSON.parse(data) as { readonly index: number | null }; // written by load.ts
    const expected = correlationId === 'busy' ? (revisions.get(stream) ?? -1) + 1 : index;
    if (revision !== expected) fault(`${stream}: revision ${revision} came where ${expected} was due`);
    if (correlationId === 'busy') revisions.set(stream, revision);
  };

  const follow = async (): Promise<void> => {
    for await (const page of log.subscribe({ after: 0, filter, signal })) {
      page.events.forEach(check);
      seen.add(page.events);
      position = page.position;
    }
  };
  return { name, seen, position: () => position, faults, over: follow() };
};
