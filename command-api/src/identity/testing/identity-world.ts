import { randomBytes } from 'node:crypto'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { startEventStore } from '@one-hcm/embedded/event-store/event-store'
import { startTestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import { createSessionGuard, sessionMigrations } from '@one-hcm/platform/auth/session-guard'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { createIdempotencyStore, idempotencyMigrations } from '@one-hcm/platform/commands/idempotency-store'
import { createCodec } from '@one-hcm/platform/event-store/codec'
import { createEventLog, type EventLog } from '@one-hcm/platform/event-store/event-log'
import { commandSide } from '@one-hcm/platform/http/command-side'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { migrate } from '@one-hcm/platform/postgres/migrate'
import { createPool } from '@one-hcm/platform/postgres/pool'
import { createMemoryKeyRing } from '@one-hcm/platform/testing/memory-key-ring'
import { startTestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import type pg from 'pg'
import type { IdentityDependencies } from '../dependencies.ts'
import { identityEndpoints } from '../identity.routes.ts'
import { createIdentity, identityMigrations } from '../identity.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at, not worked with
export type Answer = { status: number; headers: Headers; body: any }

/** The identity commands behind the real edge, on a log and a database of the test's own. */
export type IdentityWorld = {
  pool: pg.Pool
  log: EventLog
  identity: IdentityDependencies
  /** As another process would have it: nothing cached, nothing queued in common. */
  otherProcess(): IdentityDependencies
  /** A second instance of the API, with its own or with other parts. */
  serve(identity: IdentityDependencies): Promise<Caller>
  post: Caller
  /** Types of the events of a stream, in order. */
  eventsOf(stream: string): Promise<string[]>
  stop(): Promise<void>
}

export type Call = { token?: string; key?: string; method?: string; headers?: Record<string, string> }
export type Caller = (path: string, body?: unknown, options?: Call) => Promise<Answer>

export const BOOTSTRAP_TOKEN = 'the bootstrap secret of this test'

/** A token of somebody with this role; nothing looks for the account behind it. */
export const tokenOf = (userId: string, role: Role, sessionId: string): string =>
  testTokens.issue({ userId, role, sessionId })

export async function startIdentityWorld(): Promise<IdentityWorld> {
  const [store, database] = await Promise.all([startEventStore({ inMemory: true }), startTestPostgres()])
  await migrate(database.url, [...sessionMigrations, ...idempotencyMigrations, ...identityMigrations])
  const pool = createPool({ url: database.url, max: 10, log: silentLogger() })
  const log = createEventLog(store.connectionString, createCodec(createMemoryKeyRing(), eventDefinition))
  const [accountHashKey, refreshTokenKey, resetTokenKey] = [randomBytes(32), randomBytes(32), randomBytes(32)]
  const otherProcess = () =>
    createIdentity({
      pool,
      executor: createCommandExecutor(log),
      tokens: testTokens,
      accountHashKey,
      refreshTokenKey,
      resetTokenKey,
      settings: {
        bootstrapToken: BOOTSTRAP_TOKEN,
        companyDomain: 'seeg-gabon.com',
        blockUnknownMatricule: true,
        sessionDays: 7,
      },
    })

  const stops: (() => Promise<void>)[] = []
  const serve = async (identity: IdentityDependencies): Promise<Caller> => {
    const api = await startTestApi(identityEndpoints(identity), {
      sessions: createSessionGuard(pool),
      side: commandSide({
        idempotency: createIdempotencyStore(pool),
        fingerprintSecret: Buffer.alloc(32, 7),
        readModels: { waitFor: () => Promise.resolve(true), current: () => 0n, behindMs: () => 0 },
        floors: { raise: () => Promise.resolve(), of: () => Promise.resolve(0n) },
        now: () => new Date().toISOString(),
      }),
    })
    stops.push(() => api.stop())
    return async (path, body, { token, key, method = 'POST', headers = {} } = {}) => {
      const isForm = body instanceof FormData || body instanceof URLSearchParams
      const response = await api.call(path, {
        method,
        headers: {
          ...(isForm || body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...(key ? { 'Idempotency-Key': key } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      })
      return {
        status: response.status,
        headers: response.headers,
        body: response.status === 204 ? null : await response.json(),
      }
    }
  }

  const identity = otherProcess()
  return {
    pool,
    log,
    identity,
    otherProcess,
    serve,
    post: await serve(identity),
    eventsOf: async (stream) => (await log.readStream(stream)).map(({ type }) => type),
    stop: async () => {
      for (const stop of stops) await stop()
      await log.dispose()
      await pool.end()
      await Promise.all([database.stop(), store.stop()])
    },
  }
}

let people = 0
/** A sign-up of somebody nobody else is. */
export const somebody = (change: Record<string, unknown> = {}) => {
  people += 1
  return {
    email: `personne.${people}@example.com`,
    password: 'Mot-de-passe-2026',
    first_name: 'Awa',
    last_name: 'Ndong',
    date_of_birth: '1990-05-17',
    sexe: 'F',
    candidate_status: 'externe',
    ...change,
  }
}
