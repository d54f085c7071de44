import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { addApplicationHistoryRoute } from '@one-hcm/contracts/recruitment/applications/add-application-history.route'
import { applicationToWire } from '@one-hcm/contracts/recruitment/applications/application.wire'
import { changeApplicationStatusRoute } from '@one-hcm/contracts/recruitment/applications/change-application-status.route'
import { deleteApplicationRoute } from '@one-hcm/contracts/recruitment/applications/delete-application.route'
import { historyToWire } from '@one-hcm/contracts/recruitment/applications/get-application-history.route'
import { submitApplicationRoute } from '@one-hcm/contracts/recruitment/applications/submit-application.route'
import {
  type UpdateApplicationBody,
  updateApplicationRoute,
} from '@one-hcm/contracts/recruitment/applications/update-application.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { candidateFacts } from '../facts.ts'
import { jobOfferFacts } from '../job-offers/job-offer-facts.ts'
import { admitToOffer } from './admit-to-offer.ts'
import type { AmendApplication } from './amend-application.ts'
import { application, applicationId } from './application.ts'
import { changeApplicationStatus } from './change-application-status.ts'
import { deleteApplication } from './delete-application.ts'
import { readDocuments } from './read-documents.ts'
import { storableDocuments } from './storable-documents.ts'
import { type SubmitApplication, submitApplication } from './submit-application.ts'
import { updateOwnApplication } from './update-own-application.ts'

export const applicationEndpoints = ({ executor, documents, settings }: RecruitmentDependencies): Endpoint[] => [
  endpoint(submitApplicationRoute, async ({ body, user, command }) => {
    const id = applicationId(user.id, body.job_offer_id)
    const read = readDocuments(id, body.documents, settings.documentMaxBytes)
    if (isRefusal(read)) return read
    const storable = await storableDocuments(documents, user.id, read)
    const submission: SubmitApplication = {
      applicationId: id,
      candidateId: user.id,
      jobOfferId: body.job_offer_id,
      claimedCandidateId: body.candidate_id,
      availabilityStart: body.availability_start ?? null,
      hasBeenManager: body.has_been_manager,
      references: {
        reference_contacts: body.reference_contacts,
        ref_entreprise: body.ref_entreprise,
        ref_fullname: body.ref_fullname,
        ref_mail: body.ref_mail,
        ref_contact: body.ref_contact,
      },
      mtpAnswers: body.mtp_answers ?? null,
      documents: storable.documents,
    }
    const candidate = await candidateFacts(executor, user.id)
    const offer = await admitToOffer(executor, command, submission, candidate)
    if (isRefusal(offer)) return offer
    const outcome = await executor.execute(command, {
      aggregate: application,
      id,
      decide: (state) => submitApplication(state, submission, { candidate, offer, now: command.now }),
      beforeAppend: storable.store,
    })
    if (isRefusal(outcome)) return outcome
    const { row } = outcome
    return {
      ...outcome,
      body: enveloped(
        applicationToWire(row),
        `Candidature déposée avec succès. ${row.documents.length} document(s) uploadé(s)`,
      ),
      headers: { Location: `/api/v1/applications/${id}` },
    }
  }),

  endpoint(updateApplicationRoute, async ({ params, body, user, scope, command }) => {
    const { attributes, texts } = contentOf(body)
    const { state: known } = await executor.facts(application, params.id)
    if (known.stage !== 'submitted') return refuse('application-not-found')
    const offer = await jobOfferFacts(executor, known.jobOfferId)
    const isContent = Object.keys({ ...attributes, ...texts }).length > 0
    const outcome = await executor.execute(command, {
      aggregate: application,
      id: params.id,
      decide: (state) => {
        const reason = body.notes ?? null
        if (scope === 'own') {
          const own = { applicationId: params.id, candidateId: user.id, attributes, texts, status: body.status, reason }
          return updateOwnApplication(state, own, offer)
        }
        if (isContent) return refuse('application-content-not-own')
        if (body.status === undefined) return []
        const change = { applicationId: params.id, status: body.status, notes: reason, changedBy: user.id }
        return changeApplicationStatus(state, change)
      },
    })
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: enveloped(applicationToWire(outcome.row), 'Candidature mise à jour') }
  }),

  endpoint(deleteApplicationRoute, async ({ params, user, command }) => {
    const outcome = await executor.execute(command, {
      aggregate: application,
      id: params.id,
      decide: (state) => deleteApplication(state, { applicationId: params.id, deletedBy: user.id }),
    })
    return isRefusal(outcome) ? outcome : { position: outcome.position }
  }),

  endpoint(addApplicationHistoryRoute, async ({ params, body, user, command }) => {
    const outcome = await executor.execute(command, {
      aggregate: application,
      id: params.id,
      decide: (state) =>
        changeApplicationStatus(state, {
          applicationId: params.id,
          status: body.new_status,
          notes: body.notes ?? null,
          changedBy: user.id,
        }),
    })
    if (isRefusal(outcome)) return outcome
    const last = outcome.row.history.at(-1)
    const entry = last ? historyToWire(params.id, last) : null
    return { ...outcome, body: enveloped(entry, 'Historique mis à jour') }
  }),

  endpoint(changeApplicationStatusRoute, async ({ params, body, user, command }) => {
    const outcome = await executor.execute(command, {
      aggregate: application,
      id: params.id,
      decide: (state) =>
        changeApplicationStatus(state, {
          applicationId: params.id,
          status: body.status,
          notes: body.notes ?? null,
          changedBy: user.id,
        }),
    })
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: enveloped(applicationToWire(outcome.row), 'Statut mis à jour') }
  }),
]

/** What a body says of the application's content, and nothing that it does not name. */
function contentOf(body: UpdateApplicationBody): Pick<AmendApplication, 'attributes' | 'texts'> {
  const { status: _status, notes: _notes, availability_start, has_been_manager, ...texts } = body
  return { attributes: named({ availability_start, has_been_manager }), texts: named(texts) }
}

const named = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Field in keyof T]?: Exclude<T[Field], undefined>
  }
