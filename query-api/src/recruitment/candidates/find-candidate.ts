import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { CandidateApplication } from '@one-hcm/contracts/recruitment/candidates/candidate-complete.wire'
import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'

/** Applications that a history shows at most. */
const HISTORY_MAX = 500

export type FoundCandidate = {
  row: UserRow
  revision: number
  byStatus: Partial<Record<ApplicationStatus, number>>
  /** The latest first. */
  applications: CandidateApplication[]
}

/** An account with its applications, counted by status and one by one, in one statement. */
export async function findCandidate(pool: pg.Pool, userId: string): Promise<FoundCandidate | undefined> {
  const [found] = await prepared<FoundCandidate>(
    pool,
    `select u.doc as row, u.revision,
            coalesce((select jsonb_object_agg(c.status, c.total)
                      from (select a.status, count(*)::integer as total from applications a
                            where a.candidate_id = u.id group by a.status) c), '{}') as "byStatus",
            coalesce((select jsonb_agg(h.entry order by h.created_at desc, h.id desc)
                      from (select a.id, a.created_at, jsonb_build_object(
                              'application_id', a.id, 'job_offer_id', a.job_offer_id, 'job_title', j.title,
                              'job_location', j.location, 'job_contract_type', j.contract_type,
                              'application_status', a.status, 'applied_date', a.doc ->> 'created_at',
                              'campaign_id', j.campaign_id) as entry
                            from applications a left join job_offers j on j.id = a.job_offer_id
                            where a.candidate_id = u.id
                            order by a.created_at desc, a.id desc limit ${HISTORY_MAX}) h), '[]') as applications
     from users u where u.id = $1::uuid`,
    [userId],
  )
  return found
}
