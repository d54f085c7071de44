import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { deadlineId } from '@one-hcm/contracts/recruitment/deadlines/deadline-kind'
import { jobOfferInput } from '@one-hcm/contracts/recruitment/job-offers/job-offer-input'
import { offerContent } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { type ReadWorld, startReadWorld } from '@one-hcm/embedded/testing/read-world'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { createDeadlineClock } from '../recruitment/deadlines/deadline-clock.ts'
import { deadlineFaults } from '../recruitment/deadlines/testing/deadline-faults.ts'
import { createJobOffer } from '../recruitment/job-offers/create-job-offer.ts'
import { jobOffer } from '../recruitment/job-offers/job-offer.ts'
import { reviseJobOffer } from '../recruitment/job-offers/revise-job-offer.ts'
import { commandOf, person } from '../recruitment/testing/recruitment-writes.ts'
import { performCommand } from './perform-command.ts'
import { policies } from './policies.ts'
import { runPolicies } from './run-policies.ts'

/*
 * The deadline process as it runs: the clock's look-up in the read model, the log, the policies. Every "process" below has
 * its own executor and cache, as after a restart; the time is the test's.
 */
let world: ReadWorld
beforeAll(async () => {
  world = await startReadWorld()
})
afterAll(() => world.stop())

const recruiter = person('recruiter')
let now = new Date()
beforeEach(() => {
  now = new Date()
})
const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()

/** A process that looks for what is due. */
const clock = () =>
  createDeadlineClock({ readModels: world.readModels, executor: createCommandExecutor(world.log), now: () => now })

let followed = 0n
/** What the policies' followers do with what is new to them, in a process of their own; `from` 0 is a full replay. */
async function follow(from = followed): Promise<void> {
  const executor = createCommandExecutor(world.log)
  for (const event of (await logged()).filter(({ position }) => position > from)) {
    await runPolicies(policies, performCommand, executor, event)
    if (event.position > followed) followed = event.position
  }
}
/** Lets policies react until nothing new comes of it, and projects. */
async function settle(): Promise<void> {
  for (let known = -1n; known !== followed; ) {
    known = followed
    await follow()
  }
  await world.catchUp()
}
async function logged(): Promise<Recorded[]> {
  const page = await world.log.readAll({ limit: 100_000 })
  return page.decoded.flatMap((one) => (one.kind === 'event' ? [one.event] : []))
}
const typesOf = async (stream: string) => (await world.log.readStream(stream)).map(({ type }) => type)
const closingOf = (offer: string) => `deadline-${deadlineId('offer-closing', offer)}`
const noticeOf = (offer: string) => `deadline-${deadlineId('offer-closing-soon', offer)}`

/** An open offer that ends in so many hours, with what follows from it unless told otherwise. */
async function publish(hours: number, { settled = true } = {}): Promise<string> {
  const id = randomUUID()
  const input = jobOfferInput.parse({ ...offerContent(), application_deadline: after(hours) })
  const decide = (state: Parameters<typeof createJobOffer>[0]) =>
    createJobOffer(state, { jobOfferId: id, recruiterId: recruiter.id, input, campaignId: null })
  await createCommandExecutor(world.log).execute(commandOf(recruiter), { aggregate: jobOffer, id, decide })
  if (settled) await settle()
  return id
}
async function revise(id: string, changes: object, settled = true): Promise<void> {
  const command = { ...commandOf(recruiter), now: now.toISOString() }
  const outcome = await createCommandExecutor(world.log).execute(command, {
    aggregate: jobOffer,
    id,
    decide: (state) =>
      reviseJobOffer(state, {
        jobOfferId: id,
        caller: recruiter,
        input: jobOfferInput.parse(changes),
        now: command.now,
      }),
  })
  if (isRefusal(outcome)) throw new Error(outcome.refused)
  if (settled) await settle()
}
const jump = (hours: number) => {
  now = new Date(now.getTime() + hours * 3_600_000)
}
const expectNoFaults = async () => expect(deadlineFaults(await logged(), now.toISOString())).toEqual([])

test('W-41 an offer is closed at its deadline, announced before; nothing happens before its time', async () => {
  const offer = await publish(100)
  expect(await clock().look()).toBe(0)
  jump(53)
  await clock().look()
  await settle()
  expect(await typesOf(noticeOf(offer))).toEqual(['DeadlineSet', 'DeadlineReached'])
  expect(await typesOf(closingOf(offer))).toEqual(['DeadlineSet'])
  jump(47)
  await clock().look()
  await settle()
  expect(await typesOf(closingOf(offer))).toEqual(['DeadlineSet', 'DeadlineReached'])
  expect((await world.log.readStream(`jobOffer-${offer}`)).at(-1)).toMatchObject({
    type: 'JobOfferClosed',
    data: { reason: 'deadline' },
    metadata: { actor: { id: 'policy:close-offer-at-deadline', role: 'system' } },
  })
  await expectNoFaults()
})

