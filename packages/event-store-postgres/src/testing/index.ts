export { testDatabases, type TestDatabase } from './databases';
export { deskWithRoles, roleNames, type DeskWithRoles, type RoleName } from './desk-with-roles';
export { openServer, type ServerDatabase } from './server-database';
export { startTransactionPooler, type TransactionPooler } from './transaction-pooler';
