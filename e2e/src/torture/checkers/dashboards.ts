import type { DashboardFigures } from '@one-hcm/contracts/recruitment/statistics/dashboard.wire'
import { recountDashboard } from '@one-hcm/contracts/recruitment/testing/recount-dashboard'
import type { AuditEvent } from '../../testing/recruitment.ts'

/** A dashboard as it was answered, with what was asked for. */
export type DashboardRead = {
  /** Undefined for everybody's. */
  recruiterId: string | undefined
  days: number
  jobs: number
  generatedAt: string
  stats: DashboardFigures
}

/** Events that no dashboard counts: reads of history, sessions, what people are told. */
const counted = /^(application|jobOffer|user|interviewCalendar)-/

/** The part of the log that dashboards are about: the same before and after a read, the read can be held against it. */
export const countedEvents = (log: readonly AuditEvent[]): AuditEvent[] =>
  log.filter(({ stream }) => counted.test(stream))

/** Every figure of every dashboard equals a recount from the events; each sentence names one that does not. */
export function wrongFigures(log: readonly AuditEvent[], reads: readonly DashboardRead[]): string[] {
  const events = countedEvents(log).map(({ type, occurred_at: at, data }) => ({ type, at, data }))
  return reads.flatMap(({ recruiterId, days, jobs, generatedAt: now, stats }) => {
    const recount = recountDashboard(events, { recruiterId, now, days, jobs })
    return (Object.keys(recount) as (keyof DashboardFigures)[]).flatMap((figure) => {
      const [shown, expected] = [stats[figure], recount[figure]].map((value) => canonical(value))
      const whose = recruiterId ?? 'everybody'
      return shown === expected ? [] : [`dashboard of ${whose}: ${figure} is ${shown}, the events say ${expected}`]
    })
  })
}

/** The same text for the same value, whatever the order of its fields. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
