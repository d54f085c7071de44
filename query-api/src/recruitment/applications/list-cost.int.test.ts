import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import {
  type ApplicationStatus,
  applicationStatuses,
  statusesShownAs,
  statusFr,
} from '@one-hcm/contracts/recruitment/applications/application-status'
import {
  type ApplicationListQuery,
  listApplicationsRoute,
} from '@one-hcm/contracts/recruitment/applications/list-applications.route'
import {
  drafted,
  offerContent,
  published,
  statusChanged,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import fc from 'fast-check'
import { plansOf, statementsOf } from '../../lists/testing/plans.ts'
import { itemsOf, person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'
import { searchOf } from './application-search.ts'
import { totalOf } from './count-applications.ts'
import { matchesOf } from './text-matches.ts'

/** What a list of applications costs, and that its total is exact all the same. */

type Known = { id: string; candidate: string; offer: string; status: ApplicationStatus; at: string; text: string }

const admin = person('admin')
const recruiters = [randomUUID(), randomUUID()]
const offers = ['Ingénieure réseau', 'Comptable', 'Juriste'].map((title) => ({ id: randomUUID(), title }))
const candidates = ['Awa Obame', 'Luc Obiang', 'Rose Mba', 'Paul Ondo', 'Zoé Nzé'].map((name, index) => {
  const [first_name, last_name] = name.split(' ') as [string, string]
  return { id: randomUUID(), first_name, last_name, email: `candidate${index}@example.org` }
})
const known: Known[] = []

let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
  for (const [index, { id, title }] of offers.entries())
    await reads.append(`jobOffer-${id}`, [
      drafted(offerContent({ title }), { offer: id, recruiter: recruiters[index % 2]! }),
      published(null, { offer: id }),
    ])
  for (const { id, ...identity } of candidates)
    await reads.append(`user-${id}`, [{ type: 'CandidateRegistered', data: registration(id, identity) }])
  const statuses: ApplicationStatus[] = ['pending', 'reviewed', 'incubation', 'rejected']
  let number = 0
  for (const [index, offer] of offers.entries())
    for (const candidate of candidates) {
      number += 1
      // Three days, at their very beginning, in the middle, and at their very end.
      const time = ['00:00:00.000', '11:30:00.000', '23:59:59.999'][number % 3]
      const at = `2026-03-0${1 + (number % 4)}T${time}Z`
      const status = statuses[(number * 7) % 4]!
      const stream = `application-${deriveId('application', candidate.id, offer.id)}`
      const of = { candidate: candidate.id, offer: offer.id, recruiter: recruiters[index % 2]! }
      await reads.append(stream, [submitted(of)], { at })
      if (status !== 'pending') await reads.append(stream, [statusChanged('pending', status)])
      known.push({
        id: stream.slice('application-'.length),
        candidate: candidate.id,
        offer: offer.id,
        status,
        at,
        text: `${candidate.first_name} ${candidate.last_name} ${candidate.first_name} ${candidate.email}\n${offer.title}`,
      })
    }
  await reads.pool.query('analyze')
}, 60_000)
afterAll(() => reads.stop())

const registration = (id: string, identity: Partial<UserRow>) => ({
  user_id: id,
  phone: '+24100000000',
  date_of_birth: '1995-04-12',
  sexe: 'F',
  candidate_status: 'externe',
  matricule: null,
  no_seeg_email: false,
  adresse: null,
  poste_actuel: null,
  annees_experience: 3,
  statut: 'actif',
  consent_at: null,
  ...identity,
})

const words = [...applicationStatuses.slice(0, 5), 'candidature', 'refuse', 'embauche', statusFr.incubation]
const moments = [
  '2026-03-01',
  '2026-03-02',
  '2026-03-04',
  '2026-03-02T11:30:00.000Z',
  '2026-03-02T11:30:00.0004Z',
  '2026-03-03T12:00:00+01:00',
  '2026-03-03T23:59:59.999Z',
]
const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const query = fc.record({
  status_filter: optional(words),
  status: optional(words),
  job_offer_id: optional(offers.map(({ id }) => id)),
  candidate_id: optional(candidates.map(({ id }) => id)),
  date_from: optional(moments),
  date_to: optional(moments),
  q: optional(['ob', 'obame', 'ond', 'comptable', 'RÉSEAU', 'example.org', 'nobody', '%']),
  sort: optional(['created_at', 'updated_at', 'status']),
  order: optional(['asc', 'desc']),
})
type Query = Partial<Record<string, string>>

const search = (given: Query, more: Query = {}) =>
  `/api/v1/applications?${new URLSearchParams(
    Object.entries({ ...given, ...more }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )}`

