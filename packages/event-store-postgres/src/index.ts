export { openDatabase, type Database, type Where } from './database';
export { DatabaseBusy, DatabaseUnavailable } from './failures';
export { migrate } from './schema/migrate';
export { migrationSql } from './schema/migrations';
export { postgresEventStore, type PostgresOptions } from './store/store';
export { postgresSubscriptionPositions, type PostgresPositionsOptions } from './store/subscription-positions';
