import { MaximumAppendSizeExceeded } from '@eventstore/db-client/generated/shared_pb';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { Status } from '@eventstore/db-client/generated/status_pb';
import { Passing, Refused } from '../connection/failures';
import { exact } from './recorded';

/** What became of a write. */
export type WriteOutcome =
  /** The last event stands at this revision and this position. */
  | { readonly is: 'written'; readonly revision: number; readonly position: number }
  /** The stream is not where the write expected it. */
  | { readonly is: 'elsewhere' };

const kindOf = (error: Status): string =>
  error
    .getDetails()
    ?.getTypeName()
    .replace(/^event_store\.client\./, '') ?? '';

const largest = (error: Status): number | undefined =>
  error
    .getDetails()
    ?.unpack(
      (bytes) => MaximumAppendSizeExceeded.deserializeBinary(bytes),
      'event_store.client.MaximumAppendSizeExceeded',
    )
    ?.getMaxappendsize();

/** Throws what is no outcome: Passing where it may go well another time, Refused where it will not. */
export const outcomeOf = (answer: BatchAppendResp): WriteOutcome => {
  const error = answer.getError();
  if (error === undefined) {
    const success = answer.getSuccess();
    return {
      is: 'written',
      revision: exact(success?.getCurrentRevision() ?? '', 'revision'),
      position: exact(success?.getPosition()?.getCommitPosition() ?? '', 'position'),
    };
  }
  switch (kindOf(error)) {
    case 'WrongExpectedVersion':
      return { is: 'elsewhere' };
    case 'StreamDeleted':
      throw new Refused('the stream was deleted for ever on the server, and takes no events any more');
    case 'MaximumAppendSizeExceeded':
      throw new Refused(
        `the append is larger than the ${largest(error) ?? 0} bytes that the server takes: set its MaxAppendSize higher`,
      );
    case 'AccessDenied':
      throw new Refused('the server does not let this user write');
    case 'BadRequest':
      throw new Refused(`the server does not understand the append: ${error.getMessage()}`);
    case 'Timeout':
      throw new Passing('the server has not written the append in time');
    default:
      throw new Passing(error.getMessage()); // it is not ready, too busy, or knows no leader
  }
};
