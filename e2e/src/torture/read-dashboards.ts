import type { DashboardWire } from '@one-hcm/contracts/recruitment/statistics/dashboard.wire'
import { type Client, expectStatus } from '../testing/client.ts'
import type { Person } from '../testing/people.ts'
import type { AuditEvent } from '../testing/recruitment.ts'
import { waitFor } from '../testing/wait.ts'
import { countedEvents, type DashboardRead, wrongFigures } from './checkers/dashboards.ts'

const STILL_WITHIN_MS = 60_000
const [days, jobs] = [14, 100]

/**
 * Reads the dashboards of everybody and of each recruiter while nothing that they count happens, and holds them against
 * the log. Each sentence is a figure that is wrong.
 */
export async function examineDashboards(
  client: Client,
  { admin, recruiters }: { admin: Person; recruiters: readonly Person[] },
  readLog: () => Promise<AuditEvent[]>,
): Promise<string[]> {
  const read = async (log: readonly AuditEvent[], recruiterId: string | undefined): Promise<DashboardRead> => {
    const path = `/api/v1/optimized/dashboard/stats/optimized?recruiter_id=${recruiterId ?? 'all'}&days=${days}&jobs=${jobs}`
    const consistency = countedEvents(log).at(-1)?.position
    const { stats, generated_at } = expectStatus(await client.get(path, { token: admin.token, consistency }), 200)
      .body as DashboardWire
    return { recruiterId, days, jobs, generatedAt: generated_at, stats }
  }
  const { log, reads } = await waitFor(
    'nothing to happen while dashboards are read',
    async () => {
      const before = await readLog()
      const reads = await Promise.all([undefined, ...recruiters.map(({ id }) => id)].map((id) => read(before, id)))
      const log = await readLog()
      return countedEvents(before).length === countedEvents(log).length ? { log, reads } : undefined
    },
    STILL_WITHIN_MS,
  )
  return wrongFigures(log, reads)
}
