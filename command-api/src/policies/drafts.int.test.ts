import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { draftWire } from '@one-hcm/contracts/recruitment/drafts/draft.wire'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { recorded } from '@one-hcm/platform/testing/given'
import { createMemorySealedRows } from '@one-hcm/platform/testing/memory-sealed-rows'
import {
  type Person,
  person,
  type RecruitmentWrites,
  startRecruitmentWrites,
} from '../recruitment/testing/recruitment-writes.ts'
import { discardDrafts } from './discard-drafts.ts'
import { performCommand } from './perform-command.ts'
import { performOnDrafts } from './perform-on-drafts.ts'
import { policies } from './policies.ts'
import { reactingExecutor } from './reacting-executor.ts'
import { runPolicies } from './run-policies.ts'

const drafts = createMemorySealedRows()
const perform = performOnDrafts(performCommand, drafts)
/** Whether the command handler gets to run its policies, or ends right after the append. */
let ends = false
let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites(
    (executor) => {
      const reacting = reactingExecutor(executor, policies, perform, silentLogger())
      return { ...executor, execute: (context, command) => (ends ? executor : reacting).execute(context, command) }
    },
    undefined,
    drafts,
  )
})
afterAll(() => writes.stop())

const form_data = { step: 2, answers: ['Réponse'] }
const places = ['/api/v1/applications/drafts/by-offer', '/api/v1/applications/drafts'] as const
const save = (as: Person, job_offer_id: string, body: object = { form_data }, headers = {}) =>
  writes.call('POST', places[0], as, { job_offer_id, ...body }, headers)
const kept = (as: Person, offer: string) => drafts.get({ personId: as.id, subjectId: offer })

describe('a draft', () => {
  test.each(places)('is kept, replaced and thrown away at %s', async (place) => {
    const [candidate, offer] = [await writes.candidate(), await writes.publish()]
    const first = await writes.call('POST', place, candidate, { job_offer_id: offer, form_data })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      success: true,
      data: { user_id: candidate.id, job_offer_id: offer, form_data, ui_state: null },
    })
    draftWire.parse(first.body.data)
    await writes.call('POST', place, candidate, { job_offer_id: offer, form_data: null, ui_state: { currentStep: 3 } })
    expect(await kept(candidate, offer)).toMatchObject({ value: { form_data: null, ui_state: { currentStep: 3 } } })
    for (let time = 0; time < 2; time++)
      expect((await writes.call('DELETE', `${place}?job_offer_id=${offer}`, candidate)).status).toBe(204)
    expect(await kept(candidate, offer)).toBeUndefined()
  })

  test('W-35 leaves no event behind, however often it is saved', async () => {
    const [candidate, offer] = [await writes.candidate(), await writes.publish()]
    const before = (await writes.log.readAll({ limit: 100_000 })).decoded.length
    for (let n = 0; n < 20; n++) await save(candidate, offer, { form_data: { n } })
    expect((await writes.log.readAll({ limit: 100_000 })).decoded).toHaveLength(before)
    expect(await kept(candidate, offer)).toMatchObject({ value: { form_data: { n: 19 } } })
  })

  test('saved again under an old key changes nothing that came after', async () => {
    const [candidate, offer] = [await writes.candidate(), await writes.publish()]
    const headers = { 'Idempotency-Key': randomUUID() }
    await save(candidate, offer, { form_data: { n: 1 } }, headers)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await save(candidate, offer, { form_data: { n: 2 } })
    expect((await save(candidate, offer, { form_data: { n: 1 } }, headers)).status).toBe(201)
    expect(await kept(candidate, offer)).toMatchObject({ value: { form_data: { n: 2 } } })
  })

  test('has 256 KiB at most', async () => {
    const [candidate, offer] = [await writes.candidate(), await writes.publish()]
    const of = (bytes: number) => ({ form_data: { t: 'x'.repeat(bytes) } })
    expect((await save(candidate, offer, of(262_000))).status).toBe(201)
    expect((await save(candidate, offer, of(262_144))).body).toMatchObject({
      code: 'draft-too-large',
      status_code: 413,
    })
    expect((await save(candidate, offer, of(400_000))).status).toBe(413)
  })

  test('is for candidates and for offers that they may see', async () => {
    const [external, internal] = [await writes.candidate('externe'), await writes.candidate('interne')]
    const hidden = await writes.publish({ offer_status: 'interne' })
    expect((await save(external, hidden)).body).toMatchObject({ code: 'job-offer-not-found' })
    expect((await save(internal, hidden)).status).toBe(201)
    expect((await save(external, randomUUID())).status).toBe(404)
    expect((await save(external, await writes.publish({ status: 'draft' }))).status).toBe(404)
    expect((await save(person('recruiter'), hidden)).status).toBe(403)
    for (const body of [{ form_data: 'text' }, { ui_state: [1] }, { job_offer_id: 'x' }])
      expect((await save(external, hidden, body)).status).toBe(422)
  })

  test('of an application is that of its offer, and its candidate’s own', async () => {
    const [candidate, offer] = [await writes.candidate(), await writes.publish()]
    const { id } = (await writes.apply(candidate, offer)).body.data as { id: string }
    const place = `/api/v1/applications/${id}/draft`
    expect((await writes.call('POST', place, candidate, { form_data })).status).toBe(201)
    expect(await kept(candidate, offer)).toMatchObject({ value: { form_data } })
    const stranger = await writes.candidate()
    expect((await writes.call('POST', place, stranger, { form_data })).body).toMatchObject({
      code: 'application-not-found',
    })
    expect((await writes.call('DELETE', place, stranger)).status).toBe(404)
    expect((await writes.call('DELETE', place, candidate)).status).toBe(204)
    expect(await kept(candidate, offer)).toBeUndefined()
  })
})

