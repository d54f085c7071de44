import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecord } from '@one-hcm/embedded/stack/child-record'
import { keptSecret } from '@one-hcm/embedded/stack/secret'
import { variableNames } from '@one-hcm/platform/config/settings'
import { deriveSecret } from '@one-hcm/platform/lifecycle/foundation'
import { type Child, type Finished, type Program, runProgram, startProgram } from './child.ts'
import { type Client, createClient, type Origins, oneOrigin } from './client.ts'
import { type OperatorCommand, runOperator } from './operator.ts'
import { freePorts } from './ports.ts'
import { findProcesses, killHard, type Marker, waitUntilGone } from './processes.ts'
import { removeFromBroker } from './rabbit.ts'
import { waitFor } from './wait.ts'

/** Everything in one process with its parts as children, or every service as a process, the APIs twice. */
export type Shape = 'one-process' | 'separate'

export type SystemOptions = {
  shape: Shape
  /** Variables beside those that the system needs to stand apart from others. */
  env?: Readonly<Record<string, string>>
  /** Address of RabbitMQ; without one, consumers follow the log. */
  amqpUrl?: string | undefined
}

/** A whole system in a temporary folder, seen from outside. */
export type System = {
  readonly shape: Shape
  readonly dataDir: string
  readonly logFolder: string
  readonly client: Client
  readonly origins: Origins
  readonly broker: { url: string; prefix: string } | undefined
  readonly bootstrapToken: string
  /** The key of its request fingerprints. */
  readonly fingerprintSecret: Buffer
  /** What operator commands get. */
  environment(): NodeJS.ProcessEnv
  /** Names of the processes that can be killed one by one. */
  processNames(): string[]
  pidOf(name: string): number | undefined
  kill(name: string): void
  killAll(): void
  /** Starts whatever does not run, and waits until all of it is ready. */
  recover(): Promise<void>
  /** Processes that ended although nobody had killed or stopped them, or a part they hold. */
  unexpectedEnds(): readonly string[]
  /** Asks everything to stop as Ctrl-C does; resolves with the milliseconds it took. */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number>
  operator(command: OperatorCommand, ...args: string[]): Promise<Finished>
  /** Stops, checks that no process is left behind, and removes everything. */
  dispose(): Promise<void>
}

const MARKER = 'ONE_HCM_E2E'
const READY_WITHIN_MS = 90_000
const STOP_WITHIN_MS = 15_000
const PARTS = ['event-store', 'postgres', 'blobs'] as const

