import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';
import { merkleTree } from '../merkle-tree';
import type { EventStore, StoreUnavailable } from '../port';
import type { StreamName } from '../stream';
import { chains, type Chains, type Tail } from './chains';
import { placeOf, type LogFinding } from './finding';
import type { LogHead } from './log-head';
import type { LogWitness } from './witness';

export interface CheckLog {
  /** Heads that were seen earlier. */
  readonly heads?: ReadonlyArray<LogHead>;
  /** What else the store knows of its streams; without it the end of a stream can be cut unseen. */
  readonly witness?: LogWitness | Pick<LogWitness, 'strays'>;
  readonly onProgress?: (position: number) => void;
}

export interface LogChecked {
  /** How the log stands now: to be kept where the owner of the database cannot reach it. */
  readonly head: Omit<LogHead, 'seenAt'>;
  /** In order of place; none where the log is what its appends have written. */
  readonly findings: ReadonlyArray<LogFinding>;
}

type Readable = Pick<EventStore, 'readAll' | 'readStream' | 'head'>;

const pageSize = 2_000;

class Unavailable extends Error {
  constructor(readonly failure: StoreUnavailable) {
    super(failure.message);
  }
}

const orStop = async <A>(task: TaskEither<StoreUnavailable, A>): Promise<A> => {
  const answer = await task();
  if (E.isLeft(answer)) throw new Unavailable(answer.left);
  return answer.right;
};

/** Compares with a head as soon as the log has been read up to it. */
const heldAgainst = (heads: ReadonlyArray<LogHead>) => {
  const ahead = [...heads].sort((a, b) => a.position - b.position);
  let agreed = 0;
  let differing: Extract<LogFinding, { readonly kind: 'rewritten' }> | undefined;
  return {
    /** Before the event at a position is taken in. */
    upTo: (position: number, tree: { readonly size: () => number; readonly root: () => string }): void => {
      for (let [head] = ahead; head !== undefined && head.position < position; [head] = ahead) {
        ahead.shift();
        if (differing !== undefined) continue; // what was done before one head is seen at all that follow
        const [seen, found] = [head.events, tree.size()];
        if (seen === found && head.root === tree.root()) agreed = head.position;
        else differing = { kind: 'rewritten', after: agreed, upTo: head.position, seen, found };
      }
    },
    /** What differs although no finding lies where it could be. */
    unexplained: (findings: ReadonlyArray<LogFinding>): ReadonlyArray<LogFinding> => {
      if (differing === undefined) return [];
      const { after, upTo } = differing;
      const explains = (finding: LogFinding): boolean =>
        placeOf(finding) <= upTo && (placeOf(finding) > after || 'events' in finding);
      return findings.some(explains) ? [] : [differing];
    },
  };
};

/** Holds the end of a stream against what the store says of it; both are read twice over, so that an append in between is no difference. */
const compareEnd = async (log: Readable, { tailOf }: LogWitness, read: Chains, stream: StreamName): Promise<void> => {
  const before = await orStop(tailOf(stream));
  const events = await orStop(log.readStream(stream));
  const after = await orStop(tailOf(stream));
  const last = events.at(-1);
  const [end, position] = [last?.revision ?? -1, last?.position ?? 0];
  if (before !== null && before.revision > end)
    read.tell({ kind: 'cut', stream, revision: end + 1, events: before.revision - end, after: position });
  if (last !== undefined && after?.revision === end && after.hash !== last.hash)
    read.tell({ kind: 'changed', position, stream, revision: end });
  for (const event of events)
    if (event.revision > (after?.revision ?? -1))
      read.tell({ kind: 'inserted', position: event.position, stream, revision: event.revision });
};

const agree = (tail: Tail, read: Tail | undefined): boolean =>
  read !== undefined && read.revision === tail.revision && read.hash === tail.hash;

const compareEnds = async (log: Readable, witness: LogWitness, read: Chains): Promise<void> => {
  const unseen = new Set(read.streams());
  const differing: StreamName[] = [];
  let after: StreamName | null = null;
  for (;;) {
    const page: ReadonlyArray<Tail> = await orStop(witness.tails(after, pageSize));
    for (const tail of page) {
      unseen.delete(tail.stream);
      if (!agree(tail, read.tailOf(tail.stream))) differing.push(tail.stream);
    }
    after = page.at(-1)?.stream ?? after;
    if (page.length < pageSize) break;
  }
  for (const stream of [...differing, ...unseen]) await compareEnd(log, witness, read, stream);
};

const checked = async (log: Readable, { heads = [], witness, onProgress }: CheckLog): Promise<LogChecked> => {
  const upTo = await orStop(log.head());
  const tree = merkleTree();
  const read = chains();
  const held = heldAgainst(heads);
  let [position, last] = [0, 0];
  for (let isEnd = false; !isEnd;) {
    const page = await orStop(log.readAll({ after: position, upTo, limit: pageSize }));
    for (const event of page.events) {
      held.upTo(event.position, tree);
      read.follow(event);
      tree.add(event.hash);
      last = event.position;
    }
    [position, isEnd] = [page.position, page.end];
    onProgress?.(position);
  }
  held.upTo(Infinity, tree);
  if (witness !== undefined) {
    if ('tails' in witness) await compareEnds(log, witness, read);
    for (const stray of await orStop(witness.strays())) read.tell(stray);
  }
  const findings = read.findings();
  return {
    head: { position: last, events: tree.size(), root: tree.root() },
    findings: [...findings, ...held.unexplained(findings)].sort((a, b) => placeOf(a) - placeOf(b)),
  };
};

/**
 * Computes every hash again and follows every stream, and says what no append can have done. It shows what was done by somebody who
 * did not compute hashes too. Whoever rewrites all hashes from a point on, those that the store keeps beside the events included,
 * is shown only by a head that was kept elsewhere. Needs memory for one entry a stream.
 */
export const checkLog =
  (log: Readable, options: CheckLog = {}): TaskEither<StoreUnavailable, LogChecked> =>
  async () => {
    try {
      return E.right(await checked(log, options));
    } catch (error) {
      if (error instanceof Unavailable) return E.left(error.failure);
      throw error;
    }
  };
