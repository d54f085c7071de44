// npm run event-store -- --port PORT (--data DIRECTORY | --in-memory) [--host ADDRESS]
import { BadCommandLine, parseCommandLine, usage } from './command-line.ts'
import { startEventStore } from './event-store.ts'

async function main(args: string[]): Promise<void> {
  const command = parseCommandLine(args)
  const node = await startEventStore(command)
  const stop = (): void => {
    node.stop().then(() => process.exit(0), fail)
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
  if (error instanceof BadCommandLine) console.error(usage)
  process.exit(error instanceof BadCommandLine ? 2 : 1)
}

main(process.argv.slice(2)).catch(fail)