describe('W-55 a draft goes with what it was for', () => {
  test('with the submission, and only its own', async () => {
    const [candidate, offer, other] = [await writes.candidate(), await writes.publish(), await writes.publish()]
    await save(candidate, offer)
    await save(candidate, other)
    expect((await writes.apply(candidate, offer)).status).toBe(201)
    expect(await kept(candidate, offer)).toBeUndefined()
    expect(await kept(candidate, other)).toBeDefined()
  })

  test('with a submission that ended right after its append, once the follower comes to it; what is newer stays', async () => {
    const [candidate, offer] = [await writes.candidate(), await writes.publish()]
    await save(candidate, offer)
    ends = true
    const { id } = (await writes.apply(candidate, offer)).body.data as { id: string }
    ends = false
    expect(await kept(candidate, offer)).toBeDefined()
    const [submitted] = await writes.log.readStream(`application-${id}`)
    const follow = () => runPolicies(policies, perform, createCommandExecutor(writes.log), submitted!)
    await follow()
    expect(await kept(candidate, offer)).toBeUndefined()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await save(candidate, offer)
    await follow()
    expect(await kept(candidate, offer)).toBeDefined()
  })

  test('with its offer, archived or deleted', async () => {
    const candidate = await writes.candidate()
    const [put, gone] = [await writes.publish(), await writes.publish()]
    for (const offer of [put, gone]) await save(candidate, offer)
    await writes.call('PUT', `/api/v1/jobs/${put}`, writes.recruiter, { status: 'closed' })
    expect(await kept(candidate, put)).toBeDefined()
    await writes.call('PUT', `/api/v1/jobs/${put}`, writes.recruiter, { status: 'archived' })
    await writes.call('DELETE', `/api/v1/jobs/${gone}`, writes.recruiter)
    expect(await kept(candidate, put)).toBeUndefined()
    expect(await kept(candidate, gone)).toBeUndefined()
  })

  test('with its candidate', () => {
    const deleted = { type: 'UserDeleted' as const, data: { user_id: 'u', requested_by: 'u' } }
    expect(discardDrafts.react(recorded('user-u', deleted))).toEqual([
      { type: 'DiscardDrafts', which: { personId: 'u' } },
    ])
  })
})
