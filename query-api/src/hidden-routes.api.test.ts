import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from '@jest/globals'
import { openFoundation } from '@one-hcm/platform/lifecycle/foundation'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { testSettings } from '@one-hcm/platform/testing/test-settings'
import { createQueryApi } from './query-api.ts'

const stops: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(stops.map((stop) => stop())))

/** The query API as it is in production; none of the servers behind it is there. */
async function production(variables: Record<string, string> = {}) {
  const foundation = openFoundation(
    testSettings({
      ENVIRONMENT: 'production',
      EVENTSTORE_URL: 'esdb://log.example.com',
      DATABASE_URL: 'postgres://hcm@db.example.com/hcm',
      KEYS_DATABASE_URL: 'postgres://keys@keys.example.com/keys',
      AZURE_STORAGE_CONNECTION_STRING:
        'DefaultEndpointsProtocol=https;AccountName=hcm;AccountKey=bm9uZQ==;EndpointSuffix=core.windows.net',
      ALLOWED_ORIGINS: 'https://hr.example.com',
      RATE_LIMIT_ENABLED: 'false',
      ...variables,
    }),
    silentLogger(),
  )
  const server: Server = createServer(createQueryApi(foundation, undefined).handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(async () => {
    await new Promise((resolve) => server.close(resolve))
    await foundation.close()
  })
  const { port } = server.address() as AddressInfo
  return (path: string, headers: Record<string, string> = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers })
}

test('H5, W-18, D-24: in production nothing is served that is not for callers', async () => {
  const get = await production()
  for (const path of [
    '/docs',
    '/redoc',
    '/openapi.json',
    '/.git/config',
    '/.git/HEAD',
    '/.env',
    '/package.json',
    '/query-api.ts',
    '/query-api.js.map',
    '/metrics',
    '/debug',
    '/debug/pprof',
    '/debug/apply-mtp-questions-migration',
    '/server-status',
    '/actuator',
    '/graphql',
  ]) {
    const response = await get(path)
    expect([path, response.status]).toEqual([path, 404])
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    await response.arrayBuffer()
  }
})

test('H5: metrics are for the bearer of the scrape token alone, the description only where it is switched on', async () => {
  const get = await production({ METRICS_TOKEN: 'a scrape token of this test 0123456789', DOCS_ENABLED: 'true' })
  for (const headers of [{}, { Authorization: 'Bearer' }, { Authorization: 'Bearer something else' }])
    expect([401, 403]).toContain((await get('/monitoring/metrics', headers as Record<string, string>)).status)
  expect((await get('/openapi.json')).status).toBe(200)
})
