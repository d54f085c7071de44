import { once } from 'node:events'
import { connect } from 'node:net'
import persistentGrpc from '@eventstore/db-client/generated/persistent_grpc_pb.js'
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js'
import { Client, credentials, type MethodDefinition } from '@grpc/grpc-js'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Random, seededRandom } from './testing/random.ts'
import { collect, startTestNode, type TestNode, testEvents } from './testing/test-node.ts'

let node: TestNode
let raw: Client
beforeAll(async () => {
  node = await startTestNode()
  raw = new Client(`127.0.0.1:${node.port}`, credentials.createInsecure())
})
afterAll(async () => {
  raw.close()
  await node.stop()
})

const seed = Number(process.env.GARBAGE_SEED ?? Date.now() % 1_000_000)
const methods = [
  ...Object.values(streamsGrpc.StreamsService),
  ...Object.values(persistentGrpc.PersistentSubscriptionsService),
] as MethodDefinition<unknown, unknown>[]

/** Bytes that look a little like messages: small field numbers, nested lengths, sometimes plain noise. */
function garbage(random: Random, depth = 0): Buffer {
  const parts: Buffer[] = []
  for (let field = random.between(0, 4); field > 0; field--) {
    const number = random.between(1, 10)
    if (depth < 4 && random.next() < 0.6) {
      const inner = garbage(random, depth + 1)
      const claimed = random.next() < 0.9 ? inner.length : random.between(0, 127)
      parts.push(Buffer.from([(number << 3) | 2, Math.min(127, claimed)]), inner.subarray(0, 127))
    } else parts.push(Buffer.from([(number << 3) | random.pick([0, 0, 1, 5, 7]), random.between(0, 255)]))
  }
  return Buffer.concat(parts)
}

test(`§3.1 nonsense is answered with a status and hurts nobody (seed ${seed})`, async () => {
  const random = seededRandom(seed)
  await node.client.appendToStream('bystander', testEvents(3))
  const asBytes = (bytes: Buffer): Buffer => bytes
  const answered = Array.from({ length: 300 }, () => {
    const { path } = random.pick(methods)
    const messages = Array.from({ length: random.between(1, 3) }, () => garbage(random))
    return new Promise<number>((resolve) => {
      const call = raw.makeBidiStreamRequest(path, asBytes, asBytes, { deadline: Date.now() + 20_000 })
      call.on('data', () => {})
      call.on('error', (error) => resolve((error as Error & { code: number }).code))
      call.on('end', () => resolve(0))
      for (const message of messages) call.write(message)
      call.end()
      // Some garbage is a valid subscription: that one is given up.
      setTimeout(() => call.cancel(), 2000).unref()
    })
  })
  const codes = await Promise.all(answered)
  expect(codes).toHaveLength(300)
  expect(await collect(node.client.readStream('bystander'))).toHaveLength(3)
  await node.client.appendToStream('bystander', testEvents(1))
})

test('what is no HTTP/2 at all is hung up on', async () => {
  await node.client.appendToStream('bystander', testEvents(1))
  for (const bytes of [
    'GET /web HTTP/1.1\r\nHost: x\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnonsense',
    '\u0000\u0001\u0002',
  ]) {
    const socket = connect(node.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.end(bytes)
    socket.resume()
    await once(socket, 'close')
  }
  expect(await collect(node.client.readStream('bystander', { maxCount: 1 }))).toHaveLength(1)
})
