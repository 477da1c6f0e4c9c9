export { EventStoreDbUnavailable } from './connection/failures';
export { openEventStoreDb, type EventStoreDb, type EventStoreDbOptions } from './open';
export { eventStoreDbEventStore, type EventStoreDbStoreOptions } from './store/store';
export { logIdentity } from './store/identity';
export { streamIncidents } from './store/incidents';
