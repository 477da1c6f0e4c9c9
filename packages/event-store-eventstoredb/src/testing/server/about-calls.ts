import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import type { Endpoint } from './gate';

export interface Member extends Endpoint {
  readonly id: string;
  readonly isAlive: boolean;
  readonly isLeader: boolean;
}

/** Gossip.Read: who is in the cluster, and what they are. */
export const clusterInfo = (members: ReadonlyArray<Member>): ClusterInfo => {
  const info = new ClusterInfo();
  for (const { id, host, port, isAlive, isLeader } of members)
    info.addMembers(
      new MemberInfo()
        .setInstanceId(new UUID().setString(id))
        .setTimeStamp(String(Date.now()))
        .setState(isLeader ? MemberInfo.VNodeState.LEADER : MemberInfo.VNodeState.FOLLOWER)
        .setIsAlive(isAlive)
        .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port)),
    );
  return info;
};

const methods = ['read', 'append', 'delete', 'tombstone', 'batchappend'];

/** ServerFeatures.GetSupportedMethods. */
export const supportedMethods = (): SupportedMethods => {
  const supported = new SupportedMethods().setEventStoreServerVersion('24.10.0');
  for (const method of methods)
    supported.addMethods(
      new SupportedMethod().setServiceName('event_store.client.streams.Streams').setMethodName(method),
    );
  return supported;
};
