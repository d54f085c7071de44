// npm run event-store -- --port PORT (--data DIRECTORY | --in-memory) [options]; see command-line.ts
import { readFileSync } from 'node:fs'
import { BadCommandLine, parseCommandLine, type ServeCommand, usage } from './command-line.ts'
import { startEventStore } from './event-store.ts'
import { startHealthEndpoint } from './health.ts'

async function serve(command: ServeCommand): Promise<void> {
  const { tls, healthPort, ...options } = command
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
  if (process.env.ONE_HCM_PARENT_PIPE === '1') {
    // The other end of this pipe closes when the parent is gone, however it went.
    process.stdin.on('end', stop).on('error', stop).resume()
  }
  console.log(`Event store ready at ${node.connectionString}`)
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error)
  if (error instanceof BadCommandLine) console.error(`\n${usage}`)
  process.exit(error instanceof BadCommandLine ? 2 : 1)
}

try {
  await serve(parseCommandLine(process.argv.slice(2)))
} catch (error) {
  fail(error)
}
