import type { AuditEvent } from '../testing/recruitment.ts'
import { outOfOrder, type Published, unpublished } from '../torture/checkers/broker.ts'

/** How one phase of the load went: everything that was sent in it, whenever it was answered. */
export type Phase = { sent: number; ok: number; statuses: Record<string, number>; p50Ms: number; p99Ms: number }

export type OutageEvidence = {
  before: Phase
  during: Phase
  /** Submissions that were answered 201, by application id. */
  acknowledged: readonly string[]
  /** What the broker was told of while it was away. */
  toldDuring: number
  log: readonly AuditEvent[]
  published: Published
  /** Position of the log when the broker began to be listened to. */
  since: bigint
  drainedAfterMs: number | undefined
}

/** Least share of answers that are 2xx while the broker is away (reliability P12). */
const OK_MIN = 0.999
/** Longest time the backlog may take (reliability P12). */
const DRAIN_MS_MAX = 120_000

/** What is wrong with how a system lived through an outage of its broker. */
export function judgeOutage(evidence: OutageEvidence): string[] {
  const { before, during, acknowledged, log, published, since } = evidence
  const violations: string[] = []
  for (const [name, { sent, ok, statuses }] of Object.entries({ before, during }))
    if (sent === 0 || ok / sent < OK_MIN)
      violations.push(`${name} the outage ${ok} of ${sent} calls were answered 2xx: ${JSON.stringify(statuses)}`)
  if (evidence.toldDuring > 0) violations.push(`the outage was none: ${evidence.toldDuring} messages got through`)
  if (evidence.drainedAfterMs === undefined || evidence.drainedAfterMs > DRAIN_MS_MAX)
    violations.push(`the backlog was not drained within ${DRAIN_MS_MAX / 1_000} s`)
  const submitted = new Set(
    log.filter(({ type }) => type === 'ApplicationSubmitted').map(({ data }) => String(data.application_id)),
  )
  for (const id of acknowledged.filter((one) => !submitted.has(one)))
    violations.push(`application ${id} was acknowledged and is not in the log`)
  violations.push(...unpublished(log, published, since), ...outOfOrder(log, published))
  return violations
}
