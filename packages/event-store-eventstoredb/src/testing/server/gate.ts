import { setTimeout as pause } from 'node:timers/promises';
import type { Metadata, ServiceError } from '@grpc/grpc-js';
import type { Asked, Fault, Faults } from './faults';
import { failures } from './status';

/** Where a node is reached. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

interface GateOptions {
  /** Names and passwords; anybody may do everything where none are given. */
  readonly users: Readonly<Record<string, string>> | undefined;
  readonly faults: Faults;
  /** Undefined: this node leads. Null: another does, and which one is not known. */
  readonly leader: () => Endpoint | null | undefined;
  readonly cut: () => void;
}

/** A request that was let in, and what goes wrong with it. */
export interface Admitted {
  readonly fault: Fault | undefined;
  /** Undefined: it goes on. Otherwise it ends here: with an error, or (null) without an answer. */
  readonly meets: (when: 'before' | 'afterwards') => Promise<ServiceError | null | undefined>;
}

const errorOf = (fault: Fault): ServiceError | undefined => {
  if (fault.is === 'notReady') return failures.notReady();
  return fault.is === 'timeout' ? failures.timeout() : undefined;
};

/** Every request comes by here first: who asks, whether this node leads, and which fault is due. */
export const gate = ({ users, faults, leader, cut }: GateOptions) => {
  const asked = new Map<Asked, number>();

  const refusal = (metadata: Metadata): ServiceError | undefined => {
    const [authorization] = metadata.get('authorization');
    if (users !== undefined) {
      if (authorization === undefined) return failures.accessDenied();
      const [, encoded = ''] = /^Basic (.*)$/.exec(String(authorization)) ?? [];
      const [name = '', password = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
      if (users[name] !== password) return failures.unauthenticated();
    }
    const other = leader();
    if (other === undefined || metadata.get('requires-leader')[0] !== 'true') return undefined;
    return other === null ? failures.noLeader() : failures.notLeader(other.host, other.port);
  };

  return {
    refusal,
    /** How often it was asked for. */
    asked: (of: Asked): number => asked.get(of) ?? 0,
    admit: (of: Asked): Admitted => {
      asked.set(of, (asked.get(of) ?? 0) + 1);
      const fault = faults.next(of);
      return {
        fault,
        meets: async (when) => {
          if (fault === undefined || fault.is === 'endsAfter') return undefined;
          if (fault.is === 'late') {
            if (when === 'before') await pause(fault.millis, undefined, { ref: false });
            return undefined;
          }
          if (fault.is === 'notLeader') {
            if (when !== 'before') return undefined;
            return fault.leader === null
              ? failures.noLeader()
              : failures.notLeader(fault.leader.host, fault.leader.port);
          }
          if (fault.when !== when) return undefined;
          if (fault.is === 'cut') cut();
          return errorOf(fault) ?? null;
        },
      };
    },
  };
};
export type Gate = ReturnType<typeof gate>;
