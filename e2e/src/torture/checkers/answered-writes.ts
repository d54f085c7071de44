import type { AuditEvent } from '../../testing/recruitment.ts'
import { type Entry, settledOf } from '../history.ts'
import { byCommand, type Checker } from './checker.ts'

/** Every write that was answered 2xx is in the log, in its stream, at the revision and position that were answered. */
export const answeredWrites: Checker = {
  name: 'no answered write is lost',
  check: ({ entries, log }) => {
    const commands = byCommand(log)
    const streams = Map.groupBy(log, ({ stream }) => stream)
    return entries.flatMap((entry) => {
      const answer = settledOf(entry)
      if (answer?.outcome !== 'ok') return []
      const batch = commands.get(entry.commandId)
      const fault = batch ? faultOfBatch(entry, batch) : faultOfNothing(entry, streams.get(entry.stream ?? '') ?? [])
      return fault ? [`#${entry.n} ${entry.kind} (${entry.idempotencyKey}): ${fault}`] : []
    })
  },
}

function faultOfBatch(entry: Entry, batch: readonly AuditEvent[]): string | undefined {
  const answer = settledOf(entry)
  const last = batch.at(-1)!
  if (entry.stream !== undefined && last.stream !== entry.stream)
    return `its events are in ${last.stream}, not in ${entry.stream}`
  if (answer?.revision !== undefined && last.revision !== answer.revision)
    return `answered revision ${answer.revision}, recorded ${last.revision}`
  // The answer may name a later position: that of what a policy made of it.
  if (answer?.position !== undefined && BigInt(answer.position) < BigInt(last.position))
    return `answered position ${answer.position}, recorded ${last.position}`
  return fits(batch, entry.wanted) ? undefined : 'its events do not say what was asked for'
}

/** Without events of its own the write must have found everything as it wanted it. */
function faultOfNothing(entry: Entry, stream: readonly AuditEvent[]): string | undefined {
  const revision = settledOf(entry)?.revision
  const known = stream.filter((event) => revision === undefined || event.revision <= revision)
  const [field] = Object.keys(entry.wanted)
  if (field === undefined) return known.length > 0 ? undefined : 'answered, but the log has nothing of it'
  const last = known.findLast(({ data }) => valueAt(data, field) !== undefined)
  return last && fits([last], entry.wanted) ? undefined : 'answered, but the log has nothing of it'
}

const fits = (events: readonly AuditEvent[], wanted: Entry['wanted']): boolean =>
  Object.entries(wanted).every(([field, value]) => events.some(({ data }) => valueAt(data, field) === value))

const valueAt = (data: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], data)
