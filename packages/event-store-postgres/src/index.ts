export { capabilitiesOf, type Capabilities } from './capabilities';
export { openDatabase, type Database, type Where } from './database';
export { DatabaseBusy, DatabaseUnavailable } from './failures';
export { migrate, type MigrateOptions } from './schema/migrate';
export { migrationSql } from './schema/migrations';
export { checkAtStart, LogDamaged, readModelsAhead, type Ahead, type LogFault, type Mended } from './schema/start-up';
export { postgresEventStore, type PostgresOptions } from './store/store';
