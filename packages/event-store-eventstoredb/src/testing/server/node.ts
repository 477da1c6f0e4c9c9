import { randomUUID } from 'node:crypto';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { GossipService, type IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb';
import {
  ServerFeaturesService,
  type IServerFeaturesServer,
} from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { StreamsService, type IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb';
import { clusterInfo, supportedMethods, type Member } from './about-calls';
import { appendCall, batchAppendCall } from './append-calls';
import { deleteCall, tombstoneCall } from './delete-calls';
import { faults, type Asked, type Fault } from './faults';
import { gate, type Endpoint } from './gate';
import { readCall } from './read-call';
import { startRelay } from './relay';
import { transactionLog, type TransactionLog } from './transaction-log';

export interface NodeOptions {
  /** One of its own by default. */
  readonly log?: TransactionLog;
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer };
  readonly users?: Readonly<Record<string, string>>;
  /** In bytes; a server that nobody has set up otherwise takes a megabyte, and so does this one. */
  readonly maxAppendSize?: number;
  /** Who else is in the cluster; by default it is alone, and leads. */
  readonly members?: () => ReadonlyArray<Member>;
  readonly leader?: () => Endpoint | null | undefined;
}

const streamsOf = (
  log: TransactionLog,
  door: ReturnType<typeof gate>,
  maxAppendSize: number,
  cut: () => void,
): IStreamsServer => ({
  read: (call) => void readCall({ log, gate: door, cut }, call),
  append: (call, answer) => void appendCall({ log, gate: door, maxAppendSize }, call, answer),
  batchAppend: (call) => batchAppendCall({ log, gate: door, maxAppendSize }, call),
  delete: (call, answer) => deleteCall({ log, gate: door }, call, answer),
  tombstone: (call, answer) => tombstoneCall({ log, gate: door }, call, answer),
});

/**
 * A node that speaks the protocol of EventStoreDB on a port of this machine, as far as streams go, and keeps its log in memory. It knows
 * nothing of who uses it; written after what the documentation and the sources of the server say.
 */
export const startNode = async (options: NodeOptions = {}) => {
  const { log = transactionLog(), tls, users, maxAppendSize = 1_048_576 } = options;
  const id = randomUUID();
  const planned = faults();
  let cut = (): void => undefined;
  const door = gate({ users, faults: planned, leader: options.leader ?? (() => undefined), cut: () => cut() });

  const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  server.addService(
    StreamsService,
    streamsOf(log, door, maxAppendSize, () => cut()),
  );
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }]);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error === null ? resolve(bound) : reject(error)));
  });
  const relay = await startRelay(port);
  cut = relay.cut;
  const self = (): Member => ({ id, host: '127.0.0.1', port: relay.port, isAlive: true, isLeader: true });
  const members = options.members ?? (() => [self()]);
  const gossip: IGossipServer = { read: (_call, answer) => answer(null, clusterInfo(members())) };
  const features: IServerFeaturesServer = {
    getSupportedMethods: (_call, answer) => answer(null, supportedMethods()),
  };
  server.addService(GossipService, gossip);
  server.addService(ServerFeaturesService, features);

  return {
    id,
    log,
    port: relay.port,
    url: `esdb://127.0.0.1:${relay.port}?tls=${tls !== undefined}`,
    /** The next requests meet these. */
    fail: (next: ReadonlyArray<Fault>): void => planned.plan(next),
    faultsLeft: planned.left,
    /** How often it was asked for this. */
    asked: (of: Asked): number => door.asked(of),
    cut: relay.cut,
    silence: relay.silence,
    /** Dies at once; what it had answered is in its log. */
    kill: relay.close,
    start: relay.open,
    connections: relay.connections,
    close: async (): Promise<void> => {
      await relay.close();
      server.forceShutdown();
    },
  };
};
export type EventStoreNode = Awaited<ReturnType<typeof startNode>>;