/** Starts a system and waits until it is ready. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const id = randomUUID()
  const folder = mkdtempSync(join(tmpdir(), 'one-hcm-e2e-'))
  const dataDir = join(folder, 'data')
  const logFolder = join(folder, 'logs')
  for (const made of [dataDir, logFolder]) mkdirSync(made, { mode: 0o700 })
  const marker: Marker = { variable: MARKER, value: id, folder }
  const broker = options.amqpUrl ? { url: options.amqpUrl, prefix: `e2e-${id.slice(0, 8)}` } : undefined
  const ports = (await freePorts(7)).map(String) as Ports
  const [eventStore, postgres, blob] = ports
  const base: NodeJS.ProcessEnv = {
    ...withoutSettings(process.env),
    [MARKER]: id,
    DATA_DIR: dataDir,
    ENVIRONMENT: 'test',
    LOG_LEVEL: 'info',
    BLOCK_UNKNOWN_MATRICULE: 'false',
    MAIL_FOLDER: join(dataDir, 'mail'),
    EMBEDDED_EVENTSTORE_PORT: eventStore,
    EMBEDDED_POSTGRES_PORT: postgres,
    EMBEDDED_BLOB_PORT: blob,
    ...(broker ? { AMQP_URL: broker.url, AMQP_PREFIX: broker.prefix } : {}),
    ...options.env,
  }
  const children = new Map<string, Child>()
  const mayEnd = new Set<string>()
  const unexpectedEnds: string[] = []
  let hasLostPart = false
  const killed = new Set<string>()
  const launch = (name: string, program: Omit<Program, 'name' | 'logFolder'>) => {
    const child = startProgram({ name, logFolder, ...program })
    children.set(name, child)
    mayEnd.delete(name)
    void child.ended.then((how) => {
      if (!mayEnd.has(name)) unexpectedEnds.push(`${name} ended by itself: ${how}`)
    })
    return child
  }
  const runs = (name: string) => children.get(name)?.hasEnded() === false
  const shape = options.shape === 'one-process' ? oneProcess(base, ports) : separate(base, dataDir, ports)
  const client = createClient(shape.origins)

  const pidOf = (name: string): number | undefined =>
    runs(name) ? children.get(name)?.pid : readRecord(join(dataDir, name, 'process.json'))?.child.pid

  const recover = async () => {
    // Killed processes are gone a moment after the signal, not with it.
    await Promise.all([...killed].map((name) => children.get(name)?.ended))
    killed.clear()
    await shape.recover({
      launch,
      runs,
      ended: (name) => children.get(name)?.ended ?? Promise.resolve(0),
      hasLostPart: () => hasLostPart,
    })
    hasLostPart = false
    await waitFor(
      `the ${options.shape} system to be ready (logs in ${logFolder})`,
      async () => {
        const failed = [...children].find(([, child]) => child.hasEnded())
        if (failed) throw new Error(`${failed[0]} ended while starting:\n${failed[1].lines.slice(-15).join('\n')}`)
        const answers = await Promise.all(
          [...new Set([...shape.origins.command, ...shape.origins.query])].map((origin) =>
            createClient(oneOrigin(origin)).get('/health/ready', { timeoutMs: 3_000 }),
          ),
        )
        return answers.every(({ status }) => status === 200)
      },
      READY_WITHIN_MS,
    )
  }

  const stop = async (signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM') => {
    const started = performance.now()
    for (const wave of shape.stopOrder) {
      for (const name of wave) mayEnd.add(name)
      const stopping = wave.filter(runs).map((name) => children.get(name)!)
      for (const child of stopping) child.signal(signal)
      await Promise.all(stopping.map((child) => child.ended))
    }
    children.clear()
    await waitUntilGone(marker, STOP_WITHIN_MS)
    return performance.now() - started
  }

  const system: System = {
    shape: options.shape,
    dataDir,
    logFolder,
    client,
    origins: shape.origins,
    broker,
    get bootstrapToken() {
      return readFileSync(join(dataDir, 'secrets', 'BOOTSTRAP_ADMIN_TOKEN'), 'utf8').trim()
    },
    get fingerprintSecret() {
      const masterKey = readFileSync(join(dataDir, 'secrets', 'MASTER_KEY'), 'utf8').trim()
      return deriveSecret(Buffer.from(masterKey, 'base64'), 'request fingerprints')
    },
    environment: () => shape.environment(),
    processNames: () => [...shape.names, ...PARTS],
    pidOf,
    kill: (name) => {
      const pid = pidOf(name)
      if (pid === undefined) return
      const isPart = PARTS.some((part) => part === name)
      hasLostPart ||= isPart
      mayEnd.add(isPart ? shape.owner : name)
      if (!isPart) killed.add(name)
      killHard(pid)
    },
    killAll: () => {
      for (const name of shape.names) {
        mayEnd.add(name)
        killed.add(name)
      }
      for (const { pid } of findProcesses(marker)) killHard(pid)
    },
    recover,
    unexpectedEnds: () => unexpectedEnds,
    stop,
    operator: (command, ...args) => runOperator(command, args, shape.environment()),
    dispose: async () => {
      try {
        await stop()
      } catch (error) {
        for (const { pid } of findProcesses(marker)) killHard(pid)
        throw error
      } finally {
        if (broker) await removeFromBroker(broker.url, broker.prefix)
        rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
      }
    },
  }
  try {
    await recover()
  } catch (error) {
    await system.dispose().catch(() => undefined)
    throw error
  }
  return system
}

type Ports = [string, string, string, string, string, string, string]

type Hands = {
  launch(name: string, program: Omit<Program, 'name' | 'logFolder'>): Child
  runs(name: string): boolean
  ended(name: string): Promise<unknown>
  hasLostPart(): boolean
}

type ShapeOfSystem = {
  origins: Origins
  names: readonly string[]
  /** Holds the embedded parts, and ends when one of them does. */
  owner: string
  /** Who stops together, first wave first. */
  stopOrder: readonly (readonly string[])[]
  environment(): NodeJS.ProcessEnv
  recover(hands: Hands): Promise<void>
}

