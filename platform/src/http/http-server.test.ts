import { connect, type Socket } from 'node:net'
import { expect, test } from '@jest/globals'
import { createHttpServer } from './http-server.ts'

const HOST = '127.0.0.1'

/** A server whose answers come when the test lets them. */
async function startGated() {
  const gate = Promise.withResolvers<undefined>()
  let arrived = 0
  const server = createHttpServer(
    async (_request, response) => {
      arrived += 1
      await gate.promise
      response.end('done')
    },
    { host: HOST, port: 0 },
  )
  const { port } = await server.start()
  return { server, port, open: () => gate.resolve(undefined), arrived: () => arrived }
}

const soon = (ms = 50) => new Promise((resolve) => setTimeout(resolve, ms))

/** A connection that stays open; resolves with all it heard once it is closed. */
function keepAlive(port: number): { socket: Socket; heard: Promise<string> } {
  const socket = connect(port, HOST)
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {})
  return { socket, heard: new Promise((resolve) => socket.on('close', () => resolve(text))) }
}
const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'

test('stopping answers what is in hand, takes nothing new, and closes idle connections', async () => {
  const { server, port, open, arrived } = await startGated()
  const inHand = fetch(`http://${HOST}:${port}/`)
  const idle = keepAlive(port)
  while (arrived() < 1) await soon(5)
  const stopped = server.stop(5_000)
  await soon()
  await expect(fetch(`http://${HOST}:${port}/`)).rejects.toThrow()
  open()
  expect(await (await inHand).text()).toBe('done')
  const answered = performance.now()
  await stopped
  // The client keeps its connection for the next call, which must not use up the grace.
  expect(performance.now() - answered).toBeLessThan(1_000)
  expect(await idle.heard).toBe('')
})

test('a kept connection is told to close with the answer it waits for', async () => {
  const { server, port, open, arrived } = await startGated()
  const { socket, heard } = keepAlive(port)
  socket.write(REQUEST)
  while (arrived() < 1) await soon(5)
  const stopped = server.stop(5_000)
  socket.write(REQUEST)
  await soon()
  open()
  expect(await heard).toMatch(/^HTTP\/1\.1 200 /)
  await stopped
})

test('what takes longer than the grace is cut', async () => {
  const { server, port, arrived } = await startGated()
  const { socket, heard } = keepAlive(port)
  socket.write(REQUEST)
  while (arrived() < 1) await soon(5)
  const started = performance.now()
  await server.stop(200)
  expect(performance.now() - started).toBeLessThan(2_000)
  expect(await heard).toBe('')
})

test('a port that is taken is an error, and stopping what never started is none', async () => {
  const { server, port } = await startGated()
  const second = createHttpServer(() => {}, { host: HOST, port })
  await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await second.stop(100)
  await server.stop(100)
})
