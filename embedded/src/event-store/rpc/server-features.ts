import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js'
import type sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import type { handleUnaryCall } from '@grpc/grpc-js'

/** The version that clients see and branch on (§1.3). */
export const advertisedVersion = '24.10.0'

/** Methods and features by service (§1.3): only what this node implements. */
const streams = {
  service: 'event_store.client.streams.streams',
  methods: { read: ['position', 'events'], append: [], batchappend: [], delete: [], tombstone: [] },
}

const ofStreamAndAll = ['stream', 'all']
const persistentSubscriptions = {
  service: 'event_store.client.persistent_subscriptions.persistentsubscriptions',
  methods: {
    create: ofStreamAndAll,
    update: ofStreamAndAll,
    delete: ofStreamAndAll,
    read: ofStreamAndAll,
    getinfo: ofStreamAndAll,
    replayparked: ofStreamAndAll,
    list: ofStreamAndAll,
    restartsubsystem: ofStreamAndAll,
  },
}

const advertised: { service: string; methods: Record<string, string[]> }[] = [streams, persistentSubscriptions]

/** `ServerFeatures/GetSupportedMethods` (§1.3). It never fails. */
export function serverFeaturesHandler(): handleUnaryCall<sharedPb.Empty, featuresPb.SupportedMethods> {
  const supported = new featuresPb.SupportedMethods()
  supported.setEventStoreServerVersion(advertisedVersion)
  for (const { service, methods } of advertised) {
    for (const [name, features] of Object.entries(methods)) {
      const method = new featuresPb.SupportedMethod()
      method.setServiceName(service)
      method.setMethodName(name)
      method.setFeaturesList(features)
      supported.addMethods(method)
    }
  }
  return (_call, callback) => callback(null, supported)
}