function oneProcess(base: NodeJS.ProcessEnv, [, , , port]: Ports): ShapeOfSystem {
  return {
    origins: oneOrigin(`http://127.0.0.1:${port}`),
    names: ['all-in-one'],
    owner: 'all-in-one',
    stopOrder: [['all-in-one']],
    environment: () => base,
    recover: async (hands) => {
      if (hands.hasLostPart()) await waitForEnd(hands, 'all-in-one')
      if (!hands.runs('all-in-one'))
        hands.launch('all-in-one', { main: 'embedded/src/all-in-one/main.ts', env: { ...base, PORT: port } })
    },
  }
}

function separate(
  base: NodeJS.ProcessEnv,
  dataDir: string,
  [, , , command1, command2, query1, query2]: Ports,
): ShapeOfSystem {
  const services: Readonly<Record<string, { service: string; port?: [string, string] }>> = {
    projectors: { service: 'projectors' },
    reactors: { service: 'reactors' },
    mailer: { service: 'mailer' },
    'etl-worker': { service: 'etl-worker' },
    'command-api-1': { service: 'command-api', port: ['COMMAND_API_PORT', command1] },
    'command-api-2': { service: 'command-api', port: ['COMMAND_API_PORT', command2] },
    'query-api-1': { service: 'query-api', port: ['QUERY_API_PORT', query1] },
    'query-api-2': { service: 'query-api', port: ['QUERY_API_PORT', query2] },
  }
  mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 })
  const secret = (name: string, bytes: number, encoding: 'base64' | 'base64url') => ({
    [name]: keptSecret(join(dataDir, 'secrets', name), bytes, encoding),
  })
  const secrets = {
    ...secret('SECRET_KEY', 48, 'base64url'),
    ...secret('MASTER_KEY', 32, 'base64'),
    ...secret('BOOTSTRAP_ADMIN_TOKEN', 48, 'base64url'),
  }
  let parts: NodeJS.ProcessEnv = {}
  let isMigrated = false
  const environment = () => ({ ...base, ...secrets, ...parts })
  return {
    origins: {
      command: [command1, command2].map((port) => `http://127.0.0.1:${port}`),
      query: [query1, query2].map((port) => `http://127.0.0.1:${port}`),
    },
    names: ['stack', ...Object.keys(services)],
    owner: 'stack',
    stopOrder: [Object.keys(services), ['stack']],
    environment,
    recover: async (hands) => {
      if (hands.hasLostPart()) await waitForEnd(hands, 'stack')
      if (!hands.runs('stack')) {
        const stack = hands.launch('stack', { main: 'e2e/src/testing/stack-process.ts', env: base })
        const line = await waitFor(
          'the embedded parts to start',
          () => {
            if (stack.hasEnded()) throw new Error(`The embedded parts did not start:\n${stack.lines.join('\n')}`)
            return stack.lines.find((said) => said.startsWith('STACK '))
          },
          READY_WITHIN_MS,
        )
        parts = JSON.parse(line.slice('STACK '.length)) as NodeJS.ProcessEnv
      }
      if (!isMigrated) {
        const { code, stdout, stderr } = await runProgram('embedded/src/services/migrate.ts', [], environment(), {
          cwd: dataDir,
        })
        if (code !== 0) throw new Error(`Migration failed:\n${stdout}${stderr}`)
        isMigrated = true
      }
      for (const [name, { service, port }] of Object.entries(services)) {
        if (hands.runs(name)) continue
        const env = { ...environment(), ...(port ? { [port[0]]: port[1] } : {}) }
        hands.launch(name, { main: 'embedded/src/services/main.ts', args: [service], env })
      }
    },
  }
}

/** When one of its parts was killed, the process that holds them ends by itself; a new one needs its data directory. */
async function waitForEnd({ ended }: Hands, owner: string): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`${owner} did not end although it lost a part`)), STOP_WITHIN_MS)
  await Promise.race([ended(owner), late.promise])
  clearTimeout(timer)
}

/** The caller's environment without what would make this system part of another one. */
const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !variableNames.includes(name) && !/^(NODE_OPTIONS|PORT|DATA_DIR|EMBEDDED_.*|JEST_.*)$/.test(name),
    ),
  )
