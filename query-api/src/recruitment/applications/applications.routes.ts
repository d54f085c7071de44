import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped, pageEnveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { ApplicationRow } from '@one-hcm/contracts/recruitment/applications/application.row'
import { applicationToWire, documentToWire } from '@one-hcm/contracts/recruitment/applications/application.wire'
import { applicationActions } from '@one-hcm/contracts/recruitment/applications/application-actions'
import { applicationToComplete } from '@one-hcm/contracts/recruitment/applications/application-complete.wire'
import { synthesisToFields } from '@one-hcm/contracts/recruitment/applications/application-synthesis'
import { candidateToSummary, candidateToWire } from '@one-hcm/contracts/recruitment/applications/application-view.wire'
import {
  downloadApplicationDocumentRoute,
  getApplicationDocumentRoute,
} from '@one-hcm/contracts/recruitment/applications/download-application-document.route'
import { getApplicationRoute } from '@one-hcm/contracts/recruitment/applications/get-application.route'
import { getApplicationCompleteRoute } from '@one-hcm/contracts/recruitment/applications/get-application-complete.route'
import {
  getApplicationHistoryRoute,
  historyToWire,
} from '@one-hcm/contracts/recruitment/applications/get-application-history.route'
import { listApplicationDocumentsRoute } from '@one-hcm/contracts/recruitment/applications/list-application-documents.route'
import { listApplicationsRoute } from '@one-hcm/contracts/recruitment/applications/list-applications.route'
import { listOfferApplicationsRoute } from '@one-hcm/contracts/recruitment/applications/list-offer-applications.route'
import { evaluationsToSummaries } from '@one-hcm/contracts/recruitment/evaluations/evaluation-summary.wire'
import { jobOfferToDetail, jobOfferToWire } from '@one-hcm/contracts/recruitment/job-offers/job-offer.wire'
import { mayEdit } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { type Caller, type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { recordAccess } from '../../audit/record-access.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { findOffer } from '../job-offers/find-offers.ts'
import { applicationAt } from './application-at.ts'
import { pdfAttachment } from './attachment.ts'
import {
  type FoundApplication,
  findApplication,
  findApplicationRow,
  findApplications,
  type ListedApplication,
} from './find-applications.ts'
import { readDocument } from './read-document.ts'

/** Who asks, and whether for everybody's or only for their own. */
type Asking = { user: Caller; scope: 'all' | 'own' }

export const applicationEndpoints = (dependencies: RecruitmentDependencies): Endpoint[] => {
  const { readModels, log } = dependencies

  const ownRow = async (id: string, asking: Asking): Promise<ApplicationRow | Refusal<RefusalCode>> => {
    const row = await findApplicationRow(readModels.pool(), id)
    return isVisible(row, asking) ? row : refuse('application-not-found')
  }

  return [
    endpoint(listApplicationsRoute, async ({ user, scope, query }) => {
      const ownerId = scope === 'own' ? user.id : undefined
      const page = await findApplications(readModels.pool(), ownerId, query)
      if (isRefusal(page)) return page
      const applications = page.rows.map((found) => inList(found, { user, scope }))
      const { skip, limit } = query
      return {
        body: pageEnveloped(applications, { ...page, skip, limit, message: 'Candidatures récupérées avec succès' }),
      }
    }),

    endpoint(listOfferApplicationsRoute, async ({ params, user, query }) => {
      const offer = await findOffer(readModels.pool(), 'everything', user, params.id)
      if (!offer) return refuse('job-offer-not-found')
      if (!mayEdit(offer.doc.recruiter_id, user)) return refuse('job-offer-not-owned')
      const page = await findApplications(readModels.pool(), undefined, { ...query, job_offer_id: params.id })
      if (isRefusal(page)) return page
      const applications = page.rows.map((found) => inList(found, { user, scope: 'all' }))
      const { skip, limit } = query
      return {
        body: pageEnveloped(applications, { ...page, skip, limit, message: 'Candidatures récupérées avec succès' }),
      }
    }),

    endpoint(getApplicationRoute, async ({ params, query, user, scope, requestId }) => {
      if (query.as_of !== undefined) {
        const past = await applicationAt(log, params.id, query.as_of)
        if (!past || !isVisible(past.row, { user, scope })) return refuse('application-not-found')
        await recordAccess(
          log,
          {
            type: 'HistoryRead',
            data: {
              reader_id: user.id,
              reader_role: user.role,
              operation: 'as-of',
              filter: { application_id: params.id, as_of: query.as_of },
            },
          },
          user,
          requestId,
        )
        const { row, revision, occurredAt } = past
        const data = { ...applicationToWire(row), as_of: { revision, occurred_at: occurredAt } }
        return { body: enveloped(data, 'Candidature telle qu’elle était') }
      }
      const found = await findApplication(readModels.pool(), params.id)
      if (!found || !isVisible(found.doc, { user, scope })) return refuse('application-not-found')
      return { body: enveloped(detailOf(found, { user, scope }), 'Candidature récupérée'), revision: found.revision }
    }),

    endpoint(getApplicationCompleteRoute, async ({ params, user, scope }) => {
      const found = await findApplication(readModels.pool(), params.id)
      if (!found || !isVisible(found.doc, { user, scope })) return refuse('application-not-found')
      const { doc, candidate, offer, revision } = found
      const data = {
        ...applicationToComplete(doc, candidate, offer),
        ...(scope === 'all' ? synthesisToFields(doc.synthesis) : {}),
        available_actions: applicationActions(doc, user.role),
      }
      return { body: enveloped(data, 'Candidature complète récupérée'), revision }
    }),

    endpoint(getApplicationHistoryRoute, async ({ params, user, scope }) => {
      const row = await ownRow(params.id, { user, scope })
      if (isRefusal(row)) return row
      const data = row.history.toReversed().map((entry) => ({
        ...historyToWire(row.id, entry),
        notes: scope === 'all' ? entry.notes : null,
      }))
      return { body: { success: true, data } }
    }),

    endpoint(listApplicationDocumentsRoute, async ({ params, query, user, scope }) => {
      const row = await ownRow(params.id, { user, scope })
      if (isRefusal(row)) return row
      const data = row.documents
        .filter(({ document_type }) => query.document_type === undefined || document_type === query.document_type)
        .map((document) => documentToWire(row.id, document))
      return { body: { ...enveloped(data, `${data.length} document(s) trouvé(s)`), total: data.length } }
    }),

    endpoint(getApplicationDocumentRoute, async ({ params, user, scope, requestId }) => {
      const row = await ownRow(params.id, { user, scope })
      if (isRefusal(row)) return row
      const read = await readDocument(dependencies, row, params.document_id, { user, requestId })
      if (isRefusal(read)) return read
      const data = { ...documentToWire(row.id, read.document), file_data: read.bytes.toString('base64') }
      return { body: enveloped(data, 'Document récupéré avec succès') }
    }),

    endpoint(downloadApplicationDocumentRoute, async ({ params, user, scope, requestId }) => {
      const row = await ownRow(params.id, { user, scope })
      if (isRefusal(row)) return row
      const read = await readDocument(dependencies, row, params.document_id, { user, requestId })
      if (isRefusal(read)) return read
      const { document, bytes } = read
      return { bytes, headers: pdfAttachment(document.file_name ?? `${document.document_type}.pdf`) }
    }),
  ]
}

/** To a candidate, others' applications do not exist. */
const isVisible = (row: ApplicationRow | undefined, { user, scope }: Asking): row is ApplicationRow =>
  row !== undefined && (scope === 'all' || row.candidate_id === user.id)

const inList = ({ doc, candidate, offer, evaluations }: ListedApplication, { user, scope }: Asking) => ({
  ...applicationToWire(doc),
  ...(scope === 'all'
    ? {
        ...synthesisToFields(doc.synthesis),
        candidate: candidateToSummary(doc.candidate_id, candidate),
        evaluations: evaluationsToSummaries(evaluations, user.id),
      }
    : {}),
  job_offer: { id: doc.job_offer_id, ...offer },
  available_actions: applicationActions(doc, user.role),
})

function detailOf({ doc, candidate, offer }: FoundApplication, { user, scope }: Asking) {
  const all = scope === 'all'
  return {
    ...applicationToWire(doc),
    ...(all ? { ...synthesisToFields(doc.synthesis), candidate: candidateToWire(doc.candidate_id, candidate) } : {}),
    ...(offer ? { job_offer: all ? jobOfferToWire(offer) : jobOfferToDetail(offer) } : {}),
    available_actions: applicationActions(doc, user.role),
  }
}
