export { type PrivatePostgres, startPrivatePostgres } from './private-server';
export { type PostgresServer, startPostgres } from './start';
export { type Version, versions } from './versions';
