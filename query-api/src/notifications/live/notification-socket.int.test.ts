import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHttpServer, type HttpServer } from '@one-hcm/platform/http/http-server'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { WebSocket } from 'ws'
import { type LiveWorld, startLiveWorld } from '../testing/live-world.ts'
import { type Person, token } from '../testing/notification-reads.ts'
import { createNotificationSocket } from './notification-socket.ts'
import { credentialsOf } from './socket-credentials.ts'

let world: LiveWorld
let server: HttpServer
let url = ''
const people = new Map<string, Person & { sessionId: string }>()

beforeAll(async () => {
  world = await startLiveWorld()
  const socket = createNotificationSocket({
    ...world,
    logger: silentLogger(),
    authenticate: (given) => Promise.resolve(people.get(given) ?? 'invalid'),
    redeemTicket: (ticket) => Promise.resolve(people.get(ticket)),
    beatMs: 200,
  })
  server = createHttpServer((_request, response) => response.end(), { host: '127.0.0.1', port: 0, ...socket })
  const { port } = await server.start()
  url = `ws://127.0.0.1:${port}/api/v1/notifications/ws`
}, 60_000)
afterAll(async () => {
  await server.stop(0)
  await world.stop()
})

const tokenOf = (person: Person) => {
  const sessionId = randomUUID()
  const given = token(person, sessionId)
  people.set(given, { ...person, sessionId })
  return given
}

/** A socket as a browser has it, with what it was told. */
function open(address: string, protocols: string[] = []) {
  const socket = new WebSocket(address, protocols, { headers: { 'Accept-Language': 'en' } })
  const told: { type: string; [field: string]: unknown }[] = []
  socket.on('message', (data: Buffer) => told.push(JSON.parse(data.toString()) as (typeof told)[number]))
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const failed = new Promise<string>((resolve) => socket.on('error', ({ message }) => resolve(message)))
  const until = async (count: number) => {
    while (told.length < count) await new Promise((resolve) => setTimeout(resolve, 10))
    return told
  }
  return { socket, told, closed, failed, until }
}

describe('W-15 who gets a socket', () => {
  test('nobody without a token, with a bad one or a bad ticket: closed with 1008', async () => {
    for (const query of ['', '?token=', '?token=a.b.c', '?ticket=made-up'])
      expect(await open(url + query).closed).toBe(1008)
    expect(await open(url, ['bearer', 'a.b.c']).closed).toBe(1008)
  })

  test('a token in the query or as a protocol, or a ticket', async () => {
    const candidate = await world.signUp()
    people.set('ticket', { ...candidate, sessionId: randomUUID() })
    const [first, second, third, fourth] = [
      open(`${url}?token=${tokenOf(candidate)}`),
      open(url, [tokenOf(candidate)]),
      open(url, ['bearer', tokenOf(candidate)]),
      open(`${url}/?ticket=ticket`),
    ]
    for (const { until, socket } of [first, second, third, fourth]) {
      expect(await until(1)).toEqual([{ type: 'notifications:unread_count', count: 1 }])
      socket.close()
    }
    // What browsers wait for: one of the protocols that they offered.
    expect(third.socket.protocol).toBe('bearer')
    expect(second.socket.protocol).toMatch(/^eyJ/)
  })

  test('no other path has one', async () => {
    expect(await open(url.replace('/ws', '/others')).failed).toContain('404')
  })
})

test('W-43 new ones, read ones and the count are told to their owner alone', async () => {
  const [recruiter, candidate] = [await world.appoint('recruiter'), await world.signUp()]
  const own = open(`${url}?token=${tokenOf(candidate)}`)
  const others = open(`${url}?token=${tokenOf(await world.signUp())}`)
  await Promise.all([own.until(1), others.until(1)])
  await world.apply(candidate, await world.publish(recruiter), recruiter)
  const [, created, count] = await own.until(3)
  expect(created).toMatchObject({
    type: 'notifications:new',
    id: expect.any(Number),
    notification: { title: 'Application sent', user_id: candidate.id, read: false },
  })
  expect(count).toEqual({ type: 'notifications:unread_count', count: 2 })

  const notification_id = created!.id as number
  await world.append(`notifications-${candidate.id}`, [
    { type: 'NotificationRead', data: { user_id: candidate.id, notification_id } },
    { type: 'AllNotificationsRead', data: { user_id: candidate.id, up_to_id: notification_id } },
  ])
  expect((await own.until(7)).slice(3)).toEqual([
    { type: 'notifications:updated', id: notification_id },
    { type: 'notifications:unread_count', count: 0 },
    { type: 'notifications:updated_all' },
    { type: 'notifications:unread_count', count: 0 },
  ])
  expect(others.told).toEqual([{ type: 'notifications:unread_count', count: 1 }])
  for (const { socket } of [own, others]) socket.close()
})

test('a socket ends with its session, with 1008, and with the server, with 1001', async () => {
  const candidate = await world.signUp()
  const given = tokenOf(candidate)
  const ending = open(`${url}?token=${given}`)
  await ending.until(1)
  const started = performance.now()
  world.endSession(people.get(given)!.sessionId)
  expect(await ending.closed).toBe(1008)
  expect(performance.now() - started).toBeLessThan(5_000)
  const staying = open(`${url}?token=${tokenOf(candidate)}`)
  await staying.until(1)
  world.connections.close()
  expect(await staying.closed).toBe(1001)
  expect(await open(`${url}?token=${tokenOf(candidate)}`).closed).toBe(1013)
})

test('what a client proves itself with', () => {
  expect(credentialsOf({ protocols: ['a.b.c'], token: 'query', authorization: 'Bearer header' })).toEqual({
    token: 'header',
    ticket: undefined,
    protocol: 'a.b.c',
  })
  expect(credentialsOf({ protocols: [''], token: null, ticket: 't' })).toEqual({
    token: undefined,
    ticket: 't',
    protocol: undefined,
  })
})
