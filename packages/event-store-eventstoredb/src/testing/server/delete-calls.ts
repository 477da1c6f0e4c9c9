import { randomUUID } from 'node:crypto';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import {
  DeleteResp,
  TombstoneResp,
  type DeleteReq,
  type TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb';
import type { Gate } from './gate';
import { expectedIn } from './proposed';
import { nameIn } from './responses';
import { failures } from './status';
import type { Proposed, TransactionLog } from './transaction-log';

interface Deleting {
  readonly log: TransactionLog;
  readonly gate: Gate;
}

const event = (type: string, text: string): Proposed => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: Buffer.from(text),
  metadata: Buffer.alloc(0),
});

const checked = ({ log, gate }: Deleting, call: ServerUnaryCall<DeleteReq | TombstoneReq, unknown>): string => {
  const refused = gate.refusal(call.metadata);
  if (refused !== undefined) throw refused;
  const options = call.request.getOptions();
  if (options === undefined) throw failures.invalidArgument('options are missing');
  const stream = nameIn(options.getStreamIdentifier());
  const expected = expectedIn(options, options.getRevision());
  const records = log.read(stream);
  if (records === null) throw failures.streamDeleted(stream);
  const current = records?.at(-1)?.revision ?? null;
  const isWrong =
    (typeof expected === 'number' && expected !== current) ||
    (expected === 'exists' && current === null) ||
    (expected === 'noStream' && current !== null);
  if (isWrong) throw failures.wrongVersion(stream, typeof expected === 'number' ? expected : -4, current);
  return stream;
};

/** Streams.Delete: the stream is truncated as a whole, by an event in its stream of metadata. */
export const deleteCall = (
  deleting: Deleting,
  call: ServerUnaryCall<DeleteReq, DeleteResp>,
  answer: sendUnaryData<DeleteResp>,
): void => {
  try {
    const stream = checked(deleting, call);
    const outcome = deleting.log.append(`$$${stream}`, 'any', [event('$metadata', '{"$tb":9223372036854775807}')]);
    const position = 'position' in outcome ? String(outcome.position) : '0';
    answer(
      null,
      new DeleteResp().setPosition(new DeleteResp.Position().setCommitPosition(position).setPreparePosition(position)),
    );
  } catch (error) {
    answer(error instanceof Error ? error : failures.invalidArgument(String(error)));
  }
};

/** Streams.Tombstone: the stream ends for ever, by an event at its end. */
export const tombstoneCall = (
  deleting: Deleting,
  call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
  answer: sendUnaryData<TombstoneResp>,
): void => {
  try {
    const stream = checked(deleting, call);
    const position = String(deleting.log.end());
    deleting.log.tombstone(stream, event('$streamDeleted', ''));
    answer(
      null,
      new TombstoneResp().setPosition(
        new TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
      ),
    );
  } catch (error) {
    answer(error instanceof Error ? error : failures.invalidArgument(String(error)));
  }
};
