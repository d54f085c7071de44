import { createAuthenticator } from '../auth/authenticate.ts'
import type { SessionGuard } from '../auth/session-guard.ts'
import { createTokenIssuer } from '../auth/tokens.ts'
import { type AppOptions, createApp, type Side } from '../http/app.ts'
import type { Endpoint } from '../http/exchange.ts'
import { createHttpServer } from '../http/http-server.ts'
import { silentLogger } from '../logging/logger.ts'
import { createMetrics } from '../observability/metrics.ts'

/** Signs the tokens of tests. */
export const TEST_SIGNING_KEY = 'a signing key of tests: 0123456789 abcdef'

/** A signed-in person of tests: gives tokens that the test API takes. */
export const testTokens = createTokenIssuer({
  secret: TEST_SIGNING_KEY,
  issuer: 'test-issuer',
  audience: 'test-audience',
  accessMinutes: 5,
})

export type TestApi = {
  origin: string
  /** `fetch` on this API, paths only. */
  call(path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<void>
}

const plainSide: Side = { around: (_exchange, _route, _raw, _request, handle) => handle() }
const everySession: SessionGuard = { isLive: () => Promise.resolve(true) }

/** Endpoints behind the real edge, on a port of their own; no store, no session table, no limits unless given. */
export async function startTestApi(
  endpoints: readonly Endpoint[],
  options: Partial<AppOptions> & { sessions?: SessionGuard } = {},
): Promise<TestApi> {
  const app = createApp({
    endpoints,
    side: plainSide,
    authenticate: createAuthenticator(
      {
        secret: TEST_SIGNING_KEY,
        issuer: 'test-issuer',
        audience: 'test-audience',
        accessMinutes: 5,
      },
      options.sessions ?? everySession,
    ),
    rateLimiter: undefined,
    allowedOrigins: ['https://hr.example'],
    allowCredentials: true,
    trustedProxies: 0,
    logger: silentLogger(),
    metrics: createMetrics('test'),
    ...options,
  })
  const server = createHttpServer(app, { host: '127.0.0.1', port: 0 })
  const { port } = await server.start()
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    call: (path, init) => fetch(origin + path, init),
    stop: () => server.stop(0),
  }
}
