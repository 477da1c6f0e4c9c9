import { randomUUID } from 'node:crypto';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { checkpointInterval, filterOf } from './filter';
import { indexAt, startIndex } from './reading';
import { caughtUp, checkpoint, confirmed, eventRead } from './responses';
import { failures } from './status';
import type { TransactionLog } from './transaction-log';

/** What a subscription to the whole log is sent, until its signal aborts. */
export async function* followed(
  log: TransactionLog,
  options: ReadReq.Options,
  signal: AbortSignal,
): AsyncGenerator<ReadResp> {
  const all = options.getAll();
  if (all === undefined) throw failures.invalidArgument('only $all is followed here');
  const given = options.getFilter();
  const lets = filterOf(given);
  const interval = given === undefined ? Infinity : checkpointInterval(given);
  const resolves = options.getResolveLinks();

  let after = -1;
  if (all.hasEnd()) after = log.all().at(-1)?.position ?? -1;
  else if (!all.hasStart()) {
    after = Number(all.getPosition()?.getCommitPosition() ?? 0);
    startIndex(log, after);
  }
  yield confirmed(randomUUID());

  let considered = 0;
  let told = -1; // the same checkpoint is never sent twice
  let isLive = false;
  while (!signal.aborted) {
    const records = log.all();
    let index = indexAt(records, after + 1);
    for (let record = records[index]; record !== undefined && !signal.aborted; index += 1, record = records[index]) {
      after = record.position;
      considered += 1;
      if (lets(record)) yield eventRead(log, record, resolves);
      if (considered < interval) continue;
      considered = 0;
      told = after;
      yield checkpoint(after);
    }
    if (!isLive) {
      isLive = true;
      if (given !== undefined && after > told) yield checkpoint(after);
      yield caughtUp();
    }
    if (log.all() !== records || records.length > index || signal.aborted) continue;
    await new Promise<void>((resolve) => {
      const woken = (): void => {
        unwatch();
        signal.removeEventListener('abort', woken);
        resolve();
      };
      const unwatch = log.watch(woken);
      signal.addEventListener('abort', woken);
    });
  }
}
