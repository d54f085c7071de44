import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { calendarViolations } from '@one-hcm/contracts/recruitment/testing/calendar-violations'
import { placeAt } from '@one-hcm/contracts/recruitment/testing/interview-samples'
import { refusals } from '@one-hcm/contracts/refusals'
import { type CommandExecutor, createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { commandOf, person, type RecruitmentWrites, startRecruitmentWrites } from '../testing/recruitment-writes.ts'
import { bookInterview } from './book-interview.ts'
import { lookUp, valuesOf } from './bucketed-map.ts'
import { bookedIn, type CalendarState, interviewCalendar, type Place } from './interview-calendar.ts'
import { type ReviseInterviewSlot, reviseInterviewSlot } from './revise-interview-slot.ts'
import { swapInterviews } from './swap-interviews.ts'

const CLIENTS = 50
const INSTANCES = 5

let writes: RecruitmentWrites
let instances: CommandExecutor[]
beforeAll(async () => {
  writes = await startRecruitmentWrites()
  instances = Array.from({ length: INSTANCES }, () => createCommandExecutor(writes.log))
})
afterAll(() => writes.stop())

const recruiter = person('recruiter')
const clients = Array.from({ length: CLIENTS }, (_, index) => index)
const facts = {
  application: { status: 'pending' as const, candidateId: randomUUID(), jobOfferId: randomUUID(), revision: 0 },
  defaultLocation: 'Siège',
  now: '2040-01-01T00:00:00.000Z',
}

/** One client at one of the instances; each calendar is a stream of the test's own. */
const as = (client: number, calendar: string, decide: (state: CalendarState) => Decision<InterviewEvent>) =>
  instances[client % INSTANCES]!.execute(commandOf(recruiter), { aggregate: interviewCalendar, id: calendar, decide })

const booking =
  (applicationId: string, place: Place) =>
  (state: CalendarState): Decision<InterviewEvent> =>
    bookInterview(
      state,
      {
        newSlotId: randomUUID(),
        interviewId: randomUUID(),
        applicationId,
        place,
        location: null,
        interviewerId: null,
        mode: null,
        videoLink: null,
        jobTitle: null,
        candidateName: 'Awa',
        notes: null,
        scheduledBy: recruiter.id,
      },
      facts,
    )
const revising =
  (slotId: string, changes: Partial<ReviseInterviewSlot>) =>
  (state: CalendarState): Decision<InterviewEvent> =>
    reviseInterviewSlot(
      state,
      {
        slotId,
        version: undefined,
        placeFrom: (place) => place,
        status: undefined,
        details: { changes: {}, texts: {} },
        reason: null,
        newSlotId: randomUUID(),
        by: recruiter.id,
        booking: undefined,
        ...changes,
      },
      facts,
    )

type Outcome = Awaited<ReturnType<typeof as>>
const winners = (outcomes: readonly Outcome[]) => outcomes.filter((one) => !isRefusal(one) && one.events.length > 0)
const codes = (outcomes: readonly Outcome[]) => [
  ...new Set(outcomes.flatMap((one) => (isRefusal(one) ? [one.refused] : []))),
]
const historyOf = (calendar: string) => writes.log.readStream(`interviewCalendar-${calendar}`)
const at = (hour: number) => placeAt('2040-03-05', `${String(hour).padStart(2, '0')}:00:00`)

test('W-30 50 clients book one place for 50 applications: one has it, 49 are told why not', async () => {
  const calendar = randomUUID()
  const outcomes = await Promise.all(clients.map((client) => as(client, calendar, booking(randomUUID(), at(9)))))
  expect(winners(outcomes)).toHaveLength(1)
  expect(outcomes.filter(isRefusal)).toHaveLength(CLIENTS - 1)
  for (const code of codes(outcomes)) expect(refusals[code].status).toBe(409)
  expect(await historyOf(calendar)).toHaveLength(1)
})

test('W-30 50 clients book 24 places for one application: it has one interview', async () => {
  const calendar = randomUUID()
  const application = randomUUID()
  const outcomes = await Promise.all(
    clients.map((client) => as(client, calendar, booking(application, at(client % 24)))),
  )
  expect(winners(outcomes)).toHaveLength(1)
  for (const code of codes(outcomes)) expect(refusals[code].status).toBe(409)
  expect(calendarViolations(await historyOf(calendar))).toEqual([])
})

test('W-31 50 clients move one interview from the version they saw: one moves it, nobody else overwrites that', async () => {
  const calendar = randomUUID()
  const booked = await as(0, calendar, booking(randomUUID(), at(0)))
  if (isRefusal(booked)) throw new Error(booked.refused)
  const slotId = booked.row.last[0]!
  const outcomes = await Promise.all(
    clients.map((client) =>
      as(client, calendar, revising(slotId, { version: 0, placeFrom: () => at(1 + (client % 23)) })),
    ),
  )
  expect(winners(outcomes)).toHaveLength(1)
  for (const code of codes(outcomes)) expect(['precondition-failed', 'concurrent-change']).toContain(code)
  expect(await historyOf(calendar)).toHaveLength(2)
})

test('50 clients book, move, swap and call off the same interviews at five instances: both invariants hold', async () => {
  const calendar = randomUUID()
  const applications = Array.from({ length: 15 }, () => randomUUID())
  let seed = 20_260_316
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed % below
  }
  /** What a client can see at their instance: slots with an interview. */
  const seen = async (client: number) => {
    const { state } = await instances[client % INSTANCES]!.facts(interviewCalendar, calendar)
    return [...valuesOf(state.slots)].filter((slot) => bookedIn(slot))
  }
  const act = async (client: number): Promise<Outcome> => {
    const slots = await seen(client)
    const [one, other] = [slots[random(slots.length || 1)], slots[random(slots.length || 1)]]
    const place = at(random(20))
    switch (one && other ? random(6) : 0) {
      case 0:
      case 1:
        return as(client, calendar, booking(applications[random(applications.length)]!, place))
      case 2:
      case 3:
        return as(
          client,
          calendar,
          revising(one!.id, { placeFrom: () => place, version: random(2) ? one!.version : undefined }),
        )
      case 4: {
        const swap = {
          slotIds: [one!.id, other!.id] as const,
          versions: [one!.version, other!.version] as const,
          by: recruiter.id,
        }
        return as(client, calendar, (state) => swapInterviews(state, swap, facts.now))
      }
      default:
        return as(client, calendar, revising(one!.id, { status: 'cancelled' }))
    }
  }
  const outcomes: Outcome[] = []
  for (let round = 0; round < 8; round++) outcomes.push(...(await Promise.all(clients.map(act))))

  const history = await historyOf(calendar)
  expect(calendarViolations(history)).toEqual([])
  const acknowledged = outcomes.flatMap((one) => (isRefusal(one) ? [] : one.events.map(({ revision }) => revision)))
  expect(acknowledged.toSorted((a, b) => a - b)).toEqual(history.map(({ revision }) => revision))
  for (const code of codes(outcomes)) expect([409, 412]).toContain(refusals[code].status)
  const types = new Set(history.map(({ type }) => type))
  expect(types).toEqual(
    new Set(['InterviewScheduled', 'InterviewRescheduled', 'InterviewsSwapped', 'InterviewCancelled']),
  )
  const { state } = await instances[0]!.facts(interviewCalendar, calendar)
  for (const slot of valuesOf(state.slots))
    expect(lookUp(state.places, `${slot.place.date}T${slot.place.time}`)).toBe(slot.id)
})

test('the checker finds what a calendar without its rule lets through', async () => {
  const calendar = randomUUID()
  /** Books without looking at who has the place. */
  const carelessly = (applicationId: string) => (state: CalendarState) =>
    booking(applicationId, at(9))({ ...state, places: interviewCalendar.initialState.places })
  const outcomes = await Promise.all(clients.map((client) => as(client, calendar, carelessly(randomUUID()))))
  expect(winners(outcomes).length).toBeGreaterThan(1)
  expect(calendarViolations(await historyOf(calendar))).not.toEqual([])
})
