import {
  jsonEvent,
  type PersistentSubscriptionToAllResolvedEvent,
  persistentSubscriptionToAllSettingsFromDefaults,
  START,
} from '@eventstore/db-client'
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import type gossipPb from '@eventstore/db-client/generated/gossip_pb.js'
import projectionsGrpc from '@eventstore/db-client/generated/projections_grpc_pb.js'
import projectionsPb from '@eventstore/db-client/generated/projections_pb.js'
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import type featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js'
import sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import { credentials, status } from '@grpc/grpc-js'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { collect, failureOf, startTestNode, type TestNode, testEvents } from './testing/test-node.ts'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
})
afterAll(() => node.stop())

const address = (): string => `127.0.0.1:${node.port}`

test('§1.3 advertises what it implements, and not what it does not', async () => {
  const client = new featuresGrpc.ServerFeaturesClient(address(), credentials.createInsecure())
  const supported = await new Promise<featuresPb.SupportedMethods>((resolve, reject) =>
    client.getSupportedMethods(new sharedPb.Empty(), (error, response) => (error ? reject(error) : resolve(response))),
  )
  client.close()
  expect(supported.getEventStoreServerVersion()).toBe('24.10.0')
  const methods = supported.getMethodsList().map((method) => {
    const service = method.getServiceName().split('.').at(-1)
    return `${service}/${method.getMethodName()} ${method.getFeaturesList().join(',')}`.trim()
  })
  const ofGroups = ['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list', 'restartsubsystem']
  expect(methods).toEqual([
    'streams/read position,events',
    'streams/append',
    'streams/batchappend',
    'streams/delete',
    'streams/tombstone',
    ...ofGroups.map((method) => `persistentsubscriptions/${method} stream,all`),
  ])
})

test('§9 projections are unimplemented', async () => {
  const client = new projectionsGrpc.ProjectionsClient(address(), credentials.createInsecure())
  const code = await new Promise((resolve) =>
    client.enable(new projectionsPb.EnableReq(), (error) => resolve(error?.code)),
  )
  client.close()
  expect(code).toBe(status.UNIMPLEMENTED)
})

test('§1.2 gossip names one living leader at the address that clients use', async () => {
  const client = new gossipGrpc.GossipClient(address(), credentials.createInsecure())
  const cluster = await new Promise<gossipPb.ClusterInfo>((resolve, reject) =>
    client.read(new sharedPb.Empty(), (error, response) => (error ? reject(error) : resolve(response))),
  )
  client.close()
  const [member, ...others] = cluster.getMembersList()
  expect(others).toEqual([])
  expect(member?.toObject()).toMatchObject({
    state: 8,
    isAlive: true,
    httpEndPoint: { address: '127.0.0.1', port: node.port },
    timeStamp: expect.stringMatching(/^\d{17}$/),
  })
  expect(member?.getInstanceId()?.getString()).toMatch(/^[0-9a-f-]{36}$/)
})

test('§3.1 names that trailers cannot hold are percent-encoded', async () => {
  const stream = 'strëam 😀'
  expect(await failureOf(node.client.deleteStream(stream, { expectedRevision: 3n }))).toMatchObject({
    type: 'wrong-expected-version',
    streamName: encodeURIComponent(stream),
  })
  await node.client.tombstoneStream(stream)
  expect(await failureOf(node.client.tombstoneStream(stream))).toMatchObject({
    type: 'stream-deleted',
    streamName: encodeURIComponent(stream),
  })
})

test('§11.1 ids are the same in upper and lower case', async () => {
  const id = 'ABCDEF01-1111-4222-8333-0123456789AB'
  const first = await node.client.appendToStream('cases', jsonEvent({ id, type: 't', data: {} }))
  expect(await node.client.appendToStream('cases', jsonEvent({ id: id.toLowerCase(), type: 't', data: {} }))).toEqual(
    first,
  )
  const [event] = await collect(node.client.readStream('cases'))
  expect(event?.event?.id).toBe(id.toLowerCase())
})

test('§6.4 checkpoints and parked messages of $all groups are hidden from $all, under every filter', async () => {
  const settings = persistentSubscriptionToAllSettingsFromDefaults({
    startFrom: START,
    checkPointUpperBound: 1,
    checkPointLowerBound: 1,
  })
  await node.client.createPersistentSubscriptionToAll('hidden', settings)
  await node.client.appendToStream('seen', testEvents(3))
  const subscription = node.client.subscribeToPersistentSubscriptionToAll('hidden')
  subscription.on('data', (event: PersistentSubscriptionToAllResolvedEvent) => {
    if (event.event?.streamId === 'seen' && event.event.revision === 1n)
      void subscription.nack('park', 'why not', event)
    else void subscription.ack(event)
  })
  const written = async (kind: string): Promise<number> =>
    collect(node.client.readStream(`$persistentsubscription-$all::hidden-${kind}`)).then(
      (events) => events.length,
      () => 0,
    )
  while ((await written('parked')) === 0 || (await written('checkpoint')) === 0)
    await node.client.getStreamMetadata('x')
  await subscription.unsubscribe()
  const all = await collect(node.client.readAll())
  const own = all.filter(({ event }) => /^\$persistentsubscription-.*-(checkpoint|parked)$/.test(event?.streamId ?? ''))
  expect(own).toEqual([])
})

test('§5.1 created never runs backwards along the log', async () => {
  const all = await collect(node.client.readAll())
  const created = all.map(({ event }) => event!.created.getTime())
  expect(created).toEqual([...created].sort((a, b) => a - b))
})

test('§4.6 ten thousand appends at once', async () => {
  const results = await Promise.all(
    Array.from({ length: 10_000 }, (_, index) =>
      node.client.appendToStream(`flood-${index % 100}`, testEvents(1), { deadline: 60_000 }),
    ),
  )
  expect(results.every(({ success }) => success)).toBe(true)
})
