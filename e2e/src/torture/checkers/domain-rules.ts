import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import { kindOfChange } from '@one-hcm/contracts/recruitment/applications/status-change'
import type { Checker } from './checker.ts'

/** No history goes against the rules: one application per candidate and offer, no status from the wrong one. */
export const domainRules: Checker = {
  name: 'no history against the rules',
  check: ({ log }) => {
    const violations: string[] = []
    const pairs = new Map<string, string>()
    const standing = new Map<string, { status: ApplicationStatus; previousStatus: ApplicationStatus | undefined }>()
    for (const { type, stream, revision, data } of log) {
      if (type === 'ApplicationSubmitted') {
        const pair = `${data.candidate_id} for ${data.job_offer_id}`
        if (pairs.has(pair)) violations.push(`${stream} and ${pairs.get(pair)} are both by ${pair}`)
        pairs.set(pair, stream)
        standing.set(stream, { status: 'pending', previousStatus: undefined })
      }
      if (type !== 'ApplicationStatusChanged') continue
      const before = standing.get(stream)
      const to = data.new_status as ApplicationStatus
      if (!before) violations.push(`${stream}@${revision} changes the status of nothing`)
      else {
        const kind = kindOfChange(before, to)
        if (before.status !== data.previous_status || (kind !== 'transition' && kind !== 'correction'))
          violations.push(`${stream}@${revision} goes from ${before.status} to ${to}`)
      }
      standing.set(stream, { status: to, previousStatus: before?.status })
    }
    return violations
  },
}
