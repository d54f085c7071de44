import { parseArgs } from 'node:util'

/** A command line that says nothing runnable; the message is for the operator. */
export class BadCommandLine extends Error {
  override name = 'BadCommandLine'
}

export interface ServeCommand {
  host: string
  port: number
  dataDir: string | undefined
  inMemory: boolean
}

export const usage = `Usage: npm run event-store -- --port PORT (--data DIRECTORY | --in-memory) [--host ADDRESS]`

/** What the arguments ask for. Throws BadCommandLine. */
export function parseCommandLine(args: string[]): ServeCommand {
  const { values } = parse(args)
  if (values.port === undefined) throw new BadCommandLine('--port is missing (0 takes any free port).')
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new BadCommandLine('--port is a number up to 65535.')
  const inMemory = values['in-memory'] ?? false
  if ((values.data === undefined) === !inMemory) throw new BadCommandLine('Give either --data or --in-memory.')
  return { host: values.host ?? '127.0.0.1', port, dataDir: values.data, inMemory }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        'in-memory': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new BadCommandLine(error instanceof Error ? error.message : String(error))
  }
}
