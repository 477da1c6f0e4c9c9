import type { StreamName } from '../stream';

/** Something that no append has done. */
export type LogFinding =
  /** The event is not the one that was written: it has another hash than its content, its successor or its stream say. */
  | { readonly kind: 'changed'; readonly position: number; readonly stream: StreamName; readonly revision: number }
  /** No append has written this event. */
  | { readonly kind: 'inserted'; readonly position: number; readonly stream: StreamName; readonly revision: number }
  /** Events that stood before one that is still there. */
  | Gone<'removed'>
  /** Events at the end of a stream, or all of it. */
  | Gone<'cut'>
  /** Something of a stream is not given out any more, or will not be in time: the store was told so at this position, and may have removed it. */
  | {
      readonly kind: 'hidden';
      readonly position: number;
      readonly stream: StreamName;
      readonly by: 'deletion' | 'tombstone' | 'truncation' | 'limit';
      /** The first that is still given out; null where it is none, or cannot be said. */
      readonly revision: number | null;
    }
  /** Other events, or as many in another order, than when the head was seen; nothing in the streams shows which. */
  | {
      readonly kind: 'rewritten';
      /** All up to here is as it was seen; what differs lies after it. */
      readonly after: number;
      /** And up to here. */
      readonly upTo: number;
      readonly seen: number;
      readonly found: number;
    };

interface Gone<Kind> {
  readonly kind: Kind;
  readonly stream: StreamName;
  /** The first revision that is gone. */
  readonly revision: number;
  /** How many are gone from there on. */
  readonly events: number;
  /** The position of the event before them in their stream; 0 where they were the first. */
  readonly after: number;
}

/** The position at or after which something was done. */
export const placeOf = (finding: LogFinding): number => ('position' in finding ? finding.position : finding.after);
