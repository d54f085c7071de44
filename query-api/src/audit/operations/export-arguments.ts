import { parseArgs } from 'node:util'

/** What `npm run audit -- export` was asked for; times are normalised to UTC. */
export type ExportArguments = { from?: string; to?: string; out?: string }

/** Undefined when it was asked for in a way that makes no sense. */
export function exportArguments(args: string[]): ExportArguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { from: { type: 'string' }, to: { type: 'string' }, out: { type: 'string' } },
    })
    if (positionals.length !== 1 || positionals[0] !== 'export') return undefined
    const { from, to, out } = values
    return {
      ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
      ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
      ...(out === undefined ? {} : { out }),
    }
  } catch {
    return undefined
  }
}
