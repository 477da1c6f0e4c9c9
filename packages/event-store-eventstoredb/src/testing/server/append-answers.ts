import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import {
  AllStreamPosition,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Empty,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { AppendResp, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { identifier } from './responses';
import { failures } from './status';
import type { AppendOutcome, ExpectedRevision } from './transaction-log';

const packed = (code: Code, message: string, type: string, bytes: Uint8Array): Status => {
  const details = new Any();
  details.pack(bytes, `event_store.client.${type}`);
  return new Status().setCode(code).setMessage(message).setDetails(details);
};

const wrongVersion = (expected: ExpectedRevision, current: number | null): Status => {
  const details = new WrongExpectedVersion();
  if (current === null) details.setCurrentNoStream(new GoogleEmpty());
  else details.setCurrentStreamRevision(String(current));
  if (expected === 'any') details.setExpectedAny(new GoogleEmpty());
  else if (expected === 'exists') details.setExpectedStreamExists(new GoogleEmpty());
  else if (expected === 'noStream') details.setExpectedNoStream(new GoogleEmpty());
  else details.setExpectedStreamPosition(String(expected));
  return packed(Code.ALREADY_EXISTS, 'WrongExpectedVersion', 'WrongExpectedVersion', details.serializeBinary());
};

/** The answers of BatchAppend that are no success; they come as messages, and the call goes on. */
export const batchErrors = {
  wrongVersion,
  streamDeleted: (stream: string) =>
    packed(
      Code.NOT_FOUND,
      'StreamDeleted',
      'StreamDeleted',
      new StreamDeleted().setStreamIdentifier(identifier(stream)).serializeBinary(),
    ),
  timeout: () => packed(Code.DEADLINE_EXCEEDED, 'Timeout', 'Timeout', new Timeout().serializeBinary()),
  tooLarge: (limit: number) =>
    packed(
      Code.INVALID_ARGUMENT,
      'MaximumAppendSizeExceeded',
      'MaximumAppendSizeExceeded',
      new MaximumAppendSizeExceeded().setMaxappendsize(limit).serializeBinary(),
    ),
} as const;

export const batchAnswer = (stream: string, expected: ExpectedRevision, outcome: AppendOutcome): BatchAppendResp => {
  const answer = new BatchAppendResp().setStreamIdentifier(identifier(stream));
  if (outcome.is === 'deleted') return answer.setError(batchErrors.streamDeleted(stream));
  if (outcome.is === 'wrongVersion') return answer.setError(wrongVersion(expected, outcome.current));
  const position = String(outcome.position);
  return answer.setSuccess(
    new BatchAppendResp.Success()
      .setCurrentRevision(String(outcome.revision))
      .setPosition(new AllStreamPosition().setCommitPosition(position).setPreparePosition(position)),
  );
};

/** The answer of Append: a wrong version is one, a deleted stream fails the call. */
export const appendAnswer = (stream: string, expected: ExpectedRevision, outcome: AppendOutcome): AppendResp => {
  if (outcome.is === 'deleted') throw failures.streamDeleted(stream);
  if (outcome.is !== 'wrongVersion') {
    const position = String(outcome.position);
    return new AppendResp().setSuccess(
      new AppendResp.Success()
        .setCurrentRevision(String(outcome.revision))
        .setPosition(new AppendResp.Position().setCommitPosition(position).setPreparePosition(position)),
    );
  }
  const wrong = new AppendResp.WrongExpectedVersion();
  if (outcome.current === null) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(outcome.current));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new Empty());
  else if (expected === 'noStream') wrong.setExpectedNoStream(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return new AppendResp().setWrongExpectedVersion(wrong);
};
