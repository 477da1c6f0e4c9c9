import { isVisible, limitsIn, type StreamLimits } from './stream-limits';

/** What a client proposes to write. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** What stands in the log. */
export interface LogRecord extends Proposed {
  readonly stream: string;
  readonly revision: number;
  /** Commit and prepare position alike, as of every write over gRPC. */
  readonly position: number;
  /** In ticks of 100 nanoseconds since 1970. */
  readonly created: string;
}

export type ExpectedRevision = number | 'any' | 'noStream' | 'exists';

export type AppendOutcome =
  | { readonly is: 'written' | 'idempotent'; readonly revision: number; readonly position: number }
  | { readonly is: 'wrongVersion'; readonly current: number | null }
  | { readonly is: 'deleted' };

interface Stream {
  readonly records: LogRecord[];
  limits: StreamLimits;
  tombstoned: boolean;
}

export const longestRevision = '9223372036854775807'; // the revision of a tombstone, and the truncation of a deleted stream
const overhead = 80; // bytes of a record beside its texts

const none: StreamLimits = { truncateBefore: 0, maxCount: Infinity };

/** The log of a node: records in order of position, and streams over them, with the checks that the server makes of a write. */
export const transactionLog = ({ remembered = 1_000_000 }: { readonly remembered?: number } = {}) => {
  let records: LogRecord[] = [];
  const streams = new Map<string, Stream>();
  // Ids of recent writes, all that the server goes by where nothing is expected.
  const recent = new Map<string, LogRecord>();
  const watchers = new Set<() => void>();
  let end = 0;

  const streamOf = (name: string): Stream => {
    const known = streams.get(name) ?? { records: [], limits: none, tombstoned: false };
    streams.set(name, known);
    return known;
  };

  const add = (stream: string, proposed: Proposed): LogRecord => {
    const own = streamOf(stream);
    const position = end;
    const revision = (own.records.at(-1)?.revision ?? -1) + 1;
    const record = { ...proposed, stream, revision, position, created: String(BigInt(Date.now()) * 10_000n) };
    end += overhead + stream.length + proposed.type.length + proposed.data.length + proposed.metadata.length;
    own.records.push(record);
    records.push(record);
    recent.set(record.id, record);
    const [oldest] = recent.keys();
    if (recent.size > remembered && oldest !== undefined) recent.delete(oldest);
    if (stream.startsWith('$$')) streamOf(stream.slice(2)).limits = limitsIn(record.data);
    return record;
  };

  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };

  /** Whether these ids stand one after the other from that revision on. */
  const standAt = ({ records: own }: Stream, ids: ReadonlyArray<string>, from: number): boolean =>
    ids.every((id, index) => own.find(({ revision }) => revision === from + index)?.id === id);

  const repeated = (stream: string, ids: ReadonlyArray<string>): 'new' | 'corrupted' | LogRecord => {
    const found = ids.map((id) => recent.get(id)).map((record) => (record?.stream === stream ? record : undefined));
    if (found[0] === undefined) return 'new';
    return found.some((one) => one === undefined) ? 'corrupted' : (found.at(-1) ?? 'corrupted');
  };

  const append = (name: string, expected: ExpectedRevision, proposed: ReadonlyArray<Proposed>): AppendOutcome => {
    const stream = streamOf(name);
    const ids = proposed.map(({ id }) => id);
    const last = stream.records.at(-1);
    const current = last?.revision ?? -1;
    const isSoftDeleted = current >= 0 && stream.limits.truncateBefore > current;
    const wrong: AppendOutcome = { is: 'wrongVersion', current: current < 0 ? null : current };
    if (stream.tombstoned || (expected === 'exists' && isSoftDeleted)) return { is: 'deleted' };
    if (expected === 'exists' && current < 0) return wrong;
    if (expected === 'any' || expected === 'exists') {
      const before = repeated(name, ids);
      if (before === 'corrupted') return wrong;
      if (before !== 'new') return { is: 'idempotent', revision: before.revision, position: before.position };
    } else {
      const revision = expected === 'noStream' ? -1 : expected;
      if (revision > current) return wrong;
      if (revision < current && standAt(stream, ids, revision + 1)) {
        const [at] = stream.records.filter((record) => record.revision === revision + ids.length);
        return { is: 'idempotent', revision: revision + ids.length, position: at?.position ?? -1 };
      }
      if (revision < current && !(expected === 'noStream' && isSoftDeleted)) return wrong;
    }
    // What was deleted goes on after its last revision, and only what is new can be read.
    if (isSoftDeleted) stream.limits = { ...none, truncateBefore: current + 1 };
    const written = proposed.map((one) => add(name, one)).at(-1);
    changed();
    return { is: 'written', revision: written?.revision ?? current, position: written?.position ?? end };
  };

  // A new log is never empty: the server keeps its own affairs in it.
  add('$users', {
    id: '00000000-0000-0000-0000-000000000001',
    type: '$User',
    isJson: true,
    data: Buffer.from('"admin"'),
    metadata: Buffer.alloc(0),
  });

  return {
    append,
    /** Records that readers of the stream are shown; undefined where there is no such stream, null where it has a tombstone. */
    read: (name: string): ReadonlyArray<LogRecord> | null | undefined => {
      const stream = streams.get(name);
      if (stream === undefined) return undefined;
      if (stream.tombstoned) return null;
      const last = stream.records.at(-1)?.revision ?? -1;
      const seen =
        stream.limits === none
          ? stream.records
          : stream.records.filter(({ revision }) => isVisible(stream.limits, revision, last));
      return seen.length === 0 ? undefined : seen;
    },
    all: (): ReadonlyArray<LogRecord> => records,
    end: (): number => end,
    tombstone: (name: string, tombstone: Proposed): void => {
      const record = add(name, tombstone);
      streamOf(name).tombstoned = true;
      records[records.indexOf(record)] = { ...record, revision: Number(longestRevision) };
      changed();
    },
    /** Removes for good what no reader of a stream is shown any more. */
    scavenge: (): void => {
      const kept = records.filter((record) => {
        const stream = streams.get(record.stream);
        if (stream === undefined || record.type === '$streamDeleted') return true;
        const last = stream.records.at(-1)?.revision ?? -1;
        return !stream.tombstoned && isVisible(stream.limits, record.revision, last);
      });
      records = kept;
      const left = new Set(kept);
      for (const stream of streams.values()) {
        const [...own] = stream.records;
        const last = own.at(-1);
        // The last record stays known, so that revisions go on.
        stream.records.splice(0, own.length, ...own.filter((record) => left.has(record) || record === last));
      }
    },
    /** Loses the last so many records, as a node does that acknowledges before it has written. */
    lose: (count: number): void => {
      for (const record of records.splice(records.length - count, count)) streams.get(record.stream)?.records.pop();
    },
    watch: (watcher: () => void): (() => void) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
};
export type TransactionLog = ReturnType<typeof transactionLog>;
