import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type ThrowAwayBlobs = {
  connectionString: string
  stop(): Promise<void>
}

const embedded = join(import.meta.dirname, '../../../embedded')
/** Resolved where Azurite is a dependency: the stack's package. */
const azurite = join(createRequire(join(embedded, 'package.json')).resolve('azurite/package.json'), '..')
/** The account that Azurite has built in; its documentation publishes the key. */
const AZURITE_ACCOUNT = 'devstoreaccount1'
const AZURITE_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

/** Azurite's blob service in memory. */
async function startAzurite(): Promise<ThrowAwayBlobs> {
  const main = join(azurite, 'dist/src/blob/main.js')
  const args = ['--blobHost', '127.0.0.1', '--blobPort', '0', '--inMemoryPersistence']
  const { child, port } = await startServer(main, [...args, '--skipApiVersionCheck', '--disableTelemetry', '--silent'])
  return {
    connectionString: connectionStringOf(AZURITE_ACCOUNT, AZURITE_KEY, port),
    // It holds nothing to keep, and asked politely it waits for idle connections to close.
    stop: () => end(child, 'SIGKILL'),
  }
}

/** The stack's own blob node, in a temporary directory that goes with it. */
async function startBlobNode(): Promise<ThrowAwayBlobs> {
  const data = mkdtempSync(join(tmpdir(), 'one-hcm-blobs-'))
  const key = randomBytes(64).toString('base64')
  const main = join(embedded, 'src/stack/blob-node/main.ts')
  const { child, port } = await startServer(main, ['--port', String(await freePort()), '--data', data], {
    BLOB_ACCOUNT_KEY: key,
  })
  return {
    connectionString: connectionStringOf('onehcm', key, port),
    stop: async () => {
      await end(child, 'SIGKILL')
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Every blob service that the stores must work on alike, each on a loopback port of its own. */
export const blobServers: [name: string, start: () => Promise<ThrowAwayBlobs>][] = [
  ['Azurite', startAzurite],
  ['our blob node', startBlobNode],
]

export const startThrowAwayBlobs = startBlobNode

/** It ends with this process however that ends: its standard input is a pipe from here, and it leaves when that closes. */
async function startServer(main: string, args: string[], env: Record<string, string> = {}) {
  const leaveWithParent = `process.stdin.on('end', () => process.exit()).resume()`
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(leaveWithParent)}`, main, ...args],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { PATH: process.env.PATH, ...env } },
  )
  let output = ''
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      const match = /listens on (?:http:\/\/)?127\.0\.0\.1:(\d+)/.exec(output)
      if (match) resolve(Number(match[1]))
    })
    child.once('exit', () => reject(new Error(`The blob service ended before it was ready: ${output}`)))
  })
  return { child, port }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const connectionStringOf = (account: string, key: string, port: number): string =>
  [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${key}`,
    `BlobEndpoint=http://127.0.0.1:${port}/${account};`,
  ].join(';')
