import { describe, expect, test } from '@jest/globals'
import { foldTwice, history, timeOf, withoutPeople } from '../testing/fold-twice.ts'
import {
  amended,
  deletedApplication,
  documentRemoved,
  documentUploaded,
  ids,
  newDocument,
  statusChanged,
  submitted,
  withdrawn,
} from '../testing/recruitment-samples.ts'
import type { ApplicationEvent } from './application.events.ts'
import { foldApplication } from './application.row.ts'
import { applicationToWire, applicationWire } from './application.wire.ts'

const answers = { reponses_metier: ['R1'], reponses_talent: [], reponses_paradigme: [] }
const stream = `application-${ids.application}`
const events = (...more: ApplicationEvent[]) =>
  history<ApplicationEvent>(stream, submitted({ mtp_answers: answers }), ...more)

describe('ApplicationSubmitted', () => {
  test('makes a pending application with its documents', () => {
    const row = foldTwice(foldApplication, events())!
    expect(row).toMatchObject({
      id: ids.application,
      candidate_id: ids.candidate,
      job_offer_id: ids.offer,
      recruiter_id: ids.recruiter,
      candidate_status: 'externe',
      status: 'pending',
      ref_entreprise: 'Énergie du Littoral',
      mtp_answers: answers,
      history: [],
      created_at: timeOf(0),
      updated_at: timeOf(0),
    })
    expect(row.documents).toHaveLength(3)
    expect(row.documents[0]).toMatchObject({ document_type: 'cv', file_name: 'cv.pdf', uploaded_at: timeOf(0) })
  })

  test('of an erased candidate leaves what counters read, and no text of theirs', () => {
    const row = foldTwice(foldApplication, withoutPeople(events()))!
    expect(row).toMatchObject({ status: 'pending', ref_entreprise: null, ref_mail: null, mtp_answers: null })
    expect(row.documents[0]).toMatchObject({ document_type: 'cv', file_name: null, sha256: null, file_size: 1000 })
    applicationWire.parse(applicationToWire(row))
  })
})

describe('ApplicationStatusChanged', () => {
  const moves = events(
    statusChanged('pending', 'rejected', { notes: 'Trop court' }),
    statusChanged('rejected', 'pending', { notes: 'Erreur', is_correction: true }),
  )

  test('moves the application and adds to its history', () => {
    const row = foldTwice(foldApplication, moves)!
    expect(row).toMatchObject({ status: 'pending', created_at: timeOf(0), updated_at: timeOf(2) })
    expect(row.history).toMatchObject([
      { previous_status: 'pending', new_status: 'rejected', notes: 'Trop court', is_correction: false },
      { previous_status: 'rejected', new_status: 'pending', notes: 'Erreur', changed_at: timeOf(2) },
    ])
    expect(new Set(row.history.map(({ id }) => id)).size).toBe(2)
  })

  test('of an erased candidate keeps the moves without their notes', () => {
    const row = foldTwice(foldApplication, withoutPeople(moves))!
    expect(row.history.map(({ new_status, notes }) => [new_status, notes])).toEqual([
      ['rejected', null],
      ['pending', null],
    ])
  })

  test('without a submission is nothing', () =>
    expect(foldTwice(foldApplication, history(stream, statusChanged('pending', 'rejected')))).toBeUndefined())
})

describe('ApplicationAmended', () => {
  const amendments = events(amended({ has_been_manager: true }, { ref_mail: 'paul@example.com', ref_contact: null }))

  test('replaces what it names', () => {
    const before = foldTwice(foldApplication, events())!
    expect(foldTwice(foldApplication, amendments)).toEqual({
      ...before,
      has_been_manager: true,
      ref_mail: 'paul@example.com',
      ref_contact: null,
      updated_at: timeOf(1),
    })
  })

  test('of an erased candidate leaves what counters read', () =>
    expect(foldTwice(foldApplication, withoutPeople(amendments))).toMatchObject({
      has_been_manager: true,
      ref_mail: null,
      ref_fullname: null,
    }))
})

describe('ApplicationWithdrawn', () => {
  const moves = events(withdrawn('pending', 'Autre poste'))

  test("is the candidate's own move", () =>
    expect(foldTwice(foldApplication, moves)).toMatchObject({
      status: 'withdrawn',
      updated_at: timeOf(1),
      history: [
        {
          previous_status: 'pending',
          new_status: 'withdrawn',
          changed_by: ids.candidate,
          notes: 'Autre poste',
          is_correction: false,
          changed_at: timeOf(1),
        },
      ],
    }))

  test('of an erased candidate keeps the move without its reason', () =>
    expect(foldTwice(foldApplication, withoutPeople(moves))!.history).toMatchObject([
      { new_status: 'withdrawn', notes: null },
    ]))
})

describe('documents after the submission', () => {
  const [added, newer] = [newDocument('certificats'), newDocument('cv')]
  const former = submitted().data.documents[0]!.document_id
  const uploads = events(documentUploaded(added), documentUploaded(newer, former))

  test('ApplicationDocumentUploaded: adds one, or puts it in the place of another', () => {
    const row = foldTwice(foldApplication, uploads)!
    expect(row.documents.map(({ document_type }) => document_type)).toEqual([
      'cover_letter',
      'diplome',
      'certificats',
      'cv',
    ])
    expect(row.documents.at(-1)).toEqual({
      id: newer.document_id,
      document_type: 'cv',
      file_name: 'cv.pdf',
      sha256: 'cd'.repeat(32),
      file_size: 1000,
      storage_key: newer.storage_key,
      uploaded_at: timeOf(2),
    })
    expect(row.updated_at).toBe(timeOf(2))
  })

  test('ApplicationDocumentRemoved: takes it out', () => {
    const row = foldTwice(foldApplication, events(documentUploaded(added), documentRemoved(added.document_id)))!
    expect(row).toMatchObject({ documents: [{}, {}, {}], updated_at: timeOf(2) })
    expect(row.documents.map(({ id }) => id)).not.toContain(added.document_id)
  })

  test('of an erased candidate keep type and size', () =>
    expect(foldTwice(foldApplication, withoutPeople(uploads))!.documents.at(-1)).toMatchObject({
      document_type: 'cv',
      file_size: 1000,
      file_name: null,
      sha256: null,
    }))
})

test('ApplicationDeleted: gone', () => expect(foldTwice(foldApplication, events(deletedApplication))).toBeUndefined())

test('the wire carries canonical names and the aliases of existing clients', () => {
  const wire = applicationWire.parse(applicationToWire(foldTwice(foldApplication, events())!))
  expect(wire).toMatchObject({
    status: 'pending',
    status_fr: 'candidature',
    mtp_answers: { reponses_metier: ['R1'], metier: ['R1'] },
    documents: [{ file_name: 'cv.pdf', filename: 'cv.pdf', file_size: 1000, size_bytes: 1000 }, {}, {}],
  })
})
