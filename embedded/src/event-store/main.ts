// npm run event-store -- --port PORT (--data DIRECTORY | --in-memory) [options]; see command-line.ts
import { fstatSync, readFileSync } from 'node:fs'
import {
  BadCommandLine,
  type CopyCommand,
  parseCommandLine,
  type ServeCommand,
  usage,
  type VerifyCommand,
} from './command-line.ts'
import { copyEventStore } from './copy/copy-event-store.ts'
import { startEventStore, verifyEventStore } from './event-store.ts'
import { startHealthEndpoint } from './health.ts'

async function serve(command: ServeCommand): Promise<void> {
  const { kind: _, tls, healthPort, ...options } = command
  const node = await startEventStore({
    ...options,
    tls: tls && { certificate: readFileSync(tls.certificate), key: readFileSync(tls.key) },
    passwords: {
      ...(process.env.EVENT_STORE_ADMIN_PASSWORD && { admin: process.env.EVENT_STORE_ADMIN_PASSWORD }),
      ...(process.env.EVENT_STORE_OPS_PASSWORD && { ops: process.env.EVENT_STORE_OPS_PASSWORD }),
    },
  })
  const health =
    healthPort === undefined ? undefined : await startHealthEndpoint(command.host, healthPort, () => node.isReady())
  const stop = (): void => {
    Promise.all([node.stop(), health?.stop()]).then(() => process.exit(0), fail)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('SIGHUP', stop)
  if (process.env.ONE_HCM_PARENT_PIPE === '1' && isPipe(0)) {
    // The other end of this pipe closes when the parent is gone, however it went.
    process.stdin.on('end', stop).on('error', stop).resume()
  }
  console.log(`Event store ready at ${node.connectionString}`)
}

/** Whether a descriptor has somebody at its other end; Node's own pipes are sockets. */
function isPipe(descriptor: number): boolean {
  const stats = fstatSync(descriptor)
  return stats.isFIFO() || stats.isSocket()
}

async function verify({ dataDir }: VerifyCommand): Promise<void> {
  const { records, streams, problems } = await verifyEventStore(dataDir, (done) => console.error(`${done} records …`))
  for (const problem of problems) console.error(problem)
  console.log(`${records} records in ${streams} streams: ${problems.length === 0 ? 'all as written' : 'DAMAGED'}`)
  process.exitCode = problems.length === 0 ? 0 : 1
}

async function copy({ dataDir, to, keepTimes }: CopyCommand): Promise<void> {
  const onProgress = (copied: number, position: number, end: number): void =>
    console.error(`${copied} events copied, position ${position} of ${end}`)
  const { copied, streams, events, differences } = await copyEventStore({ dataDir, to, keepTimes, onProgress })
  for (const difference of differences) console.error(difference)
  const verdict = differences.length === 0 ? 'both servers show the same' : 'THEY DIFFER'
  console.log(`${copied} events copied; compared ${events} events in ${streams} streams: ${verdict}`)
  process.exitCode = differences.length === 0 ? 0 : 1
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error)
  if (error instanceof BadCommandLine) console.error(`\n${usage}`)
  process.exit(error instanceof BadCommandLine ? 2 : 1)
}

try {
  const command = parseCommandLine(process.argv.slice(2))
  if (command.kind === 'serve') await serve(command)
  else if (command.kind === 'verify') await verify(command)
  else await copy(command)
} catch (error) {
  fail(error)
}
