import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { DomainEvent } from '@one-hcm/contracts/kernel/event'
import { applicationStatuses } from '@one-hcm/contracts/recruitment/applications/application-status'
import {
  getAdvancedApplicationStatisticsRoute,
  getApplicationStatisticsRoute,
} from '@one-hcm/contracts/recruitment/statistics/application-statistics.route'
import { type DashboardWire, dashboardWire } from '@one-hcm/contracts/recruitment/statistics/dashboard.wire'
import { recruiterStatisticsWire } from '@one-hcm/contracts/recruitment/statistics/recruiter-statistics.route'
import { recountDashboard } from '@one-hcm/contracts/recruitment/testing/recount-dashboard'
import {
  archived,
  closed,
  deletedApplication,
  drafted,
  offerContent,
  published,
  statusChanged,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { type CountedEvent, replay } from '@one-hcm/contracts/recruitment/testing/replay-history'
import fc from 'fast-check'
import { plansOf, statementsOf } from '../../lists/testing/plans.ts'
import { person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

const DAY_MS = 86_400_000
const [recruiter, rival, admin, observer] = [
  person('recruiter'),
  person('recruiter'),
  person('admin'),
  person('observer'),
]
const dashboard = '/api/v1/optimized/dashboard/stats/optimized'

/** Everything that was appended, as an auditor would read it. */
const history: CountedEvent[] = []
let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
}, 60_000)
afterAll(() => reads.stop())

async function record(stream: string, event: DomainEvent, at: string): Promise<void> {
  await reads.append(stream, [event], { at })
  history.push({ type: event.type, at, data: event.data as CountedEvent['data'] })
}

/** A step of a generated history, with the time that passes before it. */
const step = fc.record({
  what: fc.constantFrom(
    'offer',
    'register',
    'apply',
    'apply',
    'apply',
    'move',
    'move',
    'move',
    'delete',
    'close',
    'revise',
    'interview',
    'cancel',
  ),
  which: fc.nat(1_000),
  other: fc.nat(1_000),
  waits: fc.integer({ min: 0, max: 3 * DAY_MS }),
})

/** Appends a generated history that ends now; references are picked from what it already has. */
async function play(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): Promise<void> {
  const total = steps.reduce((sum, { waits }) => sum + waits, 0)
  let now = Date.now() - total - 1_000
  const [offers, people, applications, interviews]: string[][] = [[], [], [], []]
  const offerOf = new Map<string, { offer: string; candidate: string }>()
  const pick = (from: readonly string[] | undefined, n: number) => from![n % from!.length]
  for (const { what, which, other, waits } of steps) {
    now += waits
    const at = new Date(now).toISOString()
    const owner = which % 3 === 0 ? rival.id : recruiter.id
    const department = ['Eau', 'Électricité', null][other % 3]!
    const [offer, candidate, application] = [pick(offers, which), pick(people, other), pick(applications, other)]
    if (what === 'offer') {
      const id = randomUUID()
      const content = offerContent({ title: `Poste ${other}`, department })
      await record(`jobOffer-${id}`, drafted(content, { offer: id, recruiter: owner }), at)
      if (other % 4 > 0) await record(`jobOffer-${id}`, published(null, { offer: id }), at)
      offers!.push(id)
    } else if (what === 'register') {
      const id = randomUUID()
      await record(
        `user-${id}`,
        { type: 'CandidateRegistered', data: registration(id, (['M', 'F', null] as const)[other % 3]!) },
        at,
      )
      people!.push(id)
    } else if (what === 'apply' && offer && candidate) {
      const id = deriveId('application', candidate, offer)
      if (offerOf.has(id)) continue
      const of = replay(history).offers.get(offer)!
      await record(`application-${id}`, submitted({ candidate, offer, recruiter: of.recruiter }), at)
      offerOf.set(id, { offer, candidate })
      applications!.push(id)
    } else if (what === 'move' && application && replay(history).applications.has(application)) {
      const from = replay(history).applications.get(application)!.stays.at(-1)!.status
      const to = applicationStatuses[which % applicationStatuses.length]!
      await record(`application-${application}`, statusChanged(from, to, { application_id: application }), at)
    } else if (what === 'delete' && application && which % 2 === 0)
      await record(
        `application-${application}`,
        { ...deletedApplication, data: { ...deletedApplication.data, application_id: application } },
        at,
      )
    else if (what === 'close' && offer) {
      const ended = which % 2 === 0 ? closed() : archived
      await record(`jobOffer-${offer}`, { ...ended, data: { ...ended.data, job_offer_id: offer } }, at)
    } else if (what === 'revise' && offer) {
      const content = offerContent({ title: `Poste revu ${other}`, department })
      await record(`jobOffer-${offer}`, { type: 'JobOfferRevised', data: { job_offer_id: offer, content } }, at)
    } else if (what === 'interview' && application) {
      const id = randomUUID()
      await record(
        'interviewCalendar-main',
        {
          type: 'InterviewScheduled',
          data: {
            ...booking(id),
            application_id: application,
            candidate_id: offerOf.get(application)!.candidate,
            job_offer_id: offerOf.get(application)!.offer,
          },
        },
        at,
      )
      interviews!.push(id)
    } else if (what === 'cancel' && interviews!.length > 0) {
      const known = history.findLast(
        ({ type, data }) => type === 'InterviewScheduled' && data.interview_id === pick(interviews, which),
      )!
      const { slot_id, interview_id, application_id, candidate_id, job_offer_id } = known.data
      await record(
        'interviewCalendar-main',
        {
          type: 'InterviewCompleted',
          data: { slot_id, interview_id, application_id, candidate_id, job_offer_id, completed_by: owner },
        },
        at,
      )
    }
  }
}

