import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { campaignView } from '@one-hcm/contracts/recruitment/campaigns/campaign.wire'
import { candidateCompleteWire } from '@one-hcm/contracts/recruitment/candidates/candidate-complete.wire'
import { drafted, offerContent, published, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { plansOf, statementsOf } from '../../lists/testing/plans.ts'
import { itemsOf, person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

const recruiter = person('recruiter')
const awa = person('candidate')
let reads: RecruitmentReads
const offers = { first: randomUUID(), second: randomUUID(), none: randomUUID() }
const applications = { first: randomUUID(), second: randomUUID() }

beforeAll(async () => {
  reads = await startRecruitmentReads()
  const opened = (campaign_id: number, starts_at: string | null, ends_at: string | null) => ({
    type: 'CampaignOpened',
    data: { campaign_id, name: `Campagne ${campaign_id}`, starts_at, ends_at, opened_by: recruiter.id },
  })
  await reads.append('campaign-main', [
    opened(1, null, '2025-09-10T23:00:00.000Z'),
    opened(2, '2025-09-10T23:00:00.000Z', '2099-01-01T00:00:00.000Z'),
    opened(3, '2099-01-01T00:00:00.000Z', null),
  ])
  for (const [name, campaign] of [
    ['first', 1],
    ['second', 2],
    ['none', null],
  ] as const)
    await reads.append(`jobOffer-${offers[name]}`, [
      drafted(offerContent({ title: `Offre ${name}` }), { offer: offers[name], recruiter: recruiter.id, campaign }),
      published(null, { offer: offers[name] }),
    ])
  await reads.append(`user-${awa.id}`, [
    {
      type: 'CandidateRegistered',
      data: {
        user_id: awa.id,
        email: 'awa@example.com',
        first_name: 'Awa',
        last_name: 'Ndong',
        phone: null,
        date_of_birth: null,
        adresse: null,
        poste_actuel: null,
        matricule: null,
        sexe: null,
        candidate_status: 'externe',
        no_seeg_email: false,
        annees_experience: null,
        statut: 'actif',
        consent_at: null,
      },
    },
  ])
  for (const [name, at] of [
    ['first', '2025-08-01T08:00:00.000Z'],
    ['second', '2025-10-01T08:00:00.000Z'],
  ] as const)
    await reads.append(
      `application-${applications[name]}`,
      [submitted({ candidate: awa.id, offer: offers[name], application_id: applications[name] })],
      { at },
    )
})
afterAll(() => reads.stop())

test('W-53 campaigns are listed, the latest first, with where they stand and their offers', async () => {
  const answer = await reads.get('/api/v1/campaigns', person('admin'))
  const campaigns = itemsOf(answer).map((item) => campaignView.parse(item))
  expect(campaigns.map(({ campaign_id, status, offer_count }) => [campaign_id, status, offer_count])).toEqual([
    [3, 'planned', 0],
    [2, 'open', 1],
    [1, 'closed', 1],
  ])
  expect(campaigns.map(({ available_actions }) => available_actions[0]!.reason_code ?? 'allowed')).toEqual([
    'campaign-not-open',
    'allowed',
    'campaign-not-open',
  ])
  expect((await reads.get('/api/v1/campaigns/2', recruiter)).body).toMatchObject({
    data: { name: 'Campagne 2', available_actions: [{ action: 'close', allowed: false, reason_code: 'forbidden' }] },
  })
  expect((await reads.get('/api/v1/campaigns/9', recruiter)).body).toMatchObject({ code: 'campaign-not-found' })
  expect((await reads.get('/api/v1/campaigns/x', recruiter)).status).toBe(404)
  expect((await reads.get('/api/v1/campaigns', awa)).status).toBe(403)
})

test('a campaign that was ended says when', async () => {
  await reads.append('campaign-main', [
    {
      type: 'CampaignClosed',
      data: { campaign_id: 3, ended_at: '2099-06-01T00:00:00.000Z', closed_by: recruiter.id },
    },
  ])
  expect((await reads.get('/api/v1/campaigns/3', recruiter)).body).toMatchObject({
    data: { ends_at: '2099-06-01T00:00:00.000Z', closed_at: expect.any(String) },
  })
})

test('offers and applications are found by campaign, with their number', async () => {
  expect(itemsOf(await reads.get('/api/v1/jobs?campaign_id=2', recruiter))).toMatchObject([
    { id: offers.second, campaign_id: 2 },
  ])
  for (const [query, expected] of [
    ['campaign_id=1', ['first']],
    ['campaign_id=2&status_filter=pending', ['second']],
    ['campaign_id=2&status_filter=hired', []],
    ['campaign_id=2&q=offre', ['second']],
    ['campaign_id=1&date_from=2025-09-01', []],
    [`campaign_id=2&job_offer_id=${offers.first}`, []],
    [`campaign_id=2&candidate_id=${awa.id}`, ['second']],
    ['campaign_id=9', []],
  ] as const) {
    const answer = await reads.get(`/api/v1/applications?${query}`, recruiter)
    expect([query, itemsOf(answer).map(({ id }) => id)]).toEqual([query, expected.map((name) => applications[name])])
    expect(answer.body).toMatchObject({ total: expected.length })
  }
})

test.each([
  '/api/v1/campaigns',
  '/api/v1/jobs?campaign_id=2',
  '/api/v1/applications?campaign_id=2',
  '/api/v1/applications?campaign_id=2&status=pending',
  `/api/v1/candidates/${awa.id}/complete`,
])('W-40 %s reads no table as a whole', async (path) => {
  const ran = await statementsOf(reads.pool, () => reads.get(path, recruiter))
  expect(ran.length).toBeGreaterThan(0)
  for (const plan of await plansOf(reads.pool, ran))
    expect(plan).not.toMatch(/Seq Scan on (job_offers|applications|users)/)
})

test('a candidate’s applications are shown through the campaigns, the latest first', async () => {
  const history = [
    { application_id: applications.second, job_title: 'Offre second', campaign_id: 2, application_status: 'pending' },
    { application_id: applications.first, job_location: 'Libreville', campaign_id: 1, job_contract_type: 'CDI' },
  ]
  const whole = await reads.get(`/api/v1/candidates/${awa.id}/complete?application_id=${applications.first}`, recruiter)
  candidateCompleteWire.parse(whole.body)
  expect(whole.body).toMatchObject({
    total_applications: 2,
    applications: [
      { ...history[0], is_current_application: false, applied_date: '2025-10-01T08:00:00.000Z' },
      { ...history[1], is_current_application: true },
    ],
  })
  const from = await reads.get(`/api/v1/applications/${applications.second}/candidate-info`, recruiter)
  expect(from.body).toMatchObject({
    applications: [
      { ...history[0], is_current_application: true },
      { ...history[1], is_current_application: false },
    ],
  })
})
