import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateAll } from '@one-hcm/embedded/services/migrations'
import { ensureDatabase } from '@one-hcm/embedded/stack/database'
import { startStack } from '@one-hcm/embedded/stack/stack'
import { createTokenIssuer } from '@one-hcm/platform/auth/tokens'
import { readSettings, type Settings } from '@one-hcm/platform/config/settings'
import { openFoundation } from '@one-hcm/platform/lifecycle/foundation'
import { createLogger } from '@one-hcm/platform/logging/logger'

const root = join(import.meta.dirname, '../..')
/** Flags that `npm run service` gives its process; the baseline gets the same. */
const { serviceFlags } = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { config: { serviceFlags: string } }
).config

export type BenchSystem = {
  settings: Settings
  commandUrl: string
  queryUrl: string
  baselineUrl: string
  baselineDatabase: string
  /** A recruiter's token, good on both sides of the comparison. */
  token: string
  /** Process ids of our services, by name, and of the baseline. */
  pids: Record<string, number>
  stop(): Promise<void>
}

/**
 * The parts, our services as processes of their own, and the baseline beside them: same PostgreSQL server, same pool
 * size, same token. Everything lives in a temporary directory that `stop` removes. With a
 * profile directory, every process leaves a CPU profile there when it ends.
 */
export async function startBenchSystem(profileDir?: string): Promise<BenchSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'one-hcm-bench-'))
  const stack = await startStack({
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      EMBEDDED_POSTGRES_PORT: String(await freePort()),
      EMBEDDED_BLOB_PORT: String(await freePort()),
      EMBEDDED_EVENTSTORE_PORT: String(await freePort()),
    },
  })
  const children: ChildProcess[] = []
  const [commandPort, queryPort, baselinePort] = [await freePort(), await freePort(), await freePort()]
  const environment = {
    ...stack.env,
    SECRET_KEY: randomBytes(48).toString('base64url'),
    MASTER_KEY: randomBytes(32).toString('base64'),
    BOOTSTRAP_ADMIN_TOKEN: randomBytes(48).toString('base64url'),
    RATE_LIMIT_ENABLED: 'false',
    LOG_LEVEL: 'warn',
    COMMAND_API_PORT: String(commandPort),
    QUERY_API_PORT: String(queryPort),
  }
  const settings = readSettings(environment)
  await migrateAll(settings)
  const token = await openSession(settings)
  const baselineDatabase = await ensureDatabase(stack.env.DATABASE_URL, 'baseline')
  const profiling = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
  const start = (name: string, args: string[], env: Record<string, string>) => {
    const child = spawn(
      process.execPath,
      [...serviceFlags.split(' '), '--disable-warning=ExperimentalWarning', ...profiling, ...args],
      {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    )
    children.push(child)
    return [name, child.pid!] as const
  }
  const service = (name: string) => start(name, ['embedded/src/services/main.ts', name], environment)
  const pids = Object.fromEntries([
    service('projectors'),
    service('command-api'),
    service('query-api'),
    start('baseline', ['bench/src/baseline/express-crud.ts', String(baselinePort)], {
      DATABASE_URL: baselineDatabase,
      SECRET_KEY: environment.SECRET_KEY,
    }),
  ])
  const urls = [commandPort, queryPort, baselinePort].map((port) => `http://127.0.0.1:${port}`) as [
    string,
    string,
    string,
  ]
  await Promise.all([
    untilOk(`${urls[0]}/health/ready`),
    untilOk(`${urls[1]}/api/v1/public/jobs`),
    untilOk(`${urls[2]}/api/v1/jobs`, 401),
  ])
  return {
    settings,
    commandUrl: urls[0],
    queryUrl: urls[1],
    baselineUrl: urls[2],
    baselineDatabase,
    token,
    pids,
    stop: async () => {
      await Promise.all(
        children.map(
          (child) =>
            new Promise<void>((resolve) => {
              child.once('exit', () => resolve())
              if (!child.kill('SIGTERM')) resolve()
            }),
        ),
      )
      await stack.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A session as login leaves it, without a login: hashing passwords is not what is measured. */
async function openSession(settings: Settings): Promise<string> {
  const userId = '00000000-0000-4000-8000-00000000be7c'
  const sessionId = '00000000-0000-4000-8000-000000005e55'
  const foundation = openFoundation(settings, createLogger({ level: 'warn', service: 'bench' }))
  await foundation.pool.query(
    `insert into hcm.sessions (session_id, user_id, role, refresh_hash, created_at, last_used_at, expires_at)
     values ($1, $2, 'recruiter', 'none', now(), now(), now() + interval '1 day')`,
    [sessionId, userId],
  )
  await foundation.close()
  return createTokenIssuer({
    secret: settings.SECRET_KEY,
    issuer: settings.JWT_ISSUER,
    audience: settings.JWT_AUDIENCE,
    accessMinutes: 600,
  }).issue({ userId, role: 'recruiter', sessionId })
}

async function untilOk(url: string, status = 200): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === status) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} did not become ready`)
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
