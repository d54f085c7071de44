import { parseArgs } from 'node:util'
import type { NodeLimits } from './node-context.ts'
import { type SystemLinks, systemLinks } from './system-links/targets.ts'

/** A command line that says nothing runnable; the message is for the operator. */
export class BadCommandLine extends Error {
  override name = 'BadCommandLine'
}

export interface VerifyCommand {
  kind: 'verify'
  dataDir: string
}

export interface CopyCommand {
  kind: 'copy'
  dataDir: string
  /** Connection string of the target. */
  to: string
  keepTimes: boolean
}

export interface ServeCommand {
  kind: 'serve'
  host: string
  port: number
  dataDir: string | undefined
  inMemory: boolean
  /** Paths of PEM files. */
  tls: { certificate: string; key: string } | undefined
  advertisedHost: string | undefined
  healthPort: number | undefined
  limits: Partial<NodeLimits>
  systemLinks: SystemLinks[]
}

export const usage = `Usage: npm run event-store -- --port PORT (--data DIRECTORY | --in-memory) [options]
       npm run event-store -- --verify --data DIRECTORY
       npm run event-store -- copy --data DIRECTORY --to esdb://… [--keep-times]

  --port PORT             where clients connect; 0 takes any free port
  --data DIRECTORY        keeps the log here, durably; created when missing
  --in-memory             keeps nothing past the process
  --host ADDRESS          address to listen on (127.0.0.1)
  --advertise-host NAME   name that clients are told in cluster discovery
  --tls-cert FILE         certificate chain in PEM; with --tls-key: TLS, and users admin and ops
  --tls-key FILE          private key in PEM
  --insecure              says that neither TLS nor users are wanted, which is also the default
  --verify                checks everything in --data and says what is wrong
  --links KINDS           keeps link streams: by-category ($ce-…), by-event-type ($et-…), or both with a comma
  --max-append-size BYTES limit of the data of one append (1048576)
  --commit-timeout MS     how long a write may take before it is answered with a timeout (no limit)
  --health-port PORT      HTTP GET /health/live: 204 when ready, 503 otherwise`

/** What the arguments ask for. Throws BadCommandLine. */
export function parseCommandLine(args: string[]): ServeCommand | VerifyCommand | CopyCommand {
  const { values, positionals } = parse(args)
  if (positionals[0] === 'copy') {
    if (values.data === undefined || values.to === undefined) throw new BadCommandLine('copy needs --data and --to.')
    return { kind: 'copy', dataDir: values.data, to: values.to, keepTimes: values['keep-times'] ?? false }
  }
  if (positionals.length > 0) throw new BadCommandLine(`There is no command '${positionals[0]}'.`)
  if (values.verify) {
    if (values.data === undefined) throw new BadCommandLine('--verify needs --data.')
    return { kind: 'verify', dataDir: values.data }
  }
  if (values.port === undefined) throw new BadCommandLine('--port is missing (0 takes any free port).')
  const inMemory = values['in-memory'] ?? false
  if ((values.data === undefined) === !inMemory) throw new BadCommandLine('Give either --data or --in-memory.')
  return {
    kind: 'serve',
    host: values.host ?? '127.0.0.1',
    port: parsePort('--port', values.port),
    dataDir: values.data,
    inMemory,
    tls: parseTls(values['tls-cert'], values['tls-key'], values.insecure ?? false),
    advertisedHost: values['advertise-host'],
    healthPort: values['health-port'] === undefined ? undefined : parsePort('--health-port', values['health-port']),
    systemLinks: (values.links ?? '').split(',').filter(Boolean).map(parseLinks),
    limits: {
      ...(values['max-append-size'] && { maxAppendBytes: parseCount('--max-append-size', values['max-append-size']) }),
      ...(values['commit-timeout'] && { commitTimeoutMs: parseCount('--commit-timeout', values['commit-timeout']) }),
    },
  }
}

function parsePort(option: string, text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new BadCommandLine(`${option} is a number up to 65535.`)
  return port
}

function parseCount(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new BadCommandLine(`${option} is a positive number.`)
  return Number(text)
}

function parseLinks(name: string): SystemLinks {
  const kind = systemLinks.find((known) => known === name)
  if (kind === undefined) throw new BadCommandLine(`--links knows ${systemLinks.join(' and ')}, not '${name}'.`)
  return kind
}

function parseTls(certificate: string | undefined, key: string | undefined, insecure: boolean): ServeCommand['tls'] {
  if (certificate === undefined && key === undefined) return undefined
  if (certificate === undefined || key === undefined) throw new BadCommandLine('--tls-cert and --tls-key go together.')
  if (insecure) throw new BadCommandLine('--insecure and --tls-cert exclude each other.')
  return { certificate, key }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        'in-memory': { type: 'boolean' },
        'advertise-host': { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        insecure: { type: 'boolean' },
        verify: { type: 'boolean' },
        to: { type: 'string' },
        'keep-times': { type: 'boolean' },
        'health-port': { type: 'string' },
        links: { type: 'string' },
        'max-append-size': { type: 'string' },
        'commit-timeout': { type: 'string' },
      },
    })
  } catch (error) {
    throw new BadCommandLine(error instanceof Error ? error.message : String(error))
  }
}
