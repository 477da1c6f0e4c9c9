import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { filterOf } from './filter';
import { eventRead, nameIn, notFound } from './responses';
import { failures } from './status';
import type { LogRecord, TransactionLog } from './transaction-log';

type Options = ReadReq.Options;

const backwards = ReadReq.Options.ReadDirection.BACKWARDS;

/** The index of the first record at or after a position. */
export const indexAt = (records: ReadonlyArray<LogRecord>, position: number): number => {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle]?.position ?? Infinity) < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The index of the record at a position; refuses one at which none begins, as the server does that cannot read there. */
export const startIndex = (log: TransactionLog, position: number): number => {
  const records = log.all();
  const index = indexAt(records, position);
  if (position !== log.end() && position !== 0 && records[index]?.position !== position)
    throw failures.invalidPosition();
  return index;
};

function* ofAll(log: TransactionLog, options: Options, count: number): Generator<LogRecord> {
  const all = options.getAll();
  const lets = filterOf(options.getFilter());
  const records = log.all();
  const position = Number(all?.getPosition()?.getCommitPosition() ?? 0);
  const isBackwards = options.getReadDirection() === backwards;
  let left = count;
  // Backwards a position is exclusive, forwards it is inclusive.
  let index = all?.hasEnd() === true ? records.length : all?.hasStart() === true ? 0 : startIndex(log, position);
  if (isBackwards) index -= 1;
  for (; left > 0; index += isBackwards ? -1 : 1) {
    const record = records[index];
    if (record === undefined) return;
    if (!lets(record)) continue;
    left -= 1;
    yield record;
  }
}

const ofStream = (records: ReadonlyArray<LogRecord>, options: Options, count: number): ReadonlyArray<LogRecord> => {
  const stream = options.getStream();
  const from = stream?.hasRevision() === true ? Number(stream.getRevision()) : undefined;
  // Revisions are without gaps from the first that is there on.
  const index = (from ?? 0) - (records[0]?.revision ?? 0);
  if (options.getReadDirection() !== backwards) return records.slice(Math.max(index, 0), Math.max(index, 0) + count);
  return records
    .slice(0, from === undefined ? records.length : Math.max(index + 1, 0))
    .slice(-count)
    .reverse();
};

/** What a read is answered with, message by message. Throws what fails it as a whole. */
export function* messagesOf(log: TransactionLog, options: Options): Generator<ReadResp> {
  const count = Number(options.getCount());
  if (count <= 0) throw failures.invalidArgument(`'${count}' is not a valid count`);
  const resolves = options.getResolveLinks();
  if (options.hasAll()) {
    for (const record of ofAll(log, options, count)) yield eventRead(log, record, resolves);
    return;
  }
  const name = nameIn(options.getStream()?.getStreamIdentifier());
  const records = log.read(name);
  if (records === null) throw failures.streamDeleted(name);
  if (records === undefined) yield notFound(name);
  else for (const record of ofStream(records, options, count)) yield eventRead(log, record, resolves);
}
