import type { Member } from './about-calls';
import type { Endpoint } from './gate';
import { startNode, type EventStoreNode, type NodeOptions } from './node';
import { transactionLog } from './transaction-log';

/** Nodes of one log, of which one leads. */
export interface Cluster {
  readonly nodes: ReadonlyArray<EventStoreNode>;
  /** With all nodes to ask who leads. */
  readonly url: string;
  readonly leader: () => EventStoreNode | undefined;
  /** This node leads from now on; null: none does. */
  readonly elect: (node: EventStoreNode | null) => void;
  /** The node dies, and another that lives leads from now on. */
  readonly lose: (node: EventStoreNode) => Promise<void>;
  readonly revive: (node: EventStoreNode) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A cluster on this machine; its nodes share their log, as if what one has written were with all others at once. */
export const startCluster = async (size: number, options: NodeOptions = {}): Promise<Cluster> => {
  const log = transactionLog();
  const nodes: EventStoreNode[] = [];
  const dead = new Set<EventStoreNode>();
  let leading: EventStoreNode | null = null;
  const endpoint = (node: EventStoreNode): Endpoint => ({ host: '127.0.0.1', port: node.port });
  const members = (): ReadonlyArray<Member> =>
    nodes.map((node) => ({ ...endpoint(node), id: node.id, isAlive: !dead.has(node), isLeader: node === leading }));
  for (let number = 0; number < size; number += 1) {
    const leader = (): Endpoint | null | undefined => {
      if (leading === null) return null;
      return leading === nodes[number] ? undefined : endpoint(leading);
    };
    nodes.push(await startNode({ ...options, log, members, leader }));
  }
  leading = nodes[0] ?? null;
  return {
    nodes,
    url: `esdb://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false&discoveryInterval=20&gossipTimeout=1`,
    leader: () => leading ?? undefined,
    elect: (node) => {
      leading = node;
    },
    lose: async (node) => {
      dead.add(node);
      await node.kill();
      if (leading === node) leading = nodes.find((other) => !dead.has(other)) ?? null;
    },
    revive: async (node) => {
      await node.start();
      dead.delete(node);
      leading ??= node;
    },
    close: async () => {
      await Promise.all(nodes.map((node) => node.close()));
    },
  };
};
