import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'

export type FoundCandidate = {
  row: UserRow
  revision: number
  byStatus: Partial<Record<ApplicationStatus, number>>
}

/** An account with the number of its applications per status, in one statement. */
export async function findCandidate(pool: pg.Pool, userId: string): Promise<FoundCandidate | undefined> {
  const [found] = await prepared<FoundCandidate>(
    pool,
    `select u.doc as row, u.revision,
            coalesce((select jsonb_object_agg(c.status, c.total)
                      from (select a.status, count(*)::integer as total from applications a
                            where a.candidate_id = u.id group by a.status) c), '{}') as "byStatus"
     from users u where u.id = $1::uuid`,
    [userId],
  )
  return found
}
