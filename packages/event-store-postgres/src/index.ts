export { openDatabase, type Database, type Where } from './database';
export { DatabaseBusy, DatabaseUnavailable } from './failures';
export { migrate } from './schema/migrate';
export { migrationSql } from './schema/migrations';
export { logHeads, type LogHeads } from './store/heads';
export { markHolders, type MarkHolder } from './store/mark-holders';
export { postgresEventStore, type PostgresOptions } from './store/store';
export { logWitness } from './store/witness';