const registration = (id: string, sexe: 'M' | 'F' | null) => ({
  user_id: id,
  email: `${id}@example.org`,
  first_name: 'Awa',
  last_name: 'Obame',
  phone: null,
  date_of_birth: '1995-04-12',
  sexe,
  candidate_status: 'externe',
  matricule: null,
  no_seeg_email: false,
  adresse: null,
  poste_actuel: null,
  annees_experience: null,
  statut: 'actif',
  consent_at: null,
})

const booking = (id: string) => ({
  slot_id: randomUUID(),
  interview_id: id,
  date: '2030-01-15',
  time: '09:00:00',
  starts_at: '2030-01-15T08:00:00.000Z',
  location: null,
  interviewer_id: null,
  interview_mode: null,
  video_link: null,
  job_title: null,
  candidate_name: null,
  notes: null,
  sequence: 0,
  scheduled_by: recruiter.id,
  decided_on: { application_revision: 0 },
})

async function read(query = '', as = admin): Promise<DashboardWire> {
  const answer = await reads.get(`${dashboard}${query}`, as)
  expect([answer.status, answer.body]).toMatchObject([200, {}])
  return dashboardWire.parse(answer.body)
}

test('W-39 every figure equals a recount from the events, whatever the history, for all and for each recruiter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 15, maxLength: 40 }),
      fc.integer({ min: 1, max: 60 }),
      async (steps, days) => {
        await play([
          { what: 'offer', which: 0, other: 1, waits: 0 },
          { what: 'offer', which: 1, other: 2, waits: 0 },
          { what: 'register', which: 0, other: 0, waits: 0 },
          { what: 'register', which: 0, other: 1, waits: 0 },
          ...steps,
        ])
        for (const recruiterId of [undefined, recruiter.id, rival.id]) {
          const { stats, generated_at: now } = await read(`?recruiter_id=${recruiterId ?? 'all'}&days=${days}&jobs=7`)
          expect(stats).toEqual(recountDashboard(history, { recruiterId, now, days, jobs: 7 }))
        }
      },
    ),
    { numRuns: 12 },
  )
}, 120_000)

test('a figure that is off by one would be noticed', async () => {
  const { stats, generated_at: now } = await read('?days=10')
  const recount = recountDashboard(history, { now, days: 10, jobs: 20 })
  expect(stats).toEqual(recount)
  const events = history.filter(({ type }) => type !== 'ApplicationSubmitted')
  expect(stats).not.toEqual(recountDashboard(events, { now, days: 10, jobs: 20 }))
  await reads.pool.query("update application_moves set entered = entered + 1 where status = 'pending'")
  expect((await read('?days=366')).stats).not.toEqual(recountDashboard(history, { now, days: 366, jobs: 20 }))
  await reads.pool.query("update application_moves set entered = entered - 1 where status = 'pending'")
})

