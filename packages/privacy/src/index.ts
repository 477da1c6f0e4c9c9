export { keyTableSql } from './key-tables';
export { keyTable, type KeyTableOptions } from './key-table';
export type { Binding, Erasure, Key, KeyStore, Tombstone } from './key-store';
export { memoryKeyStore } from './memory-key-store';
export type { PersonalData } from './personal-data';
export { sealedEventStore, type Sealing } from './sealed-event-store';