test('two clocks at once, on twenty deadlines: each is reached once and closes its offer once', async () => {
  const offers: string[] = []
  for (let n = 0; n < 20; n++) offers.push(await publish(60, { settled: false }))
  await settle()
  jump(61)
  const [first, second] = await Promise.all([clock().look(), clock().look()])
  // Closings are reached, notices expire: by one of the two each.
  expect(first + second).toBe(40)
  await settle()
  for (const offer of offers) {
    expect(await typesOf(closingOf(offer))).toEqual(['DeadlineSet', 'DeadlineReached'])
    expect((await typesOf(`jobOffer-${offer}`)).filter((type) => type === 'JobOfferClosed')).toHaveLength(1)
  }
  await expectNoFaults()
})

test('three restarts: before the look, between the append and the reaction, and after it', async () => {
  const offer = await publish(10)
  jump(11)
  await world.catchUp()
  await clock().look()
  // Ended here: reached, not reacted to, not even projected. The next process looks at rows that still say "pending".
  await clock().look()
  await clock().look()
  expect(await typesOf(closingOf(offer))).toEqual(['DeadlineSet', 'DeadlineReached'])
  expect(await typesOf(`jobOffer-${offer}`)).not.toContain('JobOfferClosed')
  await settle()
  await follow(0n)
  await clock().look()
  expect((await typesOf(`jobOffer-${offer}`)).filter((type) => type === 'JobOfferClosed')).toHaveLength(1)
  await expectNoFaults()
})

test('a list that is behind: what was moved meanwhile is not reached, what it does not know yet is reached later', async () => {
  const offer = await publish(10)
  await revise(offer, { application_deadline: after(1_000) }, false)
  await follow()
  jump(20)
  // The row still says that it was due ten hours ago.
  expect(await clock().look()).toBe(0)
  await settle()
  jump(1_000)
  await clock().look()
  await settle()
  expect(await typesOf(closingOf(offer))).toEqual(['DeadlineSet', 'DeadlineMoved', 'DeadlineReached'])
  await expectNoFaults()
})

test('an offer that gets another deadline between the reaching and the reaction stays open, and is awaited again', async () => {
  const offer = await publish(10)
  jump(11)
  await clock().look()
  await revise(offer, { application_deadline: after(100) })
  expect((await typesOf(`jobOffer-${offer}`)).filter((type) => type === 'JobOfferClosed')).toEqual([])
  expect(await typesOf(closingOf(offer))).toEqual(['DeadlineSet', 'DeadlineReached', 'DeadlineSet'])
  jump(101)
  await clock().look()
  await settle()
  expect((await typesOf(`jobOffer-${offer}`)).filter((type) => type === 'JobOfferClosed')).toHaveLength(1)
  await expectNoFaults()
})

test('a clock that jumps a year: closings are done late, notices expire, and going back changes nothing', async () => {
  const offer = await publish(100)
  jump(24 * 365)
  await clock().look()
  jump(-24 * 365)
  await clock().look()
  await settle()
  await clock().look()
  expect(await typesOf(closingOf(offer))).toEqual(['DeadlineSet', 'DeadlineReached'])
  expect(await typesOf(noticeOf(offer))).toEqual(['DeadlineSet', 'DeadlineCancelled'])
  jump(24 * 365)
  await expectNoFaults()
})

test('an offer that is closed by hand and opened again is awaited anew, once', async () => {
  const offer = await publish(100)
  await revise(offer, { status: 'closed' })
  expect(await typesOf(closingOf(offer))).toEqual(['DeadlineSet', 'DeadlineCancelled'])
  await revise(offer, { status: 'active' })
  jump(101)
  await clock().look()
  await settle()
  expect(await typesOf(closingOf(offer))).toEqual([
    'DeadlineSet',
    'DeadlineCancelled',
    'DeadlineSet',
    'DeadlineReached',
  ])
  await revise(offer, { status: 'active', application_deadline: after(10) })
  jump(11)
  await clock().look()
  await settle()
  expect((await typesOf(closingOf(offer))).slice(-2)).toEqual(['DeadlineSet', 'DeadlineReached'])
  expect((await typesOf(`jobOffer-${offer}`)).at(-1)).toBe('JobOfferClosed')
  await expectNoFaults()
})

