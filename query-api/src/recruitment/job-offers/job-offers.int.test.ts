import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { JobOfferContent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { jobOfferInDetail, jobOfferInList } from '@one-hcm/contracts/recruitment/job-offers/job-offer.wire'
import {
  archived,
  closed,
  deleted,
  drafted,
  firstAdmitted,
  offerContent,
  published,
  reopened,
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
const otherRecruiter = person('recruiter')
const admin = person('admin')
const internal = person('candidate')
const external = person('candidate')

let reads: RecruitmentReads
const offers = { everybody: '', internal: '', external: '', draft: '', late: '' }

beforeAll(async () => {
  reads = await startRecruitmentReads()
  await reads.append(`user-${internal.id}`, [registered(internal, 'interne')])
  await reads.append(`user-${external.id}`, [registered(external, 'externe')])
  const write = async (content: Partial<JobOfferContent>, publish: boolean, at: string) => {
    const offer = randomUUID()
    const events = [drafted(offerContent(content), { offer, recruiter: recruiter.id })]
    const deadline = content.application_deadline ?? null
    await reads.append(`jobOffer-${offer}`, publish ? [...events, published(deadline, { offer })] : events, { at })
    return offer
  }
  offers.everybody = await write(
    { title: 'Offre pour tous', location: '100% Franceville' },
    true,
    '2026-01-01T08:00:00.000Z',
  )
  offers.internal = await write({ title: 'Offre interne', offer_status: 'interne' }, true, '2026-01-02T08:00:00.000Z')
  offers.external = await write({ title: 'Offre externe', offer_status: 'externe' }, true, '2026-01-03T08:00:00.000Z')
  offers.draft = await write({ title: 'Brouillon', responsibilities: null }, false, '2026-01-04T08:00:00.000Z')
  offers.late = await write(
    { title: 'Offre close', application_deadline: '2026-01-05T08:00:00.000Z' },
    true,
    '2026-01-05T07:00:00.000Z',
  )
  await reads.append(`application-${randomUUID()}`, [submitted({ candidate: external.id, offer: offers.everybody })])
})
afterAll(() => reads.stop())

const registered = ({ id }: Person, candidate_status: 'interne' | 'externe') => ({
  type: 'CandidateRegistered',
  data: {
    user_id: id,
    email: `${id}@example.com`,
    first_name: 'Awa',
    last_name: 'Ndong',
    phone: null,
    date_of_birth: null,
    adresse: null,
    poste_actuel: null,
    matricule: null,
    sexe: null,
    candidate_status,
    no_seeg_email: false,
    annees_experience: null,
    statut: 'actif',
    consent_at: null,
  },
})

const moved = 'job-offer-transition-not-allowed'

const idsOf = async (path: string, as?: Person) => itemsOf(await reads.get(path, as)).map(({ id }) => id)

describe('the list of offers', () => {
  test('shows visitors and external candidates what is open to all or to them', async () => {
    const expected = [offers.late, offers.external, offers.everybody]
    expect(await idsOf('/api/v1/jobs')).toEqual(expected)
    expect(await idsOf('/api/v1/jobs/')).toEqual(expected)
    expect(await idsOf('/api/v1/public/jobs')).toEqual(expected)
    expect(await idsOf('/api/v1/jobs', external)).toEqual(expected)
    expect(await idsOf('/api/v1/jobs', person('candidate'))).toEqual(expected)
  })

  test('D-03 shows internal candidates what is open to all or to them', async () => {
    expect(await idsOf('/api/v1/jobs', internal)).toEqual([offers.late, offers.internal, offers.everybody])
  })

  test('shows staff everything, and drafts to nobody else', async () => {
    const all = [offers.late, offers.draft, offers.external, offers.internal, offers.everybody]
    for (const role of ['admin', 'recruiter', 'observer', 'auditor'] as const)
      expect(await idsOf('/api/v1/jobs', person(role))).toEqual(all)
    expect(await idsOf('/api/v1/jobs?status_filter=draft', recruiter)).toEqual([offers.draft])
    expect(await idsOf('/api/v1/jobs?status_filter=draft', external)).toEqual([])
  })

  test('D-26 is a bare array with its count, or an envelope on demand', async () => {
    const bare = await reads.get('/api/v1/jobs?limit=2')
    expect(bare.headers.get('X-Total-Count')).toBe('3')
    const next = /<([^>]+)>; rel="next"/.exec(bare.headers.get('Link') ?? '')?.[1]
    const rest = await reads.get(next!)
    expect(itemsOf(rest).map(({ id }) => id)).toEqual([offers.everybody])
    expect(rest.headers.get('Link')).toBeNull()
    const enveloped = await reads.get('/api/v1/jobs?envelope=true&skip=2&limit=2')
    expect(enveloped.body).toMatchObject({ success: true, total: 3, page: 2, per_page: 2, next_cursor: null })
    expect(itemsOf(enveloped).map(({ id }) => id)).toEqual([offers.everybody])
  })

  test.each([
    ['location=100%25', ['everybody']],
    ['location=%25', ['everybody']],
    ['location=_ibre', []],
    ['location=franceville', ['everybody']],
    ['location=LIBREville&offer_status=interne', ['internal']],
    ['contract_type=CDD', []],
    ['department=financ', ['late', 'draft', 'external', 'internal', 'everybody']],
    ['q=interne', ['internal']],
    ['q=syscohada&limit=1', ['late']],
    ['sort=title&order=asc', ['draft', 'late', 'external', 'internal', 'everybody']],
    ['sort=updated_at&order=asc&limit=1', ['everybody']],
  ] as const)('filtered and sorted by %s', async (query, expected) => {
    expect(await idsOf(`/api/v1/jobs?${query}`, recruiter)).toEqual(expected.map((name) => offers[name]))
  })

  test('refuses a cursor of another order, a damaged one, and values that cannot be', async () => {
    const { body } = await reads.get('/api/v1/jobs?envelope=true&limit=1')
    const cursor = (body as { next_cursor: string }).next_cursor
    expect((await reads.get(`/api/v1/jobs?order=asc&cursor=${cursor}`)).body).toMatchObject({ code: 'invalid-cursor' })
    expect((await reads.get('/api/v1/jobs?cursor=nonsense')).body).toMatchObject({ code: 'invalid-cursor' })
    for (const query of ['limit=0', 'limit=1001', 'skip=-1', 'status_filter=nonsense', 'sort=salary'])
      expect((await reads.get(`/api/v1/jobs?${query}`)).status).toBe(422)
  })

  test('walks to the end by cursors without repeating or leaving out anything, in every order', async () => {
    for (const order of ['sort=title&order=asc', 'sort=title&order=desc', 'sort=updated_at', 'order=asc']) {
      const seen: unknown[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page = await reads.get(
          `/api/v1/jobs?envelope=true&limit=2&${order}${cursor && `&cursor=${cursor}`}`,
          admin,
        )
        seen.push(...itemsOf(page).map(({ id }) => id))
        cursor = (page.body as { next_cursor: string | null }).next_cursor
      }
      expect(seen).toHaveLength(5)
      expect(new Set(seen)).toEqual(new Set(Object.values(offers)))
    }
  })

  test('takes two statements, however many offers it holds', async () => {
    reads.statements()
    await reads.get('/api/v1/jobs', internal)
    expect(reads.statements()).toBe(2)
  })

  test('answers in the form that is documented', async () => {
    for (const as of [undefined, internal, recruiter])
      for (const item of itemsOf(await reads.get('/api/v1/jobs', as))) jobOfferInList.parse(item)
  })
})

test("a recruiter's own offers, in every state", async () => {
  expect(await idsOf('/api/v1/jobs/recruiter/my-jobs', recruiter)).toHaveLength(5)
  expect(await idsOf('/api/v1/jobs/recruiter/my-jobs?status_filter=draft', recruiter)).toEqual([offers.draft])
  expect(await idsOf('/api/v1/jobs/recruiter/my-jobs', otherRecruiter)).toEqual([])
  expect((await reads.get('/api/v1/jobs/recruiter/my-jobs', external)).status).toBe(403)
  expect((await reads.get('/api/v1/jobs/recruiter/my-jobs')).status).toBe(401)
})

test("a recruiter's offers are listed for all staff, and for nobody else", async () => {
  const path = `/api/v1/jobs/recruiter/${recruiter.id}`
  expect(await idsOf(path, otherRecruiter)).toHaveLength(5)
  expect(await idsOf(`${path}?status_filter=draft`, person('observer'))).toEqual([offers.draft])
  expect(await idsOf(`/api/v1/jobs/recruiter/${otherRecruiter.id}`, recruiter)).toEqual([])
  expect((await reads.get(path, external)).status).toBe(403)
  expect((await reads.get('/api/v1/jobs/recruiter/nobody', recruiter)).status).toBe(404)
})

describe('one offer', () => {
  test.each([
    ['everybody', [200, 200, 200, 200]],
    ['internal', [404, 404, 200, 200]],
    ['external', [200, 200, 404, 200]],
    ['draft', [404, 404, 404, 200]],
  ] as const)('%s: seen by visitor, external, internal candidate, staff as %p', async (name, expected) => {
    const path = `/api/v1/jobs/${offers[name]}`
    const statuses = [undefined, external, internal, recruiter].map(async (as) => (await reads.get(path, as)).status)
    expect(await Promise.all(statuses)).toEqual(expected)
    expect((await reads.get(`/api/v1/public/jobs/${offers[name]}`)).status).toBe(expected[0])
  })

  test('that does not exist, or cannot, is not found; a bad token is told apart from none', async () => {
    expect((await reads.get(`/api/v1/jobs/${randomUUID()}`)).status).toBe(404)
    expect((await reads.get('/api/v1/jobs/not-an-id')).status).toBe(404)
  })

  test('shows more to staff, and its revision as ETag', async () => {
    const asStaff = await reads.get(`/api/v1/jobs/${offers.internal}`, recruiter)
    expect(asStaff.body).toMatchObject({
      status: 'active',
      recruiter_id: recruiter.id,
      is_internal_only: true,
      date_limite: null,
    })
    expect(asStaff.headers.get('ETag')).toBe('"1"')
    const asCandidate = await reads.get(`/api/v1/jobs/${offers.internal}`, internal)
    expect(asCandidate.body).not.toHaveProperty('recruiter_id')
    jobOfferInDetail.parse(asStaff.body)
    jobOfferInDetail.parse(asCandidate.body)
  })

  const actions = async (offer: string, as?: Person) => {
    const { body } = await reads.get(`/api/v1/jobs/${offer}`, as)
    const { available_actions } = body as { available_actions?: { action: string; reason_code?: string }[] }
    return (
      available_actions &&
      Object.fromEntries(available_actions.map((one) => [one.action, one.reason_code ?? 'allowed']))
    )
  }

  test('says what the caller can do with it, and why not', async () => {
    expect(await actions(offers.draft, recruiter)).toEqual({
      revise: 'allowed',
      publish: 'job-offer-incomplete',
      unpublish: 'job-offer-transition-not-allowed',
      close: 'job-offer-transition-not-allowed',
      reopen: 'job-offer-transition-not-allowed',
      archive: 'allowed',
      delete: 'allowed',
      submit_application: 'forbidden',
    })
    expect(await actions(offers.draft, otherRecruiter)).toMatchObject({
      revise: 'job-offer-not-owned',
      publish: 'job-offer-not-owned',
    })
    expect(await actions(offers.everybody, admin)).toMatchObject({ publish: 'job-offer-transition-not-allowed' })
    expect(await actions(offers.everybody, internal)).toEqual({
      revise: 'forbidden',
      publish: 'forbidden',
      unpublish: 'forbidden',
      close: 'forbidden',
      reopen: 'forbidden',
      archive: 'forbidden',
      delete: 'forbidden',
      submit_application: 'allowed',
    })
    expect(await actions(offers.everybody, external)).toMatchObject({ submit_application: 'application-duplicate' })
    expect(await actions(offers.late, internal)).toMatchObject({ submit_application: 'deadline-passed' })
    expect(await actions(offers.everybody)).toBeUndefined()
  })

  test('closes, comes back, is put away, and is gone once it is deleted', async () => {
    const offer = randomUUID()
    const of = (event: { type: string; data: object }) => ({ ...event, data: { ...event.data, job_offer_id: offer } })
    const stream = `jobOffer-${offer}`
    const path = `/api/v1/jobs/${offer}`
    await reads.append(stream, [
      drafted(offerContent(), { offer, recruiter: recruiter.id }),
      published(null, { offer }),
    ])
    expect(await actions(offer, recruiter)).toMatchObject({ unpublish: 'allowed', close: 'allowed', delete: 'allowed' })
    await reads.append(stream, [of(firstAdmitted)])
    const refused = 'job-offer-has-applications'
    expect(await actions(offer, recruiter)).toMatchObject({ unpublish: refused, close: 'allowed', delete: refused })
    await reads.append(stream, [of(closed())])
    expect((await reads.get(path, external)).status).toBe(404)
    expect((await reads.get(path, recruiter)).body).toMatchObject({ status: 'closed' })
    expect(await actions(offer, recruiter)).toMatchObject({ reopen: 'allowed', archive: 'allowed', close: moved })
    await reads.append(stream, [of(reopened('2026-03-31T23:59:59.999Z'))])
    expect((await reads.get(path, external)).status).toBe(200)
    await reads.append(stream, [of(closed('deadline')), of(archived)])
    expect(await actions(offer, recruiter)).toMatchObject({ revise: 'job-offer-archived', reopen: moved })
    await reads.append(stream, [of(deleted)])
    expect((await reads.get(path, recruiter)).status).toBe(404)
  })
})

test('the number of public offers', async () => {
  expect((await reads.get('/api/v1/public/jobs/count')).body).toEqual({ total: 3, status: 'active', type: 'public' })
})