/** What a query means, said over again without a database. */
function expected({ status_filter, status, job_offer_id, candidate_id, date_from, date_to, q }: Query): string[] {
  const covers = (word: string | undefined, one: Known) => !word || statusesShownAs(word)!.includes(one.status)
  const [from, to] = [date_from, date_to].map((text) => (text ? preciseMs(text) : undefined))
  const end = to === undefined ? undefined : date_to!.length === 10 ? to + 86_400_000 : to + 0.001
  return known
    .filter((one) => covers(status_filter, one) && covers(status, one))
    .filter(({ offer, candidate }) => (job_offer_id ?? offer) === offer && (candidate_id ?? candidate) === candidate)
    .filter(({ at }) => (from === undefined || Date.parse(at) >= from) && (end === undefined || Date.parse(at) < end))
    .filter(({ text }) => !q || text.toLowerCase().includes(q.toLowerCase()))
    .map(({ id }) => id)
    .sort()
}
/** Milliseconds with their fraction. */
const preciseMs = (text: string): number => Date.parse(text) + Number(`0.${/\.\d{3}(\d+)/.exec(text)?.[1] ?? 0}`)

test('W-39 the total is exact for every combination of filters, and not the size of the page', async () => {
  await fc.assert(
    fc.asyncProperty(query, async (given) => {
      const all = await reads.get(search(given, { limit: '1000' }), admin)
      const ids = itemsOf(all).map(({ id }) => String(id))
      expect([given, ids.toSorted()]).toEqual([given, expected(given)])
      const first = await reads.get(search(given, { limit: '2', skip: '1' }), admin)
      expect(first.body).toMatchObject({ total: ids.length })
      expect(itemsOf(first).map(({ id }) => id)).toEqual(ids.slice(1, 3))
    }),
    { numRuns: 150 },
  )
}, 60_000)

test('W-39 the total is exact too when a text matches more than can be named', async () => {
  await fc.assert(
    fc.asyncProperty(query, fc.constantFrom('ob', 'awa', 'ingénieure', 'example.org', 'a'), async (given, q) => {
      const parsed = listApplicationsRoute.query!.parse({ ...given, q }) as ApplicationListQuery
      const wanted = searchOf(parsed, undefined)
      if (isRefusal(wanted)) throw new Error('the words are all known')
      for (const namedMax of [0, 1, 2]) {
        const matches = await matchesOf(reads.pool, q, namedMax)
        const { text, values } = totalOf(wanted, matches)
        const found = await reads.pool.query<{ total: number }>(text, values)
        expect([given, q, namedMax, found.rows[0]!.total]).toEqual([
          given,
          q,
          namedMax,
          expected({ ...given, q }).length,
        ])
      }
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('W-40 every list takes two statements, three with a text, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(query, async (given) => {
      for (const limit of ['1', '1000']) {
        reads.statements()
        await reads.get(search(given, { limit }), admin)
        expect([given, reads.statements()]).toEqual([given, given.q === undefined ? 2 : 3])
      }
    }),
    { numRuns: 30 },
  )
})

test('W-40 no list reads a whole table: every statement has an index to go by', async () => {
  await fc.assert(
    fc.asyncProperty(query, fc.boolean(), async (given, own) => {
      const caller = own ? { ...person('candidate'), id: candidates[0]!.id } : admin
      const ran = await statementsOf(reads.pool, () => reads.get(search(given), caller))
      for (const plan of await plansOf(reads.pool, ran)) expect(plan).not.toContain('Seq Scan')
    }),
    { numRuns: 100 },
  )
}, 60_000)

test.each([
  ['all', {}],
  ['all, oldest first', { order: 'asc' }],
  ['a status', { status_filter: 'incubation' }],
  ['a French word', { status_filter: 'candidature' }],
  ['an offer', { job_offer_id: offers[0]!.id }],
  ['an offer and a status', { job_offer_id: offers[0]!.id, status_filter: 'rejected' }],
  ['a candidate', { candidate_id: candidates[0]!.id }],
  ['a period', { date_from: '2026-03-02', date_to: '2026-03-03' }],
  ['all by their last change', { sort: 'updated_at' }],
  ['all by status', { sort: 'status', order: 'asc' }],
] as const)(
  'W-40 a page of %s is read in the order of an index, from its place on, and not sorted',
  async (_, given) => {
    const first = await reads.get(search(given, { limit: '1' }), admin)
    const { next_cursor: cursor } = first.body as { next_cursor: string }
    for (const place of [{ skip: '1' }, { cursor }]) {
      const ran = await statementsOf(reads.pool, () => reads.get(search(given, { limit: '1', ...place }), admin))
      const page = ran.filter(({ text }) => text.includes('sort_value'))
      const [plan] = await plansOf(reads.pool, page, ['seqscan', 'sort', 'incremental_sort', 'bitmapscan'])
      // What is below the limit is done for all that match; above it, for the rows of the page.
      const below = plan!.slice(plan!.indexOf('->  Limit'))
      expect(below).toMatch(/^-> {2}Limit[^\n]*\n\s*-> {2}Index (Only )?Scan/)
      expect(below).not.toContain('Sort')
    }
  },
)
