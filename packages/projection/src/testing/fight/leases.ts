import { groupedBy } from './examine';

/** One change of a checkpoint's row, by the database's clock. */
export interface Move {
  /** Which checkpoint. */
  readonly key: string;
  /** Milliseconds. */
  readonly at: number;
  readonly before: Held;
  readonly after: Held;
}

/** A checkpoint's row. */
export interface Held {
  readonly position: number;
  /** Null where there are none. */
  readonly epoch: number | null;
  readonly holder: string | null;
  /** When the lease ends, in milliseconds; null where there is none. */
  readonly until: number | null;
}

/** Somebody was killed or stopped. */
export interface Interruption {
  readonly isHolder: (holder: string) => boolean;
  /** By the database's clock, in milliseconds. */
  readonly at: number;
  /** When something else came between, such as that he went on; null where nothing did. */
  readonly over: number | null;
}

const faultOf = ({ key, at, before, after }: Move): string | undefined => {
  const isTaken = after.holder !== null && after.holder !== before.holder;
  if (after.position < before.position) return `${key}: went back from ${before.position} to ${after.position}`;
  if (after.epoch !== null && after.epoch < (before.epoch ?? 0)) return `${key}: its epoch went back to ${after.epoch}`;
  if (isTaken && after.epoch !== null && after.epoch === before.epoch)
    return `${key}: taken by ${after.holder} in the epoch of ${before.holder ?? 'nobody'}`;
  if (isTaken && before.holder !== null && before.until !== null && before.until > at)
    return `${key}: taken by ${after.holder} ${before.until - at} ms before the lease of ${before.holder} ended`;
  if (after.position > before.position && after.holder === null) return `${key}: moved by who does not hold it`;
  return undefined;
};

/** What is wrong with how checkpoints were moved, in words. */
export const leaseFaults = (moves: ReadonlyArray<Move>): ReadonlyArray<string> =>
  moves.flatMap((move) => faultOf(move) ?? []);

/** For each checkpoint that he held: the milliseconds until somebody else had moved it. */
export const takeovers = (moves: ReadonlyArray<Move>, { isHolder, at, over }: Interruption): ReadonlyArray<number> =>
  [...groupedBy(moves, ({ key }) => key).values()].flatMap((own) => {
    const holder = own.filter((move) => move.at <= at).at(-1)?.after.holder ?? null;
    if (holder === null || !isHolder(holder)) return [];
    const later = own.filter((move) => move.at > at && move.after.position > move.before.position);
    const other = later.find(({ after }) => after.holder !== holder);
    return other !== undefined && other.at < (over ?? Infinity) ? [other.at - at] : [];
  });
