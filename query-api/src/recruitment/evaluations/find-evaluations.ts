import type { ApplicationRow } from '@one-hcm/contracts/recruitment/applications/application.row'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { EvaluationRow, EvaluationStatus } from '@one-hcm/contracts/recruitment/evaluations/evaluation.row'
import { type Protocol, protocols } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import { toScore } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'

export type FoundEvaluation = { doc: EvaluationRow; revision: number; status: ApplicationStatus }

/** The evaluation of an application that is there still; with a deleted application its evaluations are gone too. */
export async function findEvaluation(
  pool: pg.Pool,
  protocol: Protocol,
  applicationId: string,
): Promise<FoundEvaluation | undefined> {
  const [found] = await prepared<FoundEvaluation>(
    pool,
    `select e.doc, e.revision, a.status from evaluations e join applications a on a.id = e.application_id
     where e.application_id = $1::uuid and e.protocol = $2::integer`,
    [applicationId, protocol],
  )
  return found
}

export type FoundEvaluations = {
  application: ApplicationRow
  protocol1: EvaluationRow | null
  protocol2: EvaluationRow | null
}

/** An application with both of its evaluations, in one statement. */
export async function findEvaluations(pool: pg.Pool, applicationId: string): Promise<FoundEvaluations | undefined> {
  const [found] = await prepared<FoundEvaluations>(
    pool,
    `select a.doc as application, first.doc as protocol1, second.doc as protocol2 from applications a
     left join evaluations first on first.application_id = a.id and first.protocol = 1
     left join evaluations second on second.application_id = a.id and second.protocol = 2
     where a.id = $1::uuid`,
    [applicationId],
  )
  return found
}

export type EvaluationFigures = {
  total_evaluations: number
  average_score: number | null
  scored_evaluations: number
  passed: number
  by_status: Record<EvaluationStatus, number>
}

type Counted = {
  protocol: Protocol
  status: EvaluationStatus
  evaluations: number
  passed: number
  scored: number
  score_sum: string
}

/** How the evaluations of all applications, or of those for one offer, stand; in one statement, exact to the hundredth. */
export async function countEvaluations(
  pool: pg.Pool,
  offerId: string | undefined,
): Promise<{ protocol1: EvaluationFigures; protocol2: EvaluationFigures }> {
  const counted = await prepared<Counted>(
    pool,
    `select e.protocol, e.status, count(*)::integer as evaluations, count(*) filter (where e.passed)::integer as passed,
       count(e.overall_score)::integer as scored, coalesce(sum(e.overall_score), 0)::text as score_sum
     from evaluations e join applications a on a.id = e.application_id
     ${offerId === undefined ? '' : 'where a.job_offer_id = $1::uuid'}
     group by e.protocol, e.status`,
    offerId === undefined ? [] : [offerId],
  )
  const [protocol1, protocol2] = protocols.map((protocol) =>
    figuresOf(counted.filter((group) => group.protocol === protocol)),
  )
  return { protocol1: protocol1!, protocol2: protocol2! }
}

function figuresOf(groups: readonly Counted[]): EvaluationFigures {
  const by_status = { pending: 0, in_progress: 0, completed: 0, rejected: 0 }
  for (const { status, evaluations } of groups) by_status[status] = evaluations
  const sum = (of: (group: Counted) => number) => groups.reduce((total, group) => total + of(group), 0)
  const scored = sum((group) => group.scored)
  const hundredths = sum((group) => Math.round(Number(group.score_sum) * 100))
  return {
    // One that was only opened with its application has not been begun by anybody.
    total_evaluations: by_status.in_progress + by_status.completed + by_status.rejected,
    average_score: scored === 0 ? null : toScore(hundredths / scored / 100),
    scored_evaluations: scored,
    passed: sum((group) => group.passed),
    by_status,
  }
}
