import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startNode } from './child.ts'
import { lockDirectory } from './directory-lock.ts'
import { startUntilReady } from './ready-child.ts'
import { keptSecret } from './secret.ts'

/** What the blob node needs to know. */
export interface BlobsOptions {
  /** Holds the blobs, the account key and the record of the process; made if needed. */
  dataDir: string
  port: number
  log?: (line: string) => void
  onUnexpectedEnd?: (sentence: string) => void
}

/** A running blob node. */
export interface Blobs {
  port: number
  /** For `BlobServiceClient.fromConnectionString`. */
  connectionString: string
  stop(): Promise<void>
}

const account = 'onehcm'
const main = fileURLToPath(new URL('blob-node/main.ts', import.meta.url))

/**
 * Starts the blob node (blob-node/main.ts) as a child process, with an account key of this data directory's own. What it
 * has acknowledged survives kill -9. Throws a sentence when the directory is in use, and an error with code EADDRINUSE
 * when the port is taken.
 */
export async function startBlobs(options: BlobsOptions): Promise<Blobs> {
  const { dataDir, port } = options
  const lock = lockDirectory(dataDir)
  try {
    const key = keptSecret(join(dataDir, 'account-key'), 64, 'base64')
    mkdirSync(join(dataDir, 'store'), { recursive: true, mode: 0o700 })
    const child = await startUntilReady(
      startNode,
      {
        name: 'The blob node',
        main,
        args: ['--port', String(port), '--data', join(dataDir, 'store'), '--account', account],
        env: { ...process.env, BLOB_ACCOUNT_KEY: key },
        recordFile: join(dataDir, 'process.json'),
        stopTimeoutMs: 5_000,
        onLine: options.log,
        onUnexpectedEnd: options.onUnexpectedEnd,
      },
      (line) => line.startsWith('Blob node listens'),
    )
    return {
      port,
      connectionString: [
        'DefaultEndpointsProtocol=http',
        `AccountName=${account}`,
        `AccountKey=${key}`,
        `BlobEndpoint=http://127.0.0.1:${port}/${account};`,
      ].join(';'),
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
