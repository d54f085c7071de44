import { randomUUID, X509Certificate } from 'node:crypto'
import { bootstrapCommands } from './bootstrap-events.ts'
import { CommitSignal } from './commit-signal.ts'
import { endedByShutdown } from './errors.ts'
import { defaultLimits, type NodeContext, type NodeLimits } from './node-context.ts'
import { PersistentSubscriptions } from './persistent/persistent-subscriptions.ts'
import { defaultPasswords, type Passwords, Users } from './rpc/authentication.ts'
import type { AdvertisedAddress } from './rpc/gossip.ts'
import { OpenCalls } from './rpc/open-calls.ts'
import { createGrpcServer, listen } from './rpc/server.ts'
import { forgetTemporaryFiles, openDataDirectory, openTemporaryDirectory } from './storage/data-directory.ts'
import { EventLog } from './storage/event-log.ts'
import { type Verification, verifyLog } from './storage/verify.ts'
import { Linker } from './system-links/linker.ts'
import type { SystemLinks } from './system-links/targets.ts'
import { Writer } from './writer.ts'

export interface EventStoreOptions {
  /** Where the log lives; created when missing. Exactly one of `dataDir` and `inMemory`. */
  dataDir?: string | undefined
  /** Nothing outlives `stop()`; acknowledgements then promise nothing about disks. */
  inMemory?: boolean | undefined
  /** Address to listen on, `127.0.0.1` when left out. */
  host?: string | undefined
  /** 0, or left out: any free port. */
  port?: number | undefined
  limits?: Partial<NodeLimits> | undefined
  /** Certificate chain and key in PEM. With them the node speaks TLS and asks for users (§8); without it does neither. */
  tls?: { certificate: Buffer; key: Buffer } | undefined
  /** Passwords of `admin` and `ops` under TLS, `changeit` when left out. */
  passwords?: Partial<Passwords> | undefined
  /** Link streams that the node keeps (§9); none when left out. */
  systemLinks?: readonly SystemLinks[] | undefined
  /** Name under which clients reach the node, when it is not `host` (§1.2). */
  advertisedHost?: string | undefined
}

export interface EventStore {
  readonly port: number
  /** For `EventStoreDBClient.connectionString`. */
  readonly connectionString: string
  /** Whether the node takes reads and writes: false while it stops and after its disk has failed. */
  isReady(): boolean
  /** Ends all calls, flushes what was accepted and releases the data directory. May be called more than once. */
  stop(): Promise<void>
}

/** How long calls get to see their last status before their connections are cut (§11.4). */
const lastWordsMs = 300

/**
 * Starts an embedded node that speaks EventStoreDB's protocol. Several may run in one process on different directories.
 * Rejects with UnusableDataDirectory when the directory is in use or of another format, and with the socket's error when
 * the port cannot be had.
 */
export async function startEventStore(options: EventStoreOptions): Promise<EventStore> {
  if ((options.dataDir === undefined) === (options.inMemory !== true)) {
    throw new TypeError('Give either dataDir or inMemory.')
  }
  const directory = options.dataDir === undefined ? openTemporaryDirectory() : openDataDirectory(options.dataDir)
  let log: EventLog | undefined
  try {
    log = new EventLog(directory.path, { flush: options.dataDir !== undefined })
    if (options.inMemory) forgetTemporaryFiles(directory)
    return await startOn(log, options, () => directory.release())
  } catch (error) {
    await log?.close()
    directory.release()
    throw error
  }
}

/**
 * Checks everything in a data directory that no node is using. Rejects with UnusableDataDirectory, or with the error that
 * kept the log from being opened.
 */
export async function verifyEventStore(dataDir: string, onProgress?: (records: number) => void): Promise<Verification> {
  const directory = openDataDirectory(dataDir)
  try {
    const log = new EventLog(directory.path, { flush: true })
    try {
      return verifyLog(log, onProgress)
    } finally {
      await log.close()
    }
  } finally {
    directory.release()
  }
}

async function startOn(log: EventLog, options: EventStoreOptions, release: () => void): Promise<EventStore> {
  const host = options.host ?? '127.0.0.1'
  const commits = new CommitSignal()
  const limits = { ...defaultLimits, ...options.limits }
  const { commitTimeoutMs } = limits
  const writer = new Writer(log, (group) => commits.committed(group), { commitTimeoutMs })
  const calls = new OpenCalls()
  const node: NodeContext = {
    log,
    writer,
    commits,
    calls,
    limits,
    groups: undefined,
    now: Date.now,
  }
  if (log.lastPosition === 0) await Promise.all(bootstrapCommands().map((command) => writer.write(command)))

  node.groups = new PersistentSubscriptions(node)

  const { tls } = options
  const advertised = options.advertisedHost ?? (tls === undefined ? host : certifiedHost(tls.certificate, host))
  const address: AdvertisedAddress = { instanceId: randomUUID(), host: reachable(advertised), port: 0 }
  const users = tls === undefined ? undefined : new Users({ ...defaultPasswords, ...options.passwords })
  const server = createGrpcServer(node, address, users)
  try {
    address.port = await listen(server, host, options.port ?? 0, tls)
  } catch (error) {
    node.groups.stop()
    throw error
  }

  const linkers = (options.systemLinks ?? []).map((kind) => new Linker(node, kind))
  const stop = async (): Promise<void> => {
    await Promise.all(linkers.map((linker) => linker.stop()))
    await writer.stop()
    // Ended before their groups are dropped: a stopping node says so (§11.4).
    const closed = new Promise<void>((resolve) => server.tryShutdown(() => resolve()))
    calls.endAll(endedByShutdown())
    node.groups?.stop()
    await Promise.race([closed, delay(lastWordsMs)])
    server.forceShutdown()
    await log.close()
    release()
  }
  let stopped: Promise<void> | undefined
  return {
    port: address.port,
    connectionString: `esdb://${bracketed(address.host)}:${address.port}${tls === undefined ? '?tls=false' : ''}`,
    isReady: () => stopped === undefined && writer.failure === undefined,
    stop: () => (stopped ??= stop()),
  }
}

/** A name for the node that its certificate vouches for; names come before addresses, which TLS does not announce. */
function certifiedHost(certificate: Buffer, host: string): string {
  const parsed = new X509Certificate(certificate)
  const isLoopback = host === '127.0.0.1' || host === '::1'
  if (isLoopback && parsed.checkHost('localhost') !== undefined) return 'localhost'
  if (parsed.checkHost(host) !== undefined || parsed.checkIP(host) !== undefined) return host
  return /DNS:([^,\s]+)/.exec(parsed.subjectAltName ?? '')?.[1] ?? host
}

/** An address to dial for an address to listen on. */
const reachable = (host: string): string => (host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host)
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)
const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())
