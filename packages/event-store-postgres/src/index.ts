export { capabilitiesOf, type Capabilities } from './capabilities';
export { openDatabase, type Database, type Where } from './database';
export { DatabaseBusy, DatabaseUnavailable } from './failures';
export { migrate, type MigrateOptions } from './schema/migrate';
export { migrationSql } from './schema/migrations';
export { rolesSql, type Roles } from './schema/roles';
export { protectedTable, type Protection } from './schema/row-level-security';
export { checkAtStart, LogDamaged, readModelsAhead, type Ahead, type LogFault, type Mended } from './schema/start-up';
export { postgresEventStore, type PostgresOptions } from './store/store';
