import type { sendUnaryData, ServerDuplexStream, ServerReadableStream, ServiceError } from '@grpc/grpc-js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb';
import { appendAnswer, batchAnswer, batchErrors } from './append-answers';
import type { Gate } from './gate';
import { expectedIn, proposedIn, sizeOf, uuidIn } from './proposed';
import { nameIn } from './responses';
import { failures } from './status';
import type { Proposed, TransactionLog } from './transaction-log';

interface Appending {
  readonly log: TransactionLog;
  readonly gate: Gate;
  readonly maxAppendSize: number;
}

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && 'code' in error && 'details' in error && 'metadata' in error;

const asFailure = (error: unknown): ServiceError =>
  isServiceError(error) ? error : failures.invalidArgument(error instanceof Error ? error.message : String(error));

/** Streams.Append: options first, then each event in a message; one answer. */
export const appendCall = async (
  { log, gate, maxAppendSize }: Appending,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): Promise<void> => {
  try {
    const refused = gate.refusal(call.metadata);
    if (refused !== undefined) throw refused;
    const { meets } = gate.admit('append');
    let options: AppendReq.Options | undefined;
    const proposed: Proposed[] = [];
    for await (const message of call as AsyncIterable<AppendReq>) {
      const event = message.getProposedMessage();
      if (event === undefined) options = message.getOptions();
      else proposed.push(proposedIn(event));
      if (sizeOf(proposed) > maxAppendSize) throw failures.tooLarge(maxAppendSize);
    }
    if (options === undefined) throw failures.invalidArgument('options are missing');
    const before = await meets('before');
    if (before === null) return;
    if (before !== undefined) throw before;
    const stream = nameIn(options.getStreamIdentifier());
    const expected = expectedIn(options, options.getRevision());
    const outcome = log.append(stream, expected, proposed);
    const afterwards = await meets('afterwards');
    if (afterwards === null) return;
    if (afterwards !== undefined) throw afterwards;
    answer(null, appendAnswer(stream, expected, outcome));
  } catch (error) {
    answer(asFailure(error));
  }
};

/**
 * Streams.BatchAppend: many appends over one call, each answered on its own. What is wrong with an append is its answer; what is wrong with
 * the node ends the call, and with it all that is under way in it.
 */
export const batchAppendCall = (
  { log, gate, maxAppendSize }: Appending,
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
): void => {
  const underWay = new Map<string, { readonly options: BatchAppendReq.Options; readonly proposed: Proposed[] }>();
  const end = (error: ServiceError): void => {
    if (!call.writableEnded) call.emit('error', error);
  };
  const reply = (request: BatchAppendReq, response: BatchAppendResp): void => {
    if (!call.cancelled && !call.destroyed && !call.writableEnded)
      call.write(response.setCorrelationId(request.getCorrelationId()));
  };

  const append = async (
    request: BatchAppendReq,
    options: BatchAppendReq.Options,
    proposed: ReadonlyArray<Proposed>,
  ): Promise<void> => {
    const stream = nameIn(options.getStreamIdentifier());
    const expected = expectedIn(options, options.getStreamPosition());
    const refused = gate.refusal(call.metadata);
    if (refused !== undefined) return end(refused);
    const { fault, meets } = gate.admit('batchAppend');
    const late = (): BatchAppendResp =>
      batchAnswer(stream, expected, { is: 'deleted' }).setError(batchErrors.timeout());
    const ended = async (when: 'before' | 'afterwards'): Promise<boolean> => {
      const met = await meets(when);
      if (met === undefined) return false;
      if (met !== null && fault?.is === 'timeout') reply(request, late());
      else if (met !== null) end(met);
      return true;
    };
    if (fault !== undefined && (await ended('before'))) return;
    if (sizeOf(proposed) > maxAppendSize)
      return reply(
        request,
        batchAnswer(stream, expected, { is: 'deleted' }).setError(batchErrors.tooLarge(maxAppendSize)),
      );
    const outcome = log.append(stream, expected, proposed);
    if (fault !== undefined && (await ended('afterwards'))) return;
    reply(request, batchAnswer(stream, expected, outcome));
  };

  call.on('data', (request: BatchAppendReq) => {
    const id = uuidIn(request.getCorrelationId());
    const options = request.getOptions() ?? underWay.get(id)?.options;
    if (options === undefined) return;
    const proposed = underWay.get(id)?.proposed ?? [];
    proposed.push(...request.getProposedMessagesList().map(proposedIn));
    if (!request.getIsFinal()) return void underWay.set(id, { options, proposed });
    underWay.delete(id);
    void append(request, options, proposed);
  });
  call.on('error', () => undefined);
  call.on('end', () => call.end());
};
