export { checkLog, type CheckLog, type LogChecked } from './check/check-log';
export type { Tail } from './check/chains';
export type { LogFinding } from './check/finding';
export { LogHeadCodec, type LogHead } from './check/log-head';
export type { LogWitness } from './check/witness';
export {
  eventCodec,
  type Dated,
  type Encoded,
  type EventCodec,
  type EventUnreadable,
  type Schema,
  type Schemas,
} from './codec';
export { eventIdOf } from './event-id';
export { Source, type Hash, type NewEvent, type Recorded, type StoredEvent } from './envelope';
export { canonicalJson } from './canonical-json';
export { contentHash, hashOf } from './hash';
export { isAsExpected, passes } from './matches';
export { memoryEventStore, type MemoryOptions } from './memory-event-store';
export type {
  AppendFailure,
  Appended,
  EventIdTaken,
  EventStore,
  Expected,
  LogFilter,
  LogPage,
  ReadByStream,
  ReadLog,
  ReadStream,
  RevisionConflict,
  StoreUnavailable,
  StreamsPage,
  Subscribe,
} from './port';
export { namedTwice, repeatOf } from './repeat';
export { shareOf } from './share';
export { assertStorable } from './storable';
export { memorySubscriptionPositions, type MemoryPositionsOptions } from './memory-subscription-positions';
export type {
  SubscriptionClaim,
  SubscriptionFilterChanged,
  SubscriptionHeld,
  SubscriptionKey,
  SubscriptionLease,
  SubscriptionLost,
  SubscriptionPositions,
  SubscriptionState,
} from './subscription-positions';
export { compareStreams, StreamName, streamName, streamParts, type StreamParts } from './stream';
