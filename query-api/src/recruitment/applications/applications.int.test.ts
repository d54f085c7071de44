import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { applicationCompleteWire } from '@one-hcm/contracts/recruitment/applications/application-complete.wire'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import {
  applicationInDetail,
  applicationInList,
} from '@one-hcm/contracts/recruitment/applications/application-view.wire'
import { applicationHistoryEntry } from '@one-hcm/contracts/recruitment/applications/get-application-history.route'
import {
  drafted,
  offerContent,
  published,
  statusChanged,
  storedDocuments,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import {
  itemsOf,
  type Person,
  person,
  type RecruitmentReads,
  startRecruitmentReads,
} from '../testing/recruitment-reads.ts'

const recruiter = person('recruiter')
const observer = person('observer')
const auditor = person('auditor')
const awa = person('candidate')
const jean = person('candidate')

let reads: RecruitmentReads
const offers = { accountant: randomUUID(), engineer: randomUUID() }
/** Awa for accountant, Jean for accountant, Awa for engineer, one a day from 1 January 2026. */
const applications = {
  awa: deriveId('application', awa.id, offers.accountant),
  jean: deriveId('application', jean.id, offers.accountant),
  awaToo: deriveId('application', awa.id, offers.engineer),
}

beforeAll(async () => {
  reads = await startRecruitmentReads()
  await reads.append(`user-${awa.id}`, [registered(awa, 'Awa', 'Ndong')])
  await reads.append(`user-${jean.id}`, [registered(jean, 'Jean', "M'Ba 100%")])
  for (const [offer, title] of [
    [offers.accountant, 'Comptable confirmé(e)'],
    [offers.engineer, 'Ingénieur réseau'],
  ] as const)
    await reads.append(`jobOffer-${offer}`, [drafted(offerContent({ title }), { offer }), published(null, { offer })])
  const apply = (candidate: Person, offer: string, at: string) =>
    reads.append(
      `application-${deriveId('application', candidate.id, offer)}`,
      [submitted({ candidate: candidate.id, offer })],
      { at },
    )
  await apply(awa, offers.accountant, '2026-01-01T23:59:59.000Z')
  await apply(jean, offers.accountant, '2026-01-02T08:00:00.000Z')
  await apply(awa, offers.engineer, '2026-01-03T08:00:00.000Z')
  await move('pending', 'reviewed', '2026-01-10T08:00:00.000Z', 'À appeler : répond vite')
  await move('reviewed', 'rejected', '2026-01-11T08:00:00.000Z', null)
})
afterAll(() => reads.stop())

const registered = ({ id }: Person, first_name: string, last_name: string) => ({
  type: 'CandidateRegistered',
  data: {
    user_id: id,
    email: `${first_name.toLowerCase()}@example.com`,
    first_name,
    last_name,
    phone: '+24100000000',
    date_of_birth: '1990-05-17',
    adresse: null,
    poste_actuel: null,
    matricule: null,
    sexe: 'F',
    candidate_status: 'externe',
    no_seeg_email: false,
    annees_experience: 4,
    statut: 'actif',
    consent_at: null,
  },
})

/** Moves Jean's application. */
const move = (from: ApplicationStatus, to: ApplicationStatus, at: string, notes: string | null) =>
  reads.append(
    `application-${applications.jean}`,
    [statusChanged(from, to, { application_id: applications.jean, candidate_id: jean.id, notes })],
    { at },
  )

const idsOf = async (query: string, as: Person) =>
  itemsOf(await reads.get(`/api/v1/applications${query}`, as)).map(({ id }) => id)

describe('the list of applications', () => {
  test("holds a candidate's own, newest first, and everybody's for staff", async () => {
    expect(await idsOf('', awa)).toEqual([applications.awaToo, applications.awa])
    expect(await idsOf('/', jean)).toEqual([applications.jean])
    expect(await idsOf(`?candidate_id=${jean.id}`, awa)).toEqual([])
    for (const as of [recruiter, observer, auditor, person('admin')])
      expect(await idsOf('', as)).toEqual([applications.awaToo, applications.jean, applications.awa])
    expect((await reads.get('/api/v1/applications')).status).toBe(401)
    expect((await reads.get('/api/v1/applications', person('data'))).status).toBe(403)
  })

  test.each([
    ['?status=pending', ['awaToo', 'awa']],
    ['?status_filter=candidature', ['awaToo', 'awa']],
    ['?status_filter=refuse', ['jean']],
    ['?status=rejected&status_filter=refuse', ['jean']],
    ['?status=pending&status_filter=refuse', []],
    ['?q=ndong', ['awaToo', 'awa']],
    ['?q=awa%20ndong', ['awaToo', 'awa']],
    ['?q=jean%40example.com', ['jean']],
    ['?q=comptable', ['jean', 'awa']],
    ['?q=100%25', ['jean']],
    ['?q=%25', ['jean']],
    ["?q='%20or%20true", []],
    ['?date_from=2026-01-02', ['awaToo', 'jean']],
    ['?date_to=2026-01-01', ['awa']],
    ['?date_from=2026-01-02T08:00:00.000Z&date_to=2026-01-02T08:00:00.000Z', ['jean']],
    ['?order=asc', ['awa', 'jean', 'awaToo']],
    ['?sort=updated_at&limit=1', ['jean']],
    ['?sort=status&limit=1', ['jean']],
  ] as const)('W-22 filtered and sorted by %s', async (query, expected) => {
    expect(await idsOf(query, recruiter)).toEqual(expected.map((name) => applications[name]))
  })

  test('of one offer, of one candidate', async () => {
    expect(await idsOf(`?job_offer_id=${offers.accountant}`, recruiter)).toEqual([applications.jean, applications.awa])
    expect(await idsOf(`?candidate_id=${awa.id}`, recruiter)).toEqual([applications.awaToo, applications.awa])
  })

  test('counts all that match, and continues by cursor where the page ended', async () => {
    const first = await reads.get('/api/v1/applications?limit=2', recruiter)
    expect(first.body).toMatchObject({ success: true, total: 3, page: 1, per_page: 2 })
    const { next_cursor } = first.body as { next_cursor: string }
    const second = await reads.get(`/api/v1/applications?limit=2&cursor=${next_cursor}`, recruiter)
    expect(itemsOf(second).map(({ id }) => id)).toEqual([applications.awa])
    expect(second.body).toMatchObject({ total: 3, next_cursor: null })
    expect(await idsOf('?skip=2', recruiter)).toEqual([applications.awa])
    expect((await reads.get('/api/v1/applications?skip=50', recruiter)).body).toMatchObject({ data: [], total: 3 })
  })

  test('joins names for staff', async () => {
    const list = await reads.get('/api/v1/applications', recruiter)
    expect(itemsOf(list)[0]).toMatchObject({
      candidate: { id: awa.id, first_name: 'Awa', last_name: 'Ndong' },
      job_offer: { id: offers.engineer, title: 'Ingénieur réseau' },
    })
    for (const item of itemsOf(list)) applicationInList.parse(item)
    const [own] = itemsOf(await reads.get('/api/v1/applications', awa))
    expect(own).not.toHaveProperty('candidate')
    expect(own).toMatchObject({ job_offer: { title: 'Ingénieur réseau' } })
    applicationInList.parse(own)
  })

  test('refuses words that are no status, and values that cannot be', async () => {
    expect((await reads.get('/api/v1/applications?status=nonsense', recruiter)).body).toMatchObject({
      code: 'status-unknown',
    })
    for (const query of ['limit=1001', 'job_offer_id=x', 'date_from=yesterday', 'sort=salary', 'order=up'])
      expect((await reads.get(`/api/v1/applications?${query}`, recruiter)).status).toBe(422)
    expect((await reads.get('/api/v1/applications?cursor=bm9uc2Vuc2U', recruiter)).status).toBe(400)
  })
})

describe('one application', () => {
  const detail = (id: string, as: Person, query = '') => reads.get(`/api/v1/applications/${id}${query}`, as)

  test('shows its owner the offer, and staff the candidate too, in one statement', async () => {
    const own = await detail(applications.awa, awa)
    expect(own.body).toMatchObject({
      success: true,
      data: { candidate_id: awa.id, status: 'pending', status_fr: 'candidature', job_offer: { id: offers.accountant } },
    })
    expect((own.body as { data: object }).data).not.toHaveProperty('candidate')
    reads.statements()
    const asStaff = await detail(applications.awa, observer)
    expect(reads.statements()).toBe(1)
    expect(asStaff.body).toMatchObject({
      data: {
        candidate: { id: awa.id, email: 'awa@example.com', date_of_birth: '1990-05-17', candidate_profile: null },
        job_offer: { status: 'active' },
      },
    })
    expect(asStaff.headers.get('ETag')).toBe('"0"')
    for (const { body } of [own, asStaff]) applicationInDetail.parse((body as { data: unknown }).data)
  })

  test('does not exist for other candidates, nor do its history and its documents', async () => {
    const document = storedDocuments(applications.awa)[0]!.document_id
    for (const path of [
      '',
      '?as_of=0',
      '/history',
      '/complete',
      '/documents',
      `/documents/${document}`,
      `/documents/${document}/download`,
    ])
      expect((await detail(applications.awa, jean, path)).body).toMatchObject({ code: 'application-not-found' })
    for (const id of [randomUUID(), 'not-an-id']) expect((await detail(id, recruiter)).status).toBe(404)
  })

  test('is complete in one answer and one statement: candidate, documents and offer', async () => {
    reads.statements()
    const own = await detail(applications.awa, awa, '/complete')
    expect(reads.statements()).toBe(1)
    const asStaff = await detail(applications.awa, observer, '/complete')
    const documents = storedDocuments(applications.awa).map(({ document_id: document }) => ({
      id: document,
      file_path: `/api/v1/applications/${applications.awa}/documents/${document}/download`,
    }))
    for (const { body } of [own, asStaff]) {
      const { data } = body as { data: unknown }
      expect(applicationCompleteWire.parse(data)).toMatchObject({
        application_id: applications.awa,
        status: 'pending',
        reference: { email: 'p.obiang@example.com' },
        candidate: { user_id: awa.id, firstname: 'Awa', birth_date: '1990-05-17', years_of_experience: 4, documents },
        job_offer: { id: offers.accountant, salary_range: '600000 - 900000 FCFA', status: 'active' },
      })
    }
    expect(own.headers.get('ETag')).toBe('"0"')
    expect((await detail(applications.awa, person('data'), '/complete')).status).toBe(403)
  })

  test('lists what its candidate can do with it', async () => {
    const judged = async (id: string, as: Person) => {
      const { body } = await detail(id, as)
      const { data } = body as { data: { available_actions: { action: string; reason_code?: string }[] } }
      return Object.fromEntries(data.available_actions.map((one) => [one.action, one.reason_code ?? 'allowed']))
    }
    const open = { amend: 'allowed', withdraw: 'allowed', upload_document: 'allowed', delete: 'forbidden' }
    expect(await judged(applications.awa, awa)).toMatchObject({ ...open, delete_document: 'document-required' })
    expect(await judged(applications.jean, jean)).toMatchObject({
      amend: 'application-decided',
      withdraw: 'status-transition-not-allowed',
      upload_document: 'application-not-pending',
      delete_document: 'application-not-pending',
    })
  })

  test('lists what the caller can do with it, and where a change of status can lead', async () => {
    const { body } = await detail(applications.jean, recruiter)
    expect(body).toMatchObject({
      data: {
        available_actions: [
          { action: 'change_status', allowed: false, reason_code: 'status-transition-not-allowed' },
          { action: 'correct_status', allowed: true, to: ['reviewed'] },
          { action: 'amend', allowed: false, reason_code: 'application-content-not-own' },
          { action: 'withdraw', allowed: false, reason_code: 'status-transition-not-allowed' },
          { action: 'upload_document', allowed: false, reason_code: 'forbidden' },
          { action: 'delete_document', allowed: false, reason_code: 'forbidden' },
          { action: 'schedule_interview', allowed: false, reason_code: 'application-not-interviewable' },
          { action: 'schedule_simulation', allowed: false, reason_code: 'simulation-not-possible' },
          { action: 'cancel_simulation', allowed: true },
          { action: 'delete', allowed: true },
          { action: 'score_protocol1', allowed: true },
          { action: 'score_protocol2', allowed: true },
          { action: 'record_synthesis', allowed: true },
          { action: 'download_documents', allowed: true },
        ],
      },
    })
    expect((await detail(applications.awa, observer)).body).toMatchObject({
      data: {
        available_actions: [
          { action: 'change_status', allowed: false, reason_code: 'forbidden' },
          { action: 'correct_status', allowed: false, reason_code: 'forbidden' },
          { action: 'amend', allowed: false, reason_code: 'forbidden' },
          { action: 'withdraw', allowed: false, reason_code: 'forbidden' },
          { action: 'upload_document', allowed: false, reason_code: 'forbidden' },
          { action: 'delete_document', allowed: false, reason_code: 'forbidden' },
          { action: 'schedule_interview', allowed: false, reason_code: 'forbidden' },
          { action: 'schedule_simulation', allowed: false, reason_code: 'forbidden' },
          { action: 'cancel_simulation', allowed: false, reason_code: 'forbidden' },
          { action: 'delete', allowed: false, reason_code: 'forbidden' },
          { action: 'score_protocol1', allowed: false, reason_code: 'forbidden' },
          { action: 'score_protocol2', allowed: false, reason_code: 'forbidden' },
          { action: 'record_synthesis', allowed: false, reason_code: 'forbidden' },
          { action: 'download_documents', allowed: false, reason_code: 'forbidden' },
        ],
      },
    })
  })

  test.each([
    ['0', 'pending', 0],
    ['1', 'reviewed', 1],
    ['2026-01-10T08:00:00.000Z', 'reviewed', 1],
    ['2026-01-11T09:00:00%2B02:00', 'reviewed', 1],
    ['2026-01-11T08:00:00Z', 'rejected', 2],
    ['2030-01-01T00:00:00Z', 'rejected', 2],
  ])('as of %s it was %s', async (asOf, status, revision) => {
    for (const as of [jean, recruiter, auditor]) {
      const { body } = await detail(applications.jean, as, `?as_of=${asOf}`)
      expect(body).toMatchObject({ data: { status, as_of: { revision } } })
      applicationInDetail.parse((body as { data: unknown }).data)
    }
  })

  test('as of a time before it, or a revision it has not got to, does not exist', async () => {
    for (const asOf of ['2026-01-01T00:00:00Z', '3'])
      expect((await detail(applications.jean, recruiter, `?as_of=${asOf}`)).status).toBe(404)
    for (const asOf of ['-1', 'yesterday', '2026-13-01T00:00:00Z'])
      expect((await detail(applications.jean, recruiter, `?as_of=${asOf}`)).status).toBe(422)
  })

  test('a read of the past is itself on record', async () => {
    const reader = person('auditor')
    await detail(applications.jean, reader, '?as_of=1')
    expect(await reads.log.readStream(`historyAccess-${reader.id}`)).toMatchObject([
      { type: 'HistoryRead', data: { operation: 'as-of', filter: { application_id: applications.jean, as_of: '1' } } },
    ])
  })

  test('history, newest first; internal notes are for staff', async () => {
    const asStaff = await detail(applications.jean, recruiter, '/history')
    expect(asStaff.body).toMatchObject({
      success: true,
      data: [
        { previous_status: 'reviewed', new_status: 'rejected', status_fr: 'refuse', notes: null },
        { previous_status: 'pending', new_status: 'reviewed', notes: 'À appeler : répond vite' },
      ],
    })
    const own = await detail(applications.jean, jean, '/history')
    expect(JSON.stringify(own.body)).not.toContain('répond vite')
    for (const entry of [...itemsOf(asStaff), ...itemsOf(own)]) applicationHistoryEntry.parse(entry)
    expect((await detail(applications.awa, awa, '/history')).body).toEqual({ success: true, data: [] })
  })
})

describe('documents', () => {
  const [cv, letter, diploma] = storedDocuments(applications.awa).map(({ document_id }) => document_id)
  const pdf = Buffer.from('%PDF-1.7 contenu')
  const path = `/api/v1/applications/${applications.awa}/documents`

  beforeAll(() => {
    reads.files.set(cv!, pdf).set(letter!, 'erased')
  })

  test('are listed without content, also for observers', async () => {
    for (const as of [awa, recruiter, observer]) {
      const list = await reads.get(path, as)
      expect(list.body).toMatchObject({ success: true, total: 3 })
      expect(itemsOf(list)[0]).toMatchObject({ id: cv, document_type: 'cv', file_name: 'cv.pdf', filename: 'cv.pdf' })
      expect(itemsOf(list)[0]).not.toHaveProperty('file_data')
    }
    expect(itemsOf(await reads.get(`${path}?document_type=diploma`, awa))).toMatchObject([{ id: diploma }])
  })

  test('are handed to the candidate and to recruiters, and each time that is on record first', async () => {
    for (const as of [awa, recruiter]) {
      const one = await reads.get(`${path}/${cv}`, as)
      expect(one.body).toMatchObject({ success: true, data: { id: cv, file_data: pdf.toString('base64') } })
      const file = await reads.get(`${path}/${cv}/download`, as)
      expect(file.bytes).toEqual(pdf)
      expect(Object.fromEntries(file.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="cv.pdf"; filename*=UTF-8''cv.pdf`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      })
    }
    const records = await reads.log.readStream(`documentAccess-${applications.awa}`)
    expect(records.map(({ type, data }) => [type, (data as { reader_id: string }).reader_id])).toEqual([
      ['DocumentDownloaded', awa.id],
      ['DocumentDownloaded', awa.id],
      ['DocumentDownloaded', recruiter.id],
      ['DocumentDownloaded', recruiter.id],
    ])
  })

  test('are not handed to observers and auditors; what is not handed over is not recorded', async () => {
    const before = await reads.log.readStream(`documentAccess-${applications.awa}`)
    for (const suffix of ['', '/download']) {
      for (const as of [observer, auditor]) expect((await reads.get(`${path}/${cv}${suffix}`, as)).status).toBe(403)
      expect((await reads.get(`${path}/${letter}${suffix}`, awa)).body).toMatchObject({ code: 'document-erased' })
      expect((await reads.get(`${path}/${diploma}${suffix}`, awa)).body).toMatchObject({ code: 'document-not-found' })
      expect((await reads.get(`${path}/${randomUUID()}${suffix}`, recruiter)).status).toBe(404)
    }
    expect(await reads.log.readStream(`documentAccess-${applications.awa}`)).toHaveLength(before.length)
  })
})

test('an erased candidate leaves applications without names, and nothing that fails', async () => {
  const gone = person('candidate')
  const id = deriveId('application', gone.id, offers.engineer)
  await reads.append(`application-${id}`, [submitted({ candidate: gone.id, offer: offers.engineer })])
  await reads.keys.destroy(gone.id)
  const past = await reads.get(`/api/v1/applications/${id}?as_of=0`, recruiter)
  expect(past.body).toMatchObject({ data: { ref_entreprise: null, documents: [{ file_name: null }, {}, {}] } })
  const list = await reads.get(`/api/v1/applications?candidate_id=${gone.id}`, recruiter)
  expect(itemsOf(list)).toMatchObject([{ candidate: { id: gone.id, first_name: null } }])
})
