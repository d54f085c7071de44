import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import persistentGrpc from '@eventstore/db-client/generated/persistent_grpc_pb.js'
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js'
import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js'
import type { NodeContext } from '../node-context.ts'
import { appendHandler } from './append.ts'
import { type Users, userNameOf } from './authentication.ts'
import { batchAppendHandler } from './batch-append.ts'
import { deleteHandler, tombstoneHandler } from './delete.ts'
import { type AdvertisedAddress, gossipHandler } from './gossip.ts'
import { guarded } from './guard.ts'
import {
  createGroupHandler,
  deleteGroupHandler,
  groupInfoHandler,
  listGroupsHandler,
  replayParkedHandler,
  restartGroupsHandler,
  updateGroupHandler,
} from './persistent-management.ts'
import { persistentReadHandler } from './persistent-read.ts'
import { readHandler } from './read.ts'
import { serverFeaturesHandler } from './server-features.ts'

/** Messages are bytes on the hot paths: decoded and encoded by the handlers, not by the stubs. */
const asBytes = (bytes: Buffer): Buffer => bytes

const streamsService: ServiceDefinition<UntypedServiceImplementation> = {
  ...streamsGrpc.StreamsService,
  read: { ...streamsGrpc.StreamsService.read, responseSerialize: asBytes },
  append: { ...streamsGrpc.StreamsService.append, requestDeserialize: asBytes },
  batchAppend: {
    ...streamsGrpc.StreamsService.batchAppend,
    requestDeserialize: asBytes,
    responseSerialize: asBytes,
  },
}

const persistentService: ServiceDefinition<UntypedServiceImplementation> = {
  ...persistentGrpc.PersistentSubscriptionsService,
  read: { ...persistentGrpc.PersistentSubscriptionsService.read, responseSerialize: asBytes },
}

/** §1.5: what clients may send in one message. */
const maxMessageBytes = 17 * 1024 * 1024

const keepaliveMs = 30_000

/** The gRPC server of a node with every service it implements, not yet listening. */
export function createGrpcServer(node: NodeContext, address: AdvertisedAddress, users: Users | undefined): Server {
  const server = new Server({
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': -1,
    // A client that is gone without a word is noticed, and what it held is freed.
    'grpc.keepalive_time_ms': keepaliveMs,
    'grpc.keepalive_timeout_ms': keepaliveMs,
  })
  const guard = (handlers: UntypedServiceImplementation) => guarded(node, users, handlers)
  server.addService(
    streamsService,
    guard({
      read: readHandler(node),
      append: appendHandler(node),
      batchAppend: batchAppendHandler(node),
      delete: deleteHandler(node),
      tombstone: tombstoneHandler(node),
    }),
  )
  server.addService(
    persistentService,
    guard({
      create: createGroupHandler(node),
      update: updateGroupHandler(node),
      delete: deleteGroupHandler(node),
      read: persistentReadHandler(node, (call) => userNameOf(users, call.metadata)),
      getInfo: groupInfoHandler(node),
      replayParked: replayParkedHandler(node),
      list: listGroupsHandler(node),
      restartSubsystem: restartGroupsHandler(node),
    }),
  )
  server.addService(gossipGrpc.GossipService, { read: gossipHandler(address, node.now) })
  server.addService(featuresGrpc.ServerFeaturesService, { getSupportedMethods: serverFeaturesHandler() })
  return server
}

/** Binds the server. Resolves with the port; rejects when the address cannot be used or the certificate is none. */
export function listen(
  server: Server,
  host: string,
  port: number,
  tls: { certificate: Buffer; key: Buffer } | undefined,
): Promise<number> {
  const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.key }])
  return new Promise((resolve, reject) => {
    server.bindAsync(target, credentials, (error, bound) => (error === null ? resolve(bound) : reject(error)))
  })
}
