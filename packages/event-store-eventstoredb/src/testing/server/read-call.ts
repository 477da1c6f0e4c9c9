import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Gate } from './gate';
import { messagesOf } from './reading';
import { failures } from './status';
import { followed } from './subscribing';
import type { TransactionLog } from './transaction-log';

type Call = ServerWritableStream<ReadReq, ReadResp>;

interface Reading {
  readonly log: TransactionLog;
  readonly gate: Gate;
  readonly cut: () => void;
}

/** Streams.Read: a read ends by itself, a subscription with its client. */
export const readCall = async ({ log, gate, cut }: Reading, call: Call): Promise<void> => {
  const options = call.request.getOptions();
  const refused = gate.refusal(call.metadata);
  if (options === undefined || refused !== undefined) {
    call.emit('error', refused ?? failures.invalidArgument('options are missing'));
    return;
  }
  const leaving = new AbortController();
  const left = once(leaving.signal, 'abort');
  call.on('cancelled', () => leaving.abort());
  call.on('close', () => leaving.abort());
  const { fault, meets } = gate.admit(options.hasSubscription() ? 'subscribe' : 'read');
  const before = await meets('before');
  if (before === null || leaving.signal.aborted) return;
  if (before !== undefined) return void call.emit('error', before);

  let sent = 0;
  try {
    const messages = options.hasSubscription() ? followed(log, options, leaving.signal) : messagesOf(log, options);
    for await (const message of messages) {
      if (leaving.signal.aborted) return;
      if (fault?.is === 'endsAfter' && sent >= fault.messages) {
        if (fault.by === 'cut') return cut();
        throw failures.notReady();
      }
      sent += 1;
      if (!call.write(message)) await Promise.race([once(call, 'drain'), left]);
    }
    const afterwards = await meets('afterwards');
    if (afterwards === null) return;
    if (afterwards !== undefined) throw afterwards;
    call.end();
  } catch (error) {
    if (!leaving.signal.aborted) call.emit('error', error);
  }
};
