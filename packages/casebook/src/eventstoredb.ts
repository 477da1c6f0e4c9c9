import type * as EventStoreDb from '@casebook/event-store-eventstoredb';

// Loaded where a log is there: its protocol takes half a second to load, and nobody else needs it.
declare const require: (name: '@casebook/event-store-eventstoredb') => typeof EventStoreDb;

export const eventStoreDb = (): typeof EventStoreDb => require('@casebook/event-store-eventstoredb');
