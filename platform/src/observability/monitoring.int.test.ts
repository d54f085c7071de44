import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createMetrics } from './metrics.ts'
import { createMonitoringServer } from './monitoring-server.ts'

const TOKEN = 'a scrape token of more than thirty characters'
const metrics = createMetrics('test')
let ready = true
let part: 'ok' | 'down' = 'ok'
let origin = ''
let stop = () => Promise.resolve()

beforeAll(async () => {
  const port = await freePort()
  const server = createMonitoringServer({
    service: 'test',
    version: '1',
    probes: [{ name: 'part', check: () => Promise.resolve(part) }],
    metrics,
    isReady: () => ready,
    host: '127.0.0.1',
    port,
    metricsToken: TOKEN,
  })
  await server.start()
  origin = `http://127.0.0.1:${port}`
  stop = () => server.stop()
})
afterAll(() => stop())

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
const statusOf = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${origin}${path}`, { headers })
  return { status: answer.status, text: await answer.text() }
}

test('metrics are for the bearer of the scrape token only', async () => {
  metrics.observeFollower('read-models', 42n, true)
  expect((await statusOf('/monitoring/metrics')).status).toBe(401)
  expect((await statusOf('/monitoring/metrics', { authorization: 'Bearer wrong' })).status).toBe(401)
  const { status, text } = await statusOf('/monitoring/metrics', { authorization: `Bearer ${TOKEN}` })
  expect(status).toBe(200)
  expect(text).toContain('follower_position{follower="read-models",service="test"} 42')
})

test('W-51, D-08: liveness says that the process runs, readiness that it can serve', async () => {
  expect((await statusOf('/health/ready')).status).toBe(200)
  part = 'down'
  expect((await statusOf('/health/ready')).status).toBe(503)
  expect((await statusOf('/health/live')).status).toBe(200)
  expect(JSON.parse((await statusOf('/health')).text)).toMatchObject({ status: 'down', part: 'down' })
  part = 'ok'
  ready = false
  expect((await statusOf('/health/ready')).status).toBe(503)
  ready = true
})
