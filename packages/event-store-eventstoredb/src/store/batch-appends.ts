import { randomUUID } from 'node:crypto';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import type { Connection, Link } from '../connection/connection';
import { Passing, Refused, TooLate } from '../connection/failures';
import { persist, type Until } from '../connection/persist';
import { opened } from './ask';
import { outcomeOf, type WriteOutcome } from './batch-answer';
import { identifier, uuid } from './requests';

/** An event as it goes to the server. */
export interface Proposed {
  readonly type: string;
  /** JSON, kept to the letter. */
  readonly data: string;
  readonly metadata: string;
}

interface UnderWay {
  readonly link: Link;
  readonly resolve: (outcome: WriteOutcome) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

const largestMessage = 1_000_000; // bytes: larger appends go in several messages

const proposal = ({ type, data, metadata }: Proposed, id: string): BatchAppendReq.ProposedMessage => {
  const message = new BatchAppendReq.ProposedMessage()
    .setId(uuid(id))
    .setData(Buffer.from(data, 'utf8'))
    .setCustomMetadata(Buffer.from(metadata, 'utf8'));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message;
};

const optionsOf = (stream: string, before: number | null, millis: number): BatchAppendReq.Options => {
  const options = new BatchAppendReq.Options()
    .setStreamIdentifier(identifier(stream))
    .setDeadline(Timestamp.fromDate(new Date(Date.now() + millis)));
  return before === null ? options.setNoStream(new Empty()) : options.setStreamPosition(String(before));
};

/** The messages of one append. */
function* messagesOf(options: BatchAppendReq.Options, proposals: ReadonlyArray<BatchAppendReq.ProposedMessage>) {
  const correlation = uuid(randomUUID());
  let message = new BatchAppendReq().setCorrelationId(correlation).setOptions(options);
  let size = 0;
  for (const one of proposals) {
    const bytes = one.getData_asU8().length + one.getCustomMetadata_asU8().length;
    if (size > 0 && size + bytes > largestMessage) {
      yield message;
      message = new BatchAppendReq().setCorrelationId(correlation);
      size = 0;
    }
    message.addProposedMessages(one);
    size += bytes;
  }
  yield message.setIsFinal(true);
}

/** Appends over one call a node, each with its own answer and its own deadline. */
export interface BatchAppends {
  /**
   * Writes all events after this revision of the stream (null: there must be none), or none of them. Tried again where a node fails in
   * passing; since the events keep the ids that they are given here, and nowhere else, an attempt that had been written is seen to be the same.
   */
  readonly write: (
    stream: string,
    before: number | null,
    events: ReadonlyArray<Proposed>,
    time: Until,
  ) => Promise<WriteOutcome>;
  readonly close: () => void;
}

export const batchAppends = (connection: Connection): BatchAppends => {
  const underWay = new Map<string, UnderWay>();
  let call: { readonly link: Link; readonly stream: ClientDuplexStream<BatchAppendReq, BatchAppendResp> } | undefined;

  const ended = (id: string): UnderWay | undefined => {
    const one = underWay.get(id);
    underWay.delete(id);
    clearTimeout(one?.timer);
    return one;
  };

  const brokenOf = (link: Link, error: unknown): void => {
    if (call?.link === link) call = undefined;
    connection.failed(link, error);
    for (const [id, one] of [...underWay]) if (one.link === link) ended(id)?.reject(error);
  };

  const callOn = (link: Link) => {
    if (call?.link === link) return call.stream;
    const stream = link.streams.batchAppend(connection.metadata());
    call = { link, stream };
    stream.on('data', (answer: BatchAppendResp) => {
      // Whoever has given up is not there any more.
      const one = ended(answer.getCorrelationId()?.getString() ?? '');
      if (one === undefined) return;
      try {
        one.resolve(outcomeOf(answer));
      } catch (error) {
        one.reject(error);
      }
    });
    stream.on('error', (error) => brokenOf(link, error));
    stream.on('end', () => brokenOf(link, new Passing('the node has ended the call')));
    return stream;
  };

  const attempt = async (
    stream: string,
    before: number | null,
    proposals: ReadonlyArray<BatchAppendReq.ProposedMessage>,
    millis: number,
  ): Promise<WriteOutcome> => {
    const link = await connection.link();
    return new Promise((resolve, reject) => {
      const to = opened(() => callOn(link));
      const messages = [...messagesOf(optionsOf(stream, before, millis), proposals)];
      const id = messages[0]?.getCorrelationId()?.getString() ?? '';
      const timer = setTimeout(() => {
        const late = new TooLate('the server has not answered within the deadline');
        ended(id)?.reject(late);
        // It may be silent for ever: all that is under way there is tried again elsewhere.
        connection.failed(link, late);
        if (call?.link === link) call.stream.cancel();
      }, millis);
      underWay.set(id, { link, resolve, reject, timer });
      for (const message of messages) to.write(message);
    });
  };

  return {
    write: (stream, before, events, time) => {
      const proposals = events.map((event) => proposal(event, randomUUID()));
      return persist(time, () => attempt(stream, before, proposals, time.left()));
    },
    close: () => {
      call?.stream.cancel();
      for (const id of [...underWay.keys()]) ended(id)?.reject(new Refused('the store is closed'));
    },
  };
};
