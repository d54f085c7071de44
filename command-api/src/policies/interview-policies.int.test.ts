import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { placeAt } from '@one-hcm/contracts/recruitment/testing/interview-samples'
import { application } from '../recruitment/applications/application.ts'
import { changeApplicationStatus } from '../recruitment/applications/change-application-status.ts'
import { deleteApplication } from '../recruitment/applications/delete-application.ts'
import { bookInterview } from '../recruitment/interviews/book-interview.ts'
import { interviewCalendar } from '../recruitment/interviews/interview-calendar.ts'
import {
  commandOf,
  person,
  type RecruitmentWrites,
  startRecruitmentWrites,
} from '../recruitment/testing/recruitment-writes.ts'
import { performCommand } from './perform-command.ts'
import { policies } from './policies.ts'
import { runPolicies } from './run-policies.ts'

const CALENDAR = 'interviewCalendar-main'
const BEFORE = '2040-03-01T08:00:00.000Z'
const AFTER = '2040-04-01T08:00:00.000Z'
const recruiter = person('recruiter')
let hour = 0

let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites()
})
afterAll(() => writes.stop())

/** An application that is booked for March 2040; its events, with nothing that follows from them. */
async function booked(): Promise<{ id: string; booking: Recorded }> {
  const { body } = await writes.apply(await writes.candidate(), await writes.publish())
  const { id } = body.data as { id: string }
  const { state, revision } = await writes.executor.facts(application, id)
  if (state.stage !== 'submitted') throw new Error(state.stage)
  const place = placeAt('2040-03-05', `${String(hour++).padStart(2, '0')}:00:00`)
  const outcome = await writes.executor.execute(
    { ...commandOf(recruiter), now: BEFORE },
    {
      aggregate: interviewCalendar,
      id: 'main',
      decide: (calendar) =>
        bookInterview(
          calendar,
          {
            newSlotId: randomUUID(),
            interviewId: randomUUID(),
            applicationId: id,
            place,
            location: null,
            interviewerId: null,
            mode: null,
            videoLink: null,
            jobTitle: null,
            candidateName: null,
            notes: null,
            scheduledBy: recruiter.id,
          },
          {
            application: { status: 'pending', candidateId: state.candidateId, jobOfferId: state.jobOfferId, revision },
            defaultLocation: 'Siège',
            now: BEFORE,
          },
        ),
    },
  )
  if (isRefusal(outcome)) throw new Error(outcome.refused)
  return { id, booking: outcome.events[0]! }
}

const reject = (id: string, now: string) =>
  writes.executor.execute(
    { ...commandOf(recruiter), now },
    {
      aggregate: application,
      id,
      decide: (state) =>
        changeApplicationStatus(state, { applicationId: id, status: 'rejected', notes: null, changedBy: recruiter.id }),
    },
  )
const remove = (id: string, now: string) =>
  writes.executor.execute(
    { ...commandOf(recruiter), now },
    {
      aggregate: application,
      id,
      decide: (state) => deleteApplication(state, { applicationId: id, deletedBy: recruiter.id }),
    },
  )
const react = (event: Recorded) => runPolicies(policies, performCommand, writes.executor, event)
const cancelled = async (id: string) =>
  (await writes.log.readStream(CALENDAR)).some(
    ({ type, data }) => type === 'InterviewCancelled' && (data as { application_id: string }).application_id === id,
  )

test('W-30 an application that was closed between the decision and the append of its booking gets its slot taken back', async () => {
  const [rejected, removed] = [await booked(), await booked()]
  // As if these had come first: the reaction to the closing found nothing to release.
  await reject(rejected.id, BEFORE)
  await react(rejected.booking)
  expect(await cancelled(rejected.id)).toBe(true)

  const late = { ...removed.booking, position: removed.booking.position + 1_000_000n }
  await remove(removed.id, BEFORE)
  await react(late)
  expect(await cancelled(removed.id)).toBe(true)
})

test.each([
  ['rejected', reject],
  ['deleted', remove],
])(
  'a repeat of the reaction to a booking calls off nothing that was held before its application was %s',
  async (_, close) => {
    const { id, booking } = await booked()
    await react(booking)
    const closing = await close(id, AFTER)
    if (isRefusal(closing)) throw new Error(closing.refused)
    for (const event of [...closing.events, booking, ...closing.events]) await react(event)
    expect(await cancelled(id)).toBe(false)
  },
)

test('reacting to the whole calendar once more adds nothing', async () => {
  const { id, booking } = await booked()
  await react(booking)
  const before = await writes.eventsOf(`application-${id}`)
  for (const event of await writes.log.readStream(CALENDAR)) await react(event)
  const all = await writes.log.readStream(CALENDAR)
  for (const event of all) await react(event)
  expect(await writes.eventsOf(`application-${id}`)).toEqual(before)
  expect(await writes.log.readStream(CALENDAR)).toHaveLength(all.length)
})
