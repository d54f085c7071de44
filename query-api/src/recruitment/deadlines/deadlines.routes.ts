import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped, pageEnveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { deadlineToWire } from '@one-hcm/contracts/recruitment/deadlines/deadline.wire'
import { deadlineActions } from '@one-hcm/contracts/recruitment/deadlines/deadline-actions'
import { getDeadlineRoute, listDeadlinesRoute } from '@one-hcm/contracts/recruitment/deadlines/list-deadlines.route'
import { type Caller, type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { type FoundDeadline, findDeadline, findDeadlines } from './find-deadlines.ts'

export const deadlineEndpoints = ({ readModels }: Pick<RecruitmentDependencies, 'readModels'>): Endpoint[] => [
  endpoint(listDeadlinesRoute, async ({ query, user }) => {
    const page = await findDeadlines(readModels.pool(), query)
    if (isRefusal(page)) return page
    const shown = page.rows.map((found) => view(found, user))
    return { body: pageEnveloped(shown, { ...page, ...query, message: 'Échéances récupérées avec succès' }) }
  }),

  endpoint(getDeadlineRoute, async ({ params, user }) => {
    const found = await findDeadline(readModels.pool(), params.id)
    if (!found) return refuse('deadline-not-found')
    return { body: enveloped(view(found, user), 'Échéance récupérée avec succès'), revision: found.revision }
  }),
]

const view = ({ doc, job_title, offer_recruiter }: FoundDeadline, caller: Caller) => ({
  ...deadlineToWire(doc),
  job_title,
  available_actions: deadlineActions(doc, caller, offer_recruiter),
})
