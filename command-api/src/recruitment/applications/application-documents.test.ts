import { describe, test } from '@jest/globals'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import {
  deletedApplication,
  documentRemoved,
  documentUploaded,
  ids,
  newDocument,
  statusChanged,
  storedDocuments,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { type ApplicationState, application } from './application.ts'
import type { Uploader } from './document-owner.ts'
import { removeDocument } from './remove-document.ts'
import { uploadDocuments } from './upload-documents.ts'

const candidate: Uploader = { id: ids.candidate, role: 'candidate' }
const admin: Uploader = { id: 'an administrator', role: 'admin' }
const [cv, certificate, other] = [newDocument('cv'), newDocument('certificats'), newDocument('certificats', 1)]
const formerCv = storedDocuments(ids.application)[0]!.document_id
const reviewed = [submitted(), statusChanged('pending', 'reviewed')]

const uploading =
  (documents: ReturnType<typeof newDocument>[], { replace = false, by = candidate } = {}) =>
  (state: ApplicationState) =>
    uploadDocuments(state, { applicationId: ids.application, by, documents, replace })
const removing =
  (documentId: string, by = candidate) =>
  (state: ApplicationState) =>
    removeDocument(state, { applicationId: ids.application, documentId, by })

describe('documents are added', () => {
  test('one', () =>
    given(application, submitted())
      .when(uploading([certificate]))
      .then([documentUploaded(certificate)]))

  test('several at once, also of one optional type', () =>
    given(application, submitted())
      .when(uploading([certificate, other]))
      .then([documentUploaded(certificate), documentUploaded(other)]))

  test('already so when they are there; only the others are added', () => {
    given(application, submitted(), documentUploaded(certificate))
      .when(uploading([certificate]))
      .thenAlreadySo()
    given(application, submitted(), documentUploaded(certificate))
      .when(uploading([certificate, other]))
      .then([documentUploaded(other)])
  })

  test('of a required type, in the place of the former one', () =>
    given(application, submitted())
      .when(uploading([cv], { replace: true }))
      .then([documentUploaded(cv, formerCv)]))

  test('again after they were removed', () =>
    given(application, submitted(), documentUploaded(certificate), documentRemoved(certificate.document_id))
      .when(uploading([certificate]))
      .then([documentUploaded(certificate)]))

  test('by an administrator for the candidate, whatever the status', () =>
    given(application, ...reviewed)
      .when(uploading([certificate], { by: admin }))
      .then([documentUploaded(certificate, null, admin.id)]))
})

describe('documents are not added', () => {
  test('of a required type that is there, nor those sent with it', () =>
    given(application, submitted())
      .when(uploading([certificate, cv]))
      .thenRefused('document-type-exists', { types: 'CV' }))
  test('twice of a required type', () =>
    given(application, submitted())
      .when(uploading([cv, newDocument('cv', 1)], { replace: true }))
      .thenRefused('document-duplicate-type', { types: 'CV' }))
  test('beyond the number an application holds', () =>
    given(application, submitted())
      .when(uploading(Array.from({ length: 18 }, (_, place) => newDocument('autres', place))))
      .thenRefused('documents-too-many', { limit: 20 }))
  test('by the candidate, once somebody has taken the application up', () =>
    given(application, ...reviewed)
      .when(uploading([certificate]))
      .thenRefused('application-not-pending'))
  test.each<[string, ApplicationEvent[]]>([
    ['there is none', []],
    ["it is another's", [submitted({ candidate_id: ids.recruiter })]],
    ['it is deleted', [submitted(), deletedApplication]],
  ])('when %s', (_, history) => {
    given(application, ...history)
      .when(uploading([certificate]))
      .thenRefused('application-not-found')
    given(application, ...history)
      .when(removing(formerCv))
      .thenRefused('application-not-found')
  })
})

describe('a document is removed', () => {
  const history = [submitted(), documentUploaded(certificate)]
  test('by its candidate, once', () =>
    given(application, ...history)
      .when(removing(certificate.document_id))
      .then([documentRemoved(certificate.document_id)], 'document-not-found'))
  test('by an administrator, whatever the status', () =>
    given(application, ...history, statusChanged('pending', 'reviewed'))
      .when(removing(certificate.document_id, admin))
      .then([documentRemoved(certificate.document_id, admin.id)], 'document-not-found'))
  test('not by the candidate, once somebody has taken the application up', () =>
    given(application, ...history, statusChanged('pending', 'reviewed'))
      .when(removing(certificate.document_id))
      .thenRefused('application-not-pending'))
  test('not when it is mandatory, nor one that another took the place of', () => {
    given(application, ...history)
      .when(removing(formerCv))
      .thenRefused('document-required', { type: 'CV' })
    given(application, ...history, documentUploaded(cv, formerCv))
      .when(removing(formerCv))
      .thenRefused('document-not-found')
  })
})
