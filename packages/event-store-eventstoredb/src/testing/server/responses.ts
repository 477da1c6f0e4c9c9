import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { longestRevision, type LogRecord, type TransactionLog } from './transaction-log';

const { ReadEvent } = ReadResp;

export const identifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));

export const nameIn = (identified: StreamIdentifier | undefined): string =>
  Buffer.from(identified?.getStreamName_asU8() ?? []).toString('utf8');

const recorded = ({ id, stream, revision, position, type, isJson, created, data, metadata }: LogRecord) => {
  const event = new ReadEvent.RecordedEvent()
    .setId(new UUID().setString(id))
    .setStreamIdentifier(identifier(stream))
    .setStreamRevision(Number.isSafeInteger(revision) ? String(revision) : longestRevision)
    .setCommitPosition(String(position))
    .setPreparePosition(String(position))
    .setData(data)
    .setCustomMetadata(metadata);
  event
    .getMetadataMap()
    .set('type', type)
    .set('content-type', isJson ? 'application/json' : 'application/octet-stream')
    .set('created', created);
  return event;
};

/** The event that a link names; undefined where it is gone. */
const target = (log: TransactionLog, { data }: LogRecord): LogRecord | undefined => {
  const [, revision, stream = ''] = /^(\d+)@(.*)$/s.exec(Buffer.from(data).toString('utf8')) ?? [];
  return log.read(stream)?.find((record) => record.revision === Number(revision));
};

/** An event as it is read; a link is followed where that is asked for, and stands alone where what it names is gone. */
export const eventRead = (log: TransactionLog, record: LogRecord, resolvesLinks: boolean): ReadResp => {
  const event = new ReadEvent().setCommitPosition(String(record.position));
  if (resolvesLinks && record.type === '$>') {
    const linked = target(log, record);
    event.setLink(recorded(record));
    if (linked !== undefined) event.setEvent(recorded(linked));
  } else event.setEvent(recorded(record));
  return new ReadResp().setEvent(event);
};

export const notFound = (stream: string): ReadResp =>
  new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream)));

export const confirmed = (id: string): ReadResp =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const checkpoint = (position: number): ReadResp =>
  new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)),
  );

export const caughtUp = (): ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
