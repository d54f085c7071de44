import { calendarViolations } from '@one-hcm/contracts/recruitment/testing/calendar-violations'
import type { AuditEvent } from '../testing/recruitment.ts'
import { evaluationTotals } from '../torture/checkers/evaluation-totals.ts'
import type { Attempt, Kind } from './attempts.ts'
import { recount } from './recount.ts'

/** What staff is shown once nobody writes any more. */
export type Shown = {
  applications: readonly { id: string; status: string; interview_date: string | null }[]
  /** Slots that are taken. */
  slots: readonly { starts_at: string; application_id: string | null }[]
  statistics: { total_interviews: number; interviews_by_status: Readonly<Record<string, number>> }
  dashboard: {
    total_applications: number
    interviews_scheduled: number
    status_breakdown: Readonly<Record<string, number>>
  }
}

/** Everything that was promised and not kept, as sentences (issue "recruitment": under concurrency). */
export const violationsOf = (attempts: readonly Attempt[], log: readonly AuditEvent[], shown: Shown): string[] => [
  ...calendarViolations(log.filter(({ stream }) => stream === 'interviewCalendar-main')).map(
    (violation) => `calendar: ${violation}`,
  ),
  ...evaluationTotals.check({ entries: [], log }),
  ...winners(attempts, log),
  ...answers(attempts, log),
  ...screens(log, shown),
]

/** What people did, by request; what policies made of it belongs to nobody's answer. */
const byRequest = (log: readonly AuditEvent[]) =>
  Map.groupBy(
    log.filter(({ actor }) => actor.role !== 'system'),
    ({ request_id }) => request_id,
  )

/** Per revision that was seen, one write at most changes something. */
export function winners(attempts: readonly Attempt[], log: readonly AuditEvent[]): string[] {
  const events = byRequest(log)
  const won = attempts.filter(({ requestId }) => requestId !== undefined && events.has(requestId))
  const bySeen = new Map<string, number>()
  for (const { seen } of won) for (const one of seen) bySeen.set(one, (bySeen.get(one) ?? 0) + 1)
  return [...bySeen].filter(([, count]) => count > 1).map(([seen, count]) => `${seen} was changed by ${count} writes`)
}

const LOSING: ReadonlySet<number> = new Set([409, 412])

/** Who was refused changed nothing and was told why; who was told yes and changed something did it once. */
function answers(attempts: readonly Attempt[], log: readonly AuditEvent[]): string[] {
  const events = byRequest(log)
  const answered = new Set<string>()
  const violations: string[] = []
  for (const { kind, status, code, requestId } of attempts) {
    if (requestId !== undefined) {
      if (answered.has(requestId)) violations.push(`two answers for request ${requestId}`)
      answered.add(requestId)
      if (status >= 400 && status < 500 && events.has(requestId))
        violations.push(`${kind} was refused (${code}), and changed something`)
    }
    if (status >= 500 && status !== 503) violations.push(`${kind} was answered ${status}`)
    if (status >= 400 && status < 500 && !(LOSING.has(status) && code))
      violations.push(`${kind} lost with ${status} ${code ?? 'and no code'}`)
  }
  return violations
}

/** Every figure equals a recount of the history. */
function screens(log: readonly AuditEvent[], shown: Shown): string[] {
  const counted = recount(log)
  const statuses = Object.groupBy([...counted.applications.values()], ({ status }) => status)
  const nonZero = (figures: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(figures)
        .filter(([, n]) => n > 0)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    )
  const wanted: [string, unknown, unknown][] = [
    [
      'applications',
      shown.applications.map(({ id, status, interview_date }) => `${id} ${status} ${interview_date}`).toSorted(),
      [...counted.applications]
        .map(([id, { status, interview_date }]) => `${id} ${status} ${interview_date}`)
        .toSorted(),
    ],
    [
      'taken slots',
      shown.slots.map(({ starts_at, application_id }) => `${starts_at} ${application_id}`).toSorted(),
      counted.calendar,
    ],
    ['interview statistics', nonZero(shown.statistics.interviews_by_status), nonZero(counted.interviews)],
    [
      'number of interviews',
      shown.statistics.total_interviews,
      Object.values(counted.interviews).reduce((a, b) => a + b, 0),
    ],
    ['interviews on the dashboard', shown.dashboard.interviews_scheduled, counted.interviews.scheduled],
    ['applications on the dashboard', shown.dashboard.total_applications, counted.applications.size],
    [
      'statuses on the dashboard',
      nonZero(shown.dashboard.status_breakdown),
      nonZero(Object.fromEntries(Object.entries(statuses).map(([status, of]) => [status, of?.length ?? 0]))),
    ],
  ]
  return wanted
    .filter(([, is, should]) => JSON.stringify(is) !== JSON.stringify(should))
    .map(([what, is, should]) => `${what}: shown ${JSON.stringify(is)}, counted ${JSON.stringify(should)}`)
}

const KINDS: readonly Kind[] = ['book', 'move', 'swap', 'cancel', 'score']

/** A run in which nobody met anybody shows nothing, however green it is. */
export const vacuous = (attempts: readonly Attempt[]): string[] => [
  ...KINDS.filter((kind) => !attempts.some((one) => one.kind === kind && one.status < 300 && one.status > 0)).map(
    (kind) => `vacuous: no ${kind} was accepted`,
  ),
  ...(['interview-slot-taken', 'precondition-failed'] as const)
    .filter((code) => !attempts.some((one) => one.code === code))
    .map((code) => `vacuous: nobody lost with ${code}`),
]
