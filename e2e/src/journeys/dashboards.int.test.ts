import { beforeAll, expect, test } from '@jest/globals'
import type { DashboardWire } from '@one-hcm/contracts/recruitment/statistics/dashboard.wire'
import { expectStatus } from '../testing/client.ts'
import { createColleague, type Person, signUpCandidate } from '../testing/people.ts'
import { applied, changeStatus, exportLog, type Offer, publishOffer } from '../testing/recruitment.ts'
import { examineDashboards } from '../torture/read-dashboards.ts'
import { systemForSuite } from './suite-system.ts'

/** What staff see of all that goes on, with plain clients: no headers, no waiting, each write counted in the next read. */
const suite = systemForSuite({ shape: 'one-process' })
let [rival, observer]: Person[] = []
let [eau, reseau, support]: Offer[] = []
const people: Person[] = []
beforeAll(async () => {
  const { client, admin, recruiter } = suite
  rival = await createColleague(client, admin, 'recruiter')
  observer = await createColleague(client, admin, 'observer')
  eau = await publishOffer(client, recruiter, { department: 'Eau' })
  reseau = await publishOffer(client, recruiter, { department: 'Eau' })
  support = await publishOffer(client, rival, { department: 'Support' })
  for (const sexe of ['F', 'M', 'F']) people.push(await signUpCandidate(client, { sexe }))
}, 60_000)

const get = async (path: string, as: Person) =>
  expectStatus(await suite.client.get(path, { token: as.token }), 200).body as DashboardWire
const dashboard = (as: Person, query = '') => get(`/api/v1/optimized/dashboard/stats/optimized${query}`, as)

test('every write is in the figures that are read after it, for the recruiter it concerns', async () => {
  const { client, recruiter } = suite
  expect(await dashboard(recruiter)).toMatchObject({ total_jobs: 2, active_jobs: 2, total_applications: 0 })
  const [awa, luc, rose] = people as [Person, Person, Person]
  const first = await applied(client, awa, eau!)
  expect(await dashboard(recruiter)).toMatchObject({
    total_applications: 1,
    unique_candidates: 1,
    new_candidates: 1,
    gender_distribution: { female_percent: 100, male_percent: 0 },
  })
  await applied(client, awa, reseau!)
  const second = await applied(client, luc, eau!)
  await applied(client, rose, support!)
  expect(await dashboard(recruiter)).toMatchObject({
    total_applications: 3,
    multi_post_candidates: 1,
    gender_distribution: { female_percent: 50, male_percent: 50, total_with_gender: 2 },
    department_stats: [{ department: 'Eau', job_count: 2, application_count: 3, coverage_rate: 0 }],
    totalJobs: 2,
  })
  expectStatus(await changeStatus(client, recruiter, first, 'incubation'), 200)
  expectStatus(await changeStatus(client, recruiter, first, 'embauche'), 200)
  expectStatus(await changeStatus(client, recruiter, second, 'refuse'), 200)
  const own = await dashboard(recruiter, '?days=1')
  expect(own).toMatchObject({ hired: 1, rejected: 1, status_breakdown: { pending: 1, hired: 1, rejected: 1 } })
  expect(own.status_evolution).toMatchObject([{ submitted: 3, entered: { pending: 3, incubation: 1 }, embauche: 1 }])
  expect(await dashboard(observer!)).toMatchObject({ recruiter_id: null, total_jobs: 3, total_applications: 4 })
  expect(await dashboard(observer!, `?recruiter_id=${rival!.id}`)).toMatchObject({ total_applications: 1 })
}, 60_000)

test('lists and statistics say the same', async () => {
  const { recruiter, client } = suite
  const offers = (await get('/api/v1/jobs/recruiter/my-jobs', recruiter)) as unknown as { id: string }[]
  expect(offers.find(({ id }) => id === eau!.id)).toMatchObject({ candidate_count: 2, new_candidates: 2 })
  expect(await get('/api/v1/applications/stats/overview', observer!)).toMatchObject({
    data: { total_applications: 4, document_types: { cv: 4, cover_letter: 4, diplome: 4 } },
  })
  expect(await get('/api/v1/jobs/recruiter/statistics', recruiter)).toMatchObject({
    total_offers: 2,
    total_applications: 3,
  })
  expect(await get('/api/v1/applications?limit=1&status_filter=embauche', observer!)).toMatchObject({ total: 1 })
  expect(await get('/api/v1/optimized/applications/optimized?limit=2', observer!)).toMatchObject({
    total_count: 4,
    has_more: true,
  })
  for (const path of ['/api/v1/optimized/dashboard/stats/optimized', '/api/v1/applications/stats/overview'])
    expect((await client.get(path, { token: people[0]!.token })).status).toBe(403)
}, 30_000)

test('W-39 all figures equal a recount from the log', async () => {
  const { client, admin, recruiter, auditor } = suite
  const recruiters = [recruiter, rival!]
  expect(await examineDashboards(client, { admin, recruiters }, () => exportLog(client, auditor))).toEqual([])
}, 60_000)
