import { parseArgs } from 'node:util'
import { etlRaw } from '@one-hcm/contracts/consumers'
import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { LakeStore } from '@one-hcm/platform/blobs/lake-store'
import type { Inbox } from '@one-hcm/platform/broker/inbox'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { type ExitCode, UsageError } from '@one-hcm/platform/lifecycle/operation'
import { createExporter } from '../export-entity.ts'
import { exportAll } from './export-all.ts'
import { verifyLake } from './verify-lake.ts'

export const usage = `Usage: npm run lake -- COMMAND

  export [--container NAME]   exports the whole log: a backfill and repair of the lake, or a fresh export into another
                              container, which is made if needed. Safe while the lake is in use.
  verify [--container NAME]   compares the lake, byte for byte, with what a fresh export would give. Writes nothing.
                              Exit code 1 when anything differs.
  dead-letters                lists the events that could not be exported, and why. Exit code 1 when there are any.
  redrive                     hands those events to the exporter again.`

type On = {
  log: Pick<EventLog, 'readStream' | 'readAll'>
  documents: Pick<DocumentStore, 'get'>
  /** The lake of a container, or of the configured one. */
  lakeOf(container: string | undefined): LakeStore
  inbox: Pick<Inbox, 'deadLetters' | 'redrive'>
  print(line: string): void
}

const DEAD_LETTERS_MAX = 1_000
const PROGRESS_EVERY = 1_000

export type Command = {
  readonly name: 'export' | 'verify' | 'dead-letters' | 'redrive'
  readonly container: string | undefined
}

/** Runs one command of `npm run lake`. */
export async function operate({ name, container }: Command, on: On): Promise<ExitCode> {
  switch (name) {
    case 'export':
      return exportLake(on, container)
    case 'verify':
      return verify(on, container)
    case 'dead-letters':
      return listDeadLetters(on)
    case 'redrive': {
      on.print(`${await on.inbox.redrive(etlRaw.name)} events were handed over again.`)
      return 0
    }
  }
}

/** What was typed after `npm run lake --`. Throws `UsageError` with the usage for what does not exist. */
export function parseCommand(args: readonly string[]): Command {
  try {
    const options = { container: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [name, ...more] = positionals
    const { container } = values
    const isForLake = name === 'export' || name === 'verify'
    const isForInbox = name === 'dead-letters' || name === 'redrive'
    if (more.length === 0 && (isForLake || (isForInbox && container === undefined))) return { name, container }
  } catch {
    // An unknown option: the usage says which there are.
  }
  throw new UsageError(usage)
}

async function exportLake({ log, documents, lakeOf, print }: On, container: string | undefined): Promise<ExitCode> {
  const lake = lakeOf(container)
  await lake.ensureReady()
  const { entities, files, failures } = await exportAll({
    log,
    exporter: createExporter({ log, documents, lake }),
    onProgress: (done) => {
      if (done % PROGRESS_EVERY === 0) print(`${done} exported …`)
    },
  })
  print(`${entities} histories: ${files.written} files written, ${files.unchanged} as they were.`)
  // A newer version means that the running exporter was quicker, or that a file is newer than the log.
  if (files.stale > 0) print(`${files.stale} files were newer and stayed; \`verify\` tells whether they belong there.`)
  for (const { entity, reason } of failures) print(`  failed: ${entity}: ${reason}`)
  return failures.length === 0 ? 0 : 1
}

async function verify({ log, documents, lakeOf, print }: On, container: string | undefined): Promise<ExitCode> {
  const { entities, files, differences, failures } = await verifyLake({ log, documents, lake: lakeOf(container) })
  print(`Compared ${files} files of ${entities} histories with a fresh export of the log.`)
  for (const { kind, path } of differences) print(`  ${kind}: ${path}`)
  for (const { entity, reason } of failures) print(`  cannot be exported: ${entity}: ${reason}`)
  const equal = differences.length === 0 && failures.length === 0
  print(equal ? 'Equal.' : `${differences.length} differences, ${failures.length} histories that cannot be exported.`)
  return equal ? 0 : 1
}

async function listDeadLetters({ inbox, print }: On): Promise<ExitCode> {
  const letters = await inbox.deadLetters(etlRaw.name, DEAD_LETTERS_MAX)
  for (const { stream, revision, eventType, deadSince, attempts, reason } of letters)
    print(`${stream}@${revision}  ${eventType}, since ${deadSince}, ${attempts} tries: ${reason}`)
  print(`${letters.length}${letters.length === DEAD_LETTERS_MAX ? ' or more' : ''} events could not be exported.`)
  return letters.length === 0 ? 0 : 1
}
