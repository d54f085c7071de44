import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type EventStreamClient, openEventStream } from '@one-hcm/platform/testing/event-stream-client'
import { SlowClient, startEventStream } from './event-stream.ts'

let server: Server
let url = ''
let opened: (response: ServerResponse) => void = () => undefined
beforeAll(async () => {
  server = createServer((_request, response) => opened(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Both ends of a stream. */
async function open(roomWithinMs: number) {
  const began = new Promise<{ stream: ReturnType<typeof startEventStream>; response: ServerResponse }>((resolve) => {
    opened = (response) => resolve({ stream: startEventStream(response, roomWithinMs), response })
  })
  const client: EventStreamClient = await openEventStream(url)
  return { client, ...(await began) }
}
const large = (id: number) => ({ id: String(id), event: 'change', data: { text: 'x'.repeat(64 * 1024) } })

test('messages arrive whole, in order, with their ids; beats move the id on and say nothing', async () => {
  const { client, stream } = await open(5_000)
  for (let id = 1; id <= 50; id++) await stream.send(large(id))
  stream.beat('77')
  stream.end()
  await client.ended
  expect(client.messages.map(({ id }) => Number(id))).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  expect(client.lastEventId()).toBe('77')
})

test('a client that makes no room is given up, and gets no beats on top', async () => {
  const { client, stream, response } = await open(100)
  client.pause()
  let sent = 0
  const sending = async () => {
    for (; sent < 10_000; sent++) await stream.send(large(sent))
  }
  await expect(sending()).rejects.toBeInstanceOf(SlowClient)
  const waiting = response.writableLength
  stream.beat('99999')
  expect(response.writableLength).toBe(waiting)
  // What waits is one message above the socket's own measure, however much there is to say.
  expect(waiting).toBeLessThan(1024 * 1024)
  client.cut()
})

test('a client that goes away while it is waited for is no reason to wait', async () => {
  const { client, stream } = await open(60_000)
  client.pause()
  const sending = (async () => {
    for (let id = 0; id < 200; id++) await stream.send(large(id))
  })()
  await new Promise((resolve) => setImmediate(resolve))
  client.cut()
  await sending
})
