export { testDatabases, type TestDatabase } from './databases';
export { deskWithRoles, roleNames, type DeskWithRoles, type RoleName } from './desk-with-roles';
export { newDatabase } from './new-database';
export { random } from './random';
export { openServer, type ServerDatabase } from './server-database';
export { startTransactionPooler, type TransactionPooler } from './transaction-pooler';
