/**
 * `npm run audit -- export [--from TIME] [--to TIME] [--out FILE]`: a range of the log as NDJSON, for auditors. Without
 * a file it goes to standard output. That it was done is recorded in the log first, as every read of history is.
 */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { type ExitCode, runOperation } from '@one-hcm/platform/lifecycle/operation'
import { exportEvents } from '../export-events.ts'
import { recordAccess } from '../record-access.ts'
import { type ExportArguments, exportArguments } from './export-arguments.ts'

const parsed = exportArguments(process.argv.slice(2))
if (parsed) await runOperation('audit', ({ log }) => exportTo(log, parsed))
else {
  console.error('Usage: npm run audit -- export [--from TIME] [--to TIME] [--out FILE]')
  process.exitCode = 2
}

async function exportTo(log: EventLog, { out, ...range }: ExportArguments): Promise<ExitCode> {
  const operator = { id: 'operator', role: 'admin' as const, sessionId: '' }
  await recordAccess(
    log,
    {
      type: 'HistoryRead',
      data: { reader_id: operator.id, reader_role: operator.role, operation: 'export', filter: range },
    },
    operator,
    randomUUID(),
  )
  const lines = new PassThrough()
  const target = out === undefined ? process.stdout : createWriteStream(out, { mode: 0o600 })
  await Promise.all([pipeline(lines, target, { end: out !== undefined }), exportEvents(log, range, lines)])
  if (out !== undefined) console.log(`Exported to ${out}`)
  return 0
}
