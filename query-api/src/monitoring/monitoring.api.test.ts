import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { getInfoRoute } from '@one-hcm/contracts/monitoring/get-info.route'
import { getMonitoringHealthRoute } from '@one-hcm/contracts/monitoring/get-monitoring-health.route'
import { getMonitoringStatsRoute } from '@one-hcm/contracts/monitoring/get-monitoring-stats.route'
import { getWelcomeRoute } from '@one-hcm/contracts/monitoring/get-status.route'
import { createMetrics } from '@one-hcm/platform/observability/metrics'
import { startTestApi, type TestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { testSettings } from '@one-hcm/platform/testing/test-settings'
import { monitoringEndpoints } from './monitoring.routes.ts'

let api: TestApi
let databaseIs: 'ok' | 'down' = 'ok'
const settings = testSettings()
const metrics = createMetrics('test')

beforeAll(async () => {
  const probes = [
    { name: 'database', check: () => Promise.resolve(databaseIs) },
    { name: 'read_models', check: () => Promise.resolve('ok' as const) },
  ]
  const readModels = { behindMs: () => Number.POSITIVE_INFINITY }
  api = await startTestApi(monitoringEndpoints({ settings, probes, metrics, readModels }), { metrics })
})
afterAll(() => api.stop())

const get = async (path: string, role?: Role) => {
  const token = role && testTokens.issue({ userId: randomUUID(), role, sessionId: randomUUID() })
  const response = await api.call(path, token ? { headers: { Authorization: `Bearer ${token}` } } : {})
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('the address itself says what answers there, to anybody, and nothing of the caller', async () => {
  for (const role of [undefined, 'admin'] as const) {
    const { status, body } = await get('/', role)
    expect(status).toBe(200)
    expect(body).toEqual(getWelcomeRoute.response!.parse(body))
    expect(Object.keys(body)).toEqual(['message', 'version', 'status', 'docs', 'redoc'])
  }
})

test('W-51 whether the API answers needs no token', async () => {
  expect((await get('/api/v1/status')).body).toMatchObject({ status: 'ok', service: 'One HCM' })
})

test('health is short for everybody and complete for administrators; its worst part is how the whole is', async () => {
  expect(Object.keys((await get('/monitoring/health')).body)).toEqual(['status', 'timestamp', 'version'])
  expect(Object.keys((await get('/monitoring/health', 'recruiter')).body)).toEqual(['status', 'timestamp', 'version'])
  databaseIs = 'down'
  const { body } = await get('/monitoring/health', 'admin')
  databaseIs = 'ok'
  expect(getMonitoringHealthRoute.response!.parse(body)).toMatchObject({
    status: 'down',
    environment: settings.ENVIRONMENT,
    services: { database: 'down', read_models: 'ok' },
    system: { memory_used_mb: expect.any(Number) },
  })
})

test('what the instance has done is counted, and is for administrators', async () => {
  expect((await get('/monitoring/stats', 'recruiter')).status).toBe(403)
  const before = (await get('/monitoring/stats', 'admin')).body as { requests: { answered: number; failed: number } }
  await get('/api/v1/status')
  metrics.observeRequest('planted', 503, 12)
  const { body } = await get('/monitoring/stats', 'admin')
  expect(getMonitoringStatsRoute.response!.parse(body)).toMatchObject({
    // Its own request is counted once it is answered.
    requests: { answered: before.requests.answered + 3, failed: before.requests.failed + 1 },
    read_models: { behind_ms: null },
  })
})

test('W-16 what the installation is says no address and no secret, and is for administrators', async () => {
  expect((await get('/info', 'observer')).status).toBe(403)
  expect((await get('/info')).status).toBe(401)
  const { body } = await get('/info', 'admin')
  expect(getInfoRoute.response!.parse(body)).toEqual(body)
  expect(body).toMatchObject({ limits: { rate_limits: { auth: { minute: 5, hour: 20 } } } })
  const text = JSON.stringify(body)
  for (const hidden of [settings.DATABASE_URL, settings.SECRET_KEY, settings.MASTER_KEY, '://'])
    expect(text).not.toContain(hidden)
})
