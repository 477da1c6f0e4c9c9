import type { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { streamParts, type StoredEvent, type StreamName } from '@casebook/event-store';
import { Actor, EventId, instantOf, literal } from '@casebook/vocabulary';
import { Refused } from '../connection/failures';
import { metadataIn } from './metadata';
import type { Names } from './names';

type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

/** A number of the server's, which counts to 2^64; beyond 2^53 numbers would be taken for their neighbours, so it is refused. */
export const exact = (digits: string, what: string): number => {
  const number = Number(digits);
  if (Number.isSafeInteger(number)) return number;
  throw new Refused(`${what} ${digits} is beyond 2^53: this log is larger than Casebook can read`);
};

const stranger = literal(Actor, { kind: 'automation', id: 'somebody else', onBehalfOf: null });
const noHash = '0'.repeat(64);

/** An event that was written into a stream of ours by somebody else: told as it is, with a hash that no check takes for right. */
const foreign = (recorded: RecordedEvent, stream: StreamName, position: number): StoredEvent => {
  const created = instantOf(Math.floor(Number(recorded.getMetadataMap().get('created') ?? '0') / 10_000));
  return {
    id: literal(EventId, recorded.getId()?.getString() ?? ''),
    type: recorded.getMetadataMap().get('type') ?? '',
    schema: 1,
    data: text(recorded.getData_asU8()),
    occurredAt: created,
    actor: stranger,
    commandId: null,
    correlationId: '',
    causationId: null,
    saidAt: null,
    source: null,
    wake: null,
    tenant: streamParts(stream).tenant,
    stream,
    revision: exact(recorded.getStreamRevision(), 'revision'),
    position,
    recordedAt: created,
    late: false,
    hash: noHash,
    previous: null,
  };
};

/** The type of what the server says about a stream in the stream itself; our types are names of events. */
const isOfServer = (type: string): boolean => type.startsWith('$');

/** An event of ours as the server gives it; undefined for what is none: streams of others, links, tombstones. */
export const storedEvent = (names: Names, recorded: RecordedEvent): StoredEvent | undefined => {
  const stream = names.ours(text(recorded.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array()));
  const type = recorded.getMetadataMap().get('type') ?? '';
  if (stream === undefined || isOfServer(type)) return undefined;
  const position = exact(recorded.getCommitPosition(), 'position');
  const metadata = metadataIn(recorded.getCustomMetadata_asU8());
  if (metadata === undefined) return foreign(recorded, stream, position);
  return {
    id: metadata.id,
    type,
    schema: metadata.schema,
    data: text(recorded.getData_asU8()),
    occurredAt: metadata.occurredAt,
    actor: metadata.actor,
    commandId: metadata.commandId ?? null,
    correlationId: metadata.$correlationId,
    causationId: metadata.$causationId ?? null,
    saidAt: metadata.saidAt ?? null,
    source: metadata.source ?? null,
    wake: metadata.wake ?? null,
    tenant: streamParts(stream).tenant,
    stream,
    revision: exact(recorded.getStreamRevision(), 'revision'),
    position,
    recordedAt: metadata.recordedAt,
    late: metadata.late ?? false,
    hash: metadata.hash,
    previous: metadata.previous ?? null,
  };
};
