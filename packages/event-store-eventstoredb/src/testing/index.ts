export { startCluster, type Cluster } from './server/cluster';
export type { Fault } from './server/faults';
export { startNode, type EventStoreNode, type NodeOptions } from './server/node';
export { transactionLog, type TransactionLog } from './server/transaction-log';
export { testServers, type TestServer } from './servers';
