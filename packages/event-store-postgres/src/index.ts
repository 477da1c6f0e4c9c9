export { openDatabase, type Database, type Where } from './database';
export { DatabaseBusy, DatabaseUnavailable } from './failures';
