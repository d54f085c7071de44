import gossipPb from '@eventstore/db-client/generated/gossip_pb.js'
import sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import type { handleUnaryCall } from '@grpc/grpc-js'

/** Where clients reach the node; the port is known once it listens. */
export interface AdvertisedAddress {
  instanceId: string
  host: string
  port: number
}

/** `Gossip/Read` (§1.2): one member, the living leader. */
export function gossipHandler(
  address: AdvertisedAddress,
  now: () => number,
): handleUnaryCall<sharedPb.Empty, gossipPb.ClusterInfo> {
  return (_call, callback) => {
    const instanceId = new sharedPb.UUID()
    instanceId.setString(address.instanceId)
    const endPoint = new gossipPb.EndPoint()
    endPoint.setAddress(address.host)
    endPoint.setPort(address.port)
    const member = new gossipPb.MemberInfo()
    member.setInstanceId(instanceId)
    member.setTimeStamp(`${now()}0000`) // ticks of 100 ns
    member.setState(gossipPb.MemberInfo.VNodeState.LEADER)
    member.setIsAlive(true)
    member.setHttpEndPoint(endPoint)
    const cluster = new gossipPb.ClusterInfo()
    cluster.addMembers(member)
    callback(null, cluster)
  }
}
