import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { JobOfferContent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import {
  closed,
  deleted,
  drafted,
  firstAdmitted,
  offerContent,
  published,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { itemsOf, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
})
afterAll(() => reads.stop())

const questions_mtp = { questions_metier: ['Secret interne ?'], questions_talent: [], questions_paradigme: [] }

async function publish(content: Partial<JobOfferContent> = {}): Promise<string> {
  const offer = randomUUID()
  await reads.append(`jobOffer-${offer}`, [drafted(offerContent(content), { offer }), published(null, { offer })])
  return offer
}
const tagOf = ({ headers }: { headers: Headers }) => headers.get('etag')!
const again = (path: string, tag: string) => reads.get(path, undefined, { 'If-None-Match': tag })

test.each(['/api/v1/public/jobs', '/api/v1/public/jobs/count', '/api/v1/public/jobs?limit=1'])(
  '%s may be kept by everybody, and is asked about before it is used again',
  async (path) => {
    await publish()
    const first = await reads.get(path)
    expect(first.headers.get('cache-control')).toBe('public, no-cache')
    const second = await again(path, `"other", W/${tagOf(first)}`)
    expect([second.status, second.bytes.length, tagOf(second)]).toEqual([304, 0, tagOf(first)])
    expect((await again(path, '"other"')).status).toBe(200)
  },
)

test('an offer that is opened, closed or deleted changes the answer’s tag at once; what nobody sees does not', async () => {
  const path = '/api/v1/public/jobs'
  const offer = await publish()
  const tag = tagOf(await reads.get(path))
  await reads.append(`jobOffer-${offer}`, [{ ...firstAdmitted, data: { ...firstAdmitted.data, job_offer_id: offer } }])
  await publish({ offer_status: 'interne' })
  expect((await again(path, tag)).status).toBe(304)

  await publish({ title: 'Une de plus' })
  const opened = await again(path, tag)
  expect([opened.status, itemsOf(opened)[0]?.title]).toEqual([200, 'Une de plus'])
  await reads.append(`jobOffer-${offer}`, [closed()])
  const after = await again(path, tagOf(opened))
  expect(after.status).toBe(200)
  expect(itemsOf(after).map(({ id }) => id)).not.toContain(offer)
})

test('one offer has its revision as tag, and is not found once it is deleted', async () => {
  const offer = await publish()
  const path = `/api/v1/public/jobs/${offer}`
  const first = await reads.get(path)
  expect(tagOf(first)).toBe('"1"')
  expect((await again(path, '"1"')).status).toBe(304)
  await reads.append(`jobOffer-${offer}`, [deleted])
  expect((await again(path, '"1"')).status).toBe(404)
})

test('W-39 the count is exact, in one statement; an internal offer shows neither itself nor its questions', async () => {
  const countOf = async () => ((await reads.get('/api/v1/public/jobs/count')).body as { total: number }).total
  const before = await countOf()
  await publish({ questions_mtp })
  const internal = await publish({ offer_status: 'interne', questions_mtp })
  reads.statements()
  expect(await countOf()).toBe(before + 1)
  expect(reads.statements()).toBe(1)
  expect((await reads.get(`/api/v1/public/jobs/${internal}`)).status).toBe(404)
  // Lists show no questions at all, the detail those of offers for everybody.
  expect(JSON.stringify((await reads.get('/api/v1/public/jobs')).body)).not.toContain('Secret interne')
})
