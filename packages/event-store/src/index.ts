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
export { Source, type NewEvent, type Recorded, type StoredEvent } from './envelope';
export { memoryEventStore, type MemoryOptions } from './memory-event-store';
export type {
  AppendFailure,
  Appended,
  EventIdTaken,
  EventStore,
  Expected,
  LogFilter,
  LogPage,
  ReadLog,
  ReadStream,
  RevisionConflict,
  StoreUnavailable,
  Subscribe,
} from './port';
export { namedTwice, repeatOf } from './repeat';
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
export { StreamName, streamName, streamParts, type StreamParts } from './stream';
