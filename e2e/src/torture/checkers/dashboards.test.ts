import { expect, test } from '@jest/globals'
import { recountDashboard } from '@one-hcm/contracts/recruitment/testing/recount-dashboard'
import { type DashboardRead, wrongFigures } from './dashboards.ts'
import { event } from './evidence.ts'

const now = '2026-01-05T12:00:00.000Z'
const content = { title: 'Juriste', department: 'Support' }
const documents = [{ document_id: 'd-1', document_type: 'cv' }]
const log = [
  event({ stream: 'user-u-1', type: 'CandidateRegistered', data: { user_id: 'u-1', sexe: 'F' } }),
  event({
    stream: 'jobOffer-o-1',
    type: 'JobOfferDrafted',
    data: { job_offer_id: 'o-1', recruiter_id: 'r-1', content },
  }),
  event({ stream: 'jobOffer-o-1', type: 'JobOfferPublished', data: { job_offer_id: 'o-1' } }),
  event({
    occurred_at: '2026-01-04T10:00:00.000Z',
    data: { application_id: 'a-1', candidate_id: 'u-1', job_offer_id: 'o-1', recruiter_id: 'r-1', documents },
  }),
  event({
    occurred_at: '2026-01-05T10:00:00.000Z',
    type: 'ApplicationStatusChanged',
    data: { application_id: 'a-1', previous_status: 'pending', new_status: 'incubation' },
  }),
  event({ stream: 'accessRecord-x', type: 'HistoryRead', data: { reader_id: 'u-9' } }),
]
const events = log.map(({ type, occurred_at: at, data }) => ({ type, at, data }))

const read = (recruiterId: string | undefined): DashboardRead => {
  const of = { recruiterId, days: 3, jobs: 5 }
  // As it comes over the wire: no two figures share an object.
  const stats = JSON.parse(JSON.stringify(recountDashboard(events, { ...of, now }))) as DashboardRead['stats']
  return { ...of, generatedAt: now, stats }
}

test('dashboards that equal a recount are right', () => {
  const { stats } = read('r-1')
  expect(stats).toMatchObject({ total_applications: 1, unique_candidates: 1, new_applications: 0, active_jobs: 1 })
  expect(stats.status_evolution.at(-1)).toMatchObject({ entered: { incubation: 1 }, departed: { pending: 1 } })
  expect(wrongFigures(log, [read(undefined), read('r-1'), read('r-2')])).toEqual([])
})

/** Each of these is a defect that the counting could have. */
const planted: readonly [string, (stats: DashboardRead['stats']) => unknown][] = [
  ['total_applications', (stats) => Object.assign(stats, { total_applications: 2 })],
  ['status_breakdown', (stats) => Object.assign(stats.status_breakdown, { incubation: 0 })],
  ['unique_candidates', (stats) => Object.assign(stats, { unique_candidates: 2 })],
  ['status_evolution', (stats) => Object.assign(stats.status_evolution[1]!.standing, { pending: 0 })],
  ['gender_distribution', (stats) => Object.assign(stats.gender_distribution, { female_count: 0 })],
  ['department_stats', (stats) => stats.department_stats.pop()],
  ['funnel', (stats) => Object.assign(stats.funnel[4]!, { reached: 0 })],
  ['time_in_stage', (stats) => Object.assign(stats.time_in_stage[0]!, { mean_seconds: 86_401 })],
]
test.each(planted)('a wrong %s is noticed', (figure, plant) => {
  const spoilt = read('r-1')
  plant(spoilt.stats)
  const complaints = wrongFigures(log, [spoilt])
  expect(complaints).toHaveLength(1)
  expect(complaints[0]).toContain(`dashboard of r-1: ${figure} is `)
})

test('an event that the dashboard missed is noticed', () => {
  const later = [...log, event({ type: 'ApplicationWithdrawn', occurred_at: now, data: { application_id: 'a-1' } })]
  expect(wrongFigures(later, [read('r-1')]).length).toBeGreaterThan(2)
})
