import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { routes } from '@one-hcm/contracts/routes'
import { startTestApi, type TestApi } from '@one-hcm/platform/testing/test-api'
import { serveDocumentation } from './serve-documentation.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi([], { extras: serveDocumentation })
})
afterAll(() => api.stop())

test('the description holds every route', async () => {
  const response = await api.call('/openapi.json')
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  const { openapi, paths } = (await response.json()) as { openapi: string; paths: Record<string, object> }
  expect(openapi).toBe('3.1.0')
  expect(Object.keys(paths).toSorted()).toEqual([...new Set(routes.map(({ path }) => path))].toSorted())
})

test.each(['/docs', '/docs/', '/redoc', '/redoc/'])(
  '%s needs nothing but this origin, and gets all it needs',
  async (path) => {
    const response = await api.call(path)
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).not.toMatch(/https?:|<script>|onload=|style=/)
    const wanted = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!)
    expect(wanted.length).toBeGreaterThan(3)
    for (const url of wanted) {
      const asset = await api.call(url)
      expect([url, asset.status]).toEqual([url, 200])
      expect((await asset.arrayBuffer()).byteLength).toBeGreaterThan(10)
    }
  },
)

test('each page has a policy of its own, which allows no script but ours; other answers keep the strict one', async () => {
  for (const path of ['/docs', '/redoc']) {
    const policy = (await api.call(path)).headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
  }
  expect((await api.call('/openapi.json')).headers.get('content-security-policy')).toBe(
    "default-src 'none';frame-ancestors 'none'",
  )
})

test.each(['package.json', '..%2Fpackage.json', 'index.html', '__proto__', '..%252fpackage.json'])(
  'no other file of the packages is served: %s',
  async (name) => {
    expect((await api.call(`/docs/assets/${name}`)).status).toBe(404)
  },
)