test('W-39 a recruiter sees the figures of the own offers unless others are asked for; other staff all', async () => {
  expect((await read('', recruiter)).recruiter_id).toBe(recruiter.id)
  expect((await read(`?recruiter_id=${rival.id}`, recruiter)).recruiter_id).toBe(rival.id)
  for (const as of [admin, observer]) expect((await read('', as)).recruiter_id).toBeNull()
  expect((await reads.get(dashboard, person('candidate'))).status).toBe(403)
  expect((await reads.get(dashboard)).status).toBe(401)
})

test('the answer has the figures under stats, at top level, and under the names of existing clients', async () => {
  const { stats, generated_at, ...rest } = await read()
  expect(rest).toMatchObject(stats)
  expect(rest).toMatchObject({
    totalJobs: stats.total_jobs,
    totalCandidates: stats.unique_candidates,
    multiPostCandidates: stats.multi_post_candidates,
    statusEvolution: stats.status_evolution,
    departmentStats: stats.department_stats,
  })
  expect(Math.abs(Date.now() - Date.parse(generated_at))).toBeLessThan(60_000)
})

test('W-39 statistics of applications and of a recruiter equal a recount', async () => {
  const { applications, offers } = replay(history)
  const all = recountDashboard(history, { now: new Date().toISOString(), days: 1, jobs: 100 })
  const types = Object.fromEntries(
    [
      ...Map.groupBy(
        [...applications.values()].flatMap(({ documents }) => [...documents.values()]),
        (type) => type,
      ),
    ].map(([type, { length }]) => [type, length]),
  )
  const { body } = await reads.get('/api/v1/applications/stats/overview', observer)
  expect(getApplicationStatisticsRoute.response!.parse(body)).toMatchObject({
    success: true,
    data: { total_applications: applications.size, status_breakdown: all.status_breakdown, document_types: types },
  })

  const advanced = await reads.get('/api/v1/applications/stats/advanced', admin)
  const months = Map.groupBy(applications.values(), ({ stays }) => stays[0]!.at.slice(0, 7))
  expect(getAdvancedApplicationStatisticsRoute.response!.parse(advanced.body)).toMatchObject({
    data: {
      total_applications: applications.size,
      documents_by_type: types,
      by_month: [...months]
        .map(([month, { length }]) => ({ month, count: length }))
        .sort((a, b) => (a.month < b.month ? 1 : -1)),
      by_job_offer: expect.arrayContaining(
        all.applications_by_job
          .filter(({ count }) => count > 0)
          .slice(0, 20)
          .map(({ job_offer_id, title, count }) => ({ job_offer_id, title, count })),
      ),
    },
  })

  const own = recruiterStatisticsWire.parse((await reads.get('/api/v1/jobs/recruiter/statistics', recruiter)).body)
  const mine = [...offers.values()].filter((offer) => offer.recruiter === recruiter.id)
  expect(own).toMatchObject({
    recruiter_id: recruiter.id,
    total_offers: mine.length,
    total_applications: [...applications.values()].filter((one) => one.recruiter === recruiter.id).length,
  })
  expect(Object.values(own.offers_by_status).reduce((sum, n) => sum + n)).toBe(mine.length)
})

test('W-40 each is one statement, which reads no table as a whole but that of the offers, where all are asked for', async () => {
  await reads.pool.query('analyze')
  const paths = [
    dashboard,
    '/api/v1/applications/stats/overview',
    '/api/v1/applications/stats/advanced',
    '/api/v1/jobs/recruiter/statistics',
  ]
  for (const path of paths)
    for (const as of [admin, recruiter]) {
      const ran = await statementsOf(reads.pool, () => reads.get(path, as))
      expect([path, ran.length]).toEqual([path, 1])
      const [plan] = await plansOf(reads.pool, ran)
      const readWhole = [...plan!.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table)
      const mayBeWhole = as === admin && path === dashboard ? ['job_offers'] : []
      expect([path, as.role, readWhole.filter((table) => !mayBeWhole.includes(table!))]).toEqual([path, as.role, []])
    }
})

test('the comparison that invented its numbers is gone', async () => {
  const answer = await reads.get('/api/v1/optimized/performance/comparison', admin)
  expect([answer.status, answer.body]).toMatchObject([410, { code: 'performance-comparison-gone' }])
  expect((await reads.get('/api/v1/optimized/performance/comparison', observer)).status).toBe(403)
})
