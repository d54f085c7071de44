import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export type ThrowAwayBlobs = {
  connectionString: string
  /** Stops answering without closing connections, as a hung server does; `resume` undoes it. */
  pause(): void
  resume(): void
  stop(): Promise<void>
}

const ACCOUNT = 'devstoreaccount1'
/** The account key that Azurite's documentation publishes for its one built-in account. */
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

/** Resolved where Azurite is a dependency: the stack's package. */
const azurite = createRequire(join(import.meta.dirname, '../../../embedded/package.json')).resolve(
  'azurite/package.json',
)

/**
 * Azurite's blob service in memory, on a loopback port of its own. It ends with `stop`, and with this process however
 * that ends: its standard input is a pipe from here, and it leaves when that closes.
 */
export async function startThrowAwayBlobs(): Promise<ThrowAwayBlobs> {
  const leaveWithParent = `process.stdin.on('end', () => process.exit()).resume()`
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(leaveWithParent)}`,
      join(azurite, '../dist/src/blob/main.js'),
      ...['--blobHost', '127.0.0.1', '--blobPort', '0', '--inMemoryPersistence'],
      ...['--skipApiVersionCheck', '--disableTelemetry', '--silent'],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { PATH: process.env.PATH } },
  )
  const exited = once(child, 'exit')
  const port = await new Promise<number>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      const match = /listen\w* (?:on|at) http:\/\/127\.0\.0\.1:(\d+)/.exec(output)
      if (match) resolve(Number(match[1]))
    })
    exited.then(() => reject(new Error(`Azurite ended before it was ready: ${output}`)))
  })
  return {
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${ACCOUNT}`,
      `AccountKey=${KEY}`,
      `BlobEndpoint=http://127.0.0.1:${port}/${ACCOUNT};`,
    ].join(';'),
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    stop: async () => {
      // It holds nothing to keep, and asked politely it waits for idle connections to close.
      child.kill('SIGKILL')
      await exited
    },
  }
}
