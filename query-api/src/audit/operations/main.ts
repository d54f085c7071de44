/**
 * `npm run audit -- export [--from TIME] [--to TIME] [--out FILE]`: a range of the log as NDJSON, for auditors. Without
 * a file it goes to standard output. That it was done is recorded in the log first, as every read of history is.
 */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { runOperation, UsageError } from '@one-hcm/platform/lifecycle/operation'
import { exportEvents } from '../export-events.ts'
import { recordAccess } from '../record-access.ts'
import { exportArguments } from './export-arguments.ts'

const USAGE = 'Usage: npm run audit -- export [--from TIME] [--to TIME] [--out FILE]'

await runOperation('audit', async ({ log }) => {
  const parsed = exportArguments(process.argv.slice(2))
  if (!parsed) throw new UsageError(USAGE)
  const { out, ...range } = parsed
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
})
