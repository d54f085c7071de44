import { describe, expect, test } from '@jest/globals'
import { dateHistory } from './dated-history.ts'
import { documentObject, objectsOf } from './objects-of.ts'
import { documentsOf } from './recruitment/application-documents.ts'
import { entityOf } from './recruitment/entities.ts'
import { historyOf } from './testing/history.ts'
import {
  applicationId,
  applicationSamples,
  candidateId,
  jobOfferSamples,
  offerId,
  userSamples,
} from './testing/samples.ts'

const stream = `application-${applicationId}`
const { ApplicationSubmitted, ApplicationStatusChanged } = applicationSamples
const application = entityOf(stream)!
const daysOf = (...at: string[]) =>
  objectsOf(
    application,
    historyOf(stream, [ApplicationSubmitted, ...at.slice(1).map(() => ApplicationStatusChanged)], { at }),
  ).map(({ day, version }) => ({ day, revision: version.revision }))

describe('one object per UTC day', () => {
  test('the last millisecond of a day and the first of the next are two days', () => {
    expect(daysOf('2026-01-15T23:59:59.999Z', '2026-01-16T00:00:00.000Z')).toEqual([
      { day: '2026-01-15', revision: 0 },
      { day: '2026-01-16', revision: 1 },
    ])
  })

  test('several events of a day are one object, that of the last', () => {
    expect(daysOf('2026-01-15T00:00:00.000Z', '2026-01-15T12:00:00.000Z', '2026-01-15T23:59:59.999Z')).toEqual([
      { day: '2026-01-15', revision: 2 },
    ])
  })

  test('days on which nothing happened have none', () => {
    expect(daysOf('2026-01-31T10:00:00.000Z', '2026-03-01T10:00:00.000Z').map(({ day }) => day)).toEqual([
      '2026-01-31',
      '2026-03-01',
    ])
  })

  test('a clock that stepped back does not reopen a former day', () => {
    expect(
      daysOf(
        '2026-01-15T10:00:00.000Z',
        '2026-01-16T00:00:01.000Z',
        '2026-01-15T23:59:58.000Z',
        '2026-01-17T00:00:00Z',
      ),
    ).toEqual([
      { day: '2026-01-15', revision: 0 },
      { day: '2026-01-16', revision: 2 },
      { day: '2026-01-17', revision: 3 },
    ])
  })

  test('a time with an offset counts for its UTC day', () => {
    const [dated] = dateHistory([{ metadata: { occurred_at: '2026-01-15T00:30:00+01:00' } } as never])
    expect(dated).toMatchObject({ day: '2026-01-14', at: '2026-01-14T23:30:00.000Z' })
  })

  test('the objects of earlier days stay as they are, whatever happens later', () => {
    const at = ['2026-01-15T10:00:00Z', '2026-01-16T10:00:00Z', '2026-01-16T11:00:00Z', '2026-01-18T10:00:00Z']
    const events = [ApplicationSubmitted, ApplicationStatusChanged, ApplicationStatusChanged, ApplicationStatusChanged]
    const all = objectsOf(application, historyOf(stream, events, { at }))
    const before = objectsOf(application, historyOf(stream, events.slice(0, 3), { at }))
    expect(all.slice(0, 2)).toEqual(before)
  })
})

describe('a file', () => {
  test('of a fact is indented JSON in UTF-8, with its keys in the metadata', () => {
    const [object] = objectsOf(application, historyOf(stream, [ApplicationSubmitted]))
    const text = object!.body.toString('utf8')
    expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2))
    expect(text).toContain('\n  "ref_entreprise": "Gabon Énergie",\n')
    expect(object).toMatchObject({
      path: `facts/fact_applications/ingestion_date=2026-01-15/${applicationId}.json`,
      contentType: 'application/json',
      metadata: {
        table: 'fact_applications',
        pk: applicationId,
        fk_candidate: candidateId,
        fk_job_offer: offerId,
        ingestion_date: '2026-01-15',
      },
      version: { epoch: 0, revision: 0 },
    })
  })

  test('of a dimension names table, key and day', () => {
    const offer = entityOf(`jobOffer-${offerId}`)!
    const candidate = entityOf(`user-${candidateId}`)!
    const [ofOffer] = objectsOf(offer, historyOf(`jobOffer-${offerId}`, [jobOfferSamples.JobOfferDrafted]))
    const [ofCandidate] = objectsOf(candidate, historyOf(`user-${candidateId}`, [userSamples.CandidateRegistered]))
    expect(ofOffer!.metadata).toEqual({ table: 'dim_job_offers', pk: offerId, ingestion_date: '2026-01-15' })
    expect(ofCandidate!.metadata).toEqual({ table: 'dim_candidates', pk: candidateId, ingestion_date: '2026-01-15' })
  })

  test('of a document carries ids only', () => {
    const [cv] = documentsOf(historyOf(stream, [ApplicationSubmitted]))
    expect(documentObject(cv!)).toEqual({
      path: `documents/ingestion_date=2026-01-15/${applicationId}/cv_Awa Ndong.pdf`,
      contentType: 'application/pdf',
      metadata: {
        application_id: applicationId,
        candidate_id: candidateId,
        document_type: 'cv',
        ready_for_ocr: 'true',
        ingestion_date: '2026-01-15',
      },
      version: { epoch: 0, revision: 0 },
    })
  })

  test('of an erased person beats what was written before', () => {
    const [object] = objectsOf(application, historyOf(stream, [ApplicationSubmitted], { erased: candidateId }))
    expect(object!.version).toEqual({ epoch: 1, revision: 0 })
  })

  test('is not made of a row that does not fit, and the error names no value', () => {
    const broken = { ...application.kind, row: () => ({ application_id: 7, email: 'awa@example.com' }) }
    const make = () => objectsOf({ kind: broken, id: 'x' }, historyOf(stream, [ApplicationSubmitted]))
    expect(make).toThrow('A row of fact_applications does not fit its table in: application_id')
    expect(make).not.toThrow('awa@example.com')
  })
})

test('the same history gives the same bytes', () => {
  const make = () => objectsOf(application, historyOf(stream, [ApplicationSubmitted, ApplicationStatusChanged]))
  expect(make()).toEqual(make())
})