describe('an interview', () => {
  const place = (hours: number) => ({ date: after(hours).slice(0, 10), time: '09:00:00', starts_at: after(hours) })
  /** Events of the calendar, as the interviews' own commands make them. */
  const told = async (type: string, data: object) => {
    await world.append('interviewCalendar-main', [{ type, data }], { at: now.toISOString() })
    await settle()
  }
  const interview = (application_id = randomUUID()) => ({
    slot_id: randomUUID(),
    interview_id: randomUUID(),
    application_id,
    candidate_id: randomUUID(),
    job_offer_id: randomUUID(),
  })
  const schedule = (ids: object, hours: number) =>
    told('InterviewScheduled', {
      ...ids,
      ...place(hours),
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
  const reschedule = (ids: { slot_id: string }, from: number, to: number) =>
    told('InterviewRescheduled', {
      ...ids,
      from: { ...place(from), slot_id: ids.slot_id },
      to: { ...place(to), slot_id: ids.slot_id },
      location: null,
      by: recruiter.id,
      sequence: 1,
    })
  const cancel = (ids: object, hours: number) =>
    told('InterviewCancelled', { ...ids, ...place(hours), reason: null, cancelled_by: recruiter.id, sequence: 2 })
  const reminderOf = ({ application_id }: { application_id: string }) =>
    typesOf(`deadline-${deadlineId('interview-reminder', application_id)}`)

  test('is recalled a day before, once', async () => {
    const ids = interview()
    await schedule(ids, 72)
    jump(47)
    expect(await clock().look()).toBe(0)
    jump(1)
    await Promise.all([clock().look(), clock().look()])
    await settle()
    await clock().look()
    expect(await reminderOf(ids)).toEqual(['DeadlineSet', 'DeadlineReached'])
  })

  test('takes its reminder along when it is moved, also after the first was given', async () => {
    const ids = interview()
    await schedule(ids, 72)
    await reschedule(ids, 72, 96)
    jump(48)
    expect(await clock().look()).toBe(0)
    jump(24)
    await clock().look()
    await reschedule(ids, 24, 100)
    jump(76)
    await clock().look()
    await settle()
    expect(await reminderOf(ids)).toEqual([
      'DeadlineSet',
      'DeadlineMoved',
      'DeadlineReached',
      'DeadlineSet',
      'DeadlineReached',
    ])
  })

  test('that is called off is not recalled; booked again, it is', async () => {
    const ids = interview()
    await schedule(ids, 72)
    await cancel(ids, 72)
    await schedule({ ...ids, interview_id: randomUUID() }, 72)
    jump(50)
    await clock().look()
    await settle()
    expect(await reminderOf(ids)).toEqual(['DeadlineSet', 'DeadlineCancelled', 'DeadlineSet', 'DeadlineReached'])
  })

  test('that is booked for today is not recalled, and one that is over when the clock looks neither', async () => {
    const [today, past] = [interview(), interview()]
    await schedule(today, 10)
    await schedule(past, 72)
    jump(24 * 365)
    await clock().look()
    await settle()
    expect(await reminderOf(today)).toEqual([])
    expect(await reminderOf(past)).toEqual(['DeadlineSet', 'DeadlineCancelled'])
    await expectNoFaults()
  })
})

test('a full replay of the log through every policy, twice, fires nothing and writes nothing', async () => {
  await settle()
  const before = (await logged()).length
  await follow(0n)
  await follow(0n)
  await world.catchUp()
  await clock().look()
  expect((await logged()).length).toBe(before)
})

test('W-40 the clock looks up what is due by an index, and no more than a page of it', async () => {
  const { rows } = await world.pool.query<{ 'QUERY PLAN': string }>(
    `explain select id from deadlines where status = 'pending' and due_at <= now()
       and (due_at, id) > ('1970-01-01'::timestamptz, '00000000-0000-0000-0000-000000000000'::uuid)
     order by due_at, id limit 200`,
  )
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).not.toMatch(/Sort/)
})

describe('the check notices', () => {
  test.each([
    ['a deadline that is reached twice', 'DeadlineReached'],
    ['an offer that is closed twice', 'JobOfferClosed'],
  ])('%s', async (_, type) => {
    const events = await logged()
    const one = events.findLast((event) => event.type === type)!
    expect(deadlineFaults([...events, one], now.toISOString())).toHaveLength(1)
  })
  test('an offer that is open a day behind its deadline', async () => {
    const events = await logged()
    const last = events.findLast((event) => event.type === 'JobOfferClosed')!
    jump(24 * 365 * 2)
    expect(
      deadlineFaults(
        events.filter(({ id }) => id !== last.id),
        now.toISOString(),
      ),
    ).toHaveLength(1)
  })
})
