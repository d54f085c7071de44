import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import {
  interviewCancelled,
  interviewCompleted,
  interviewDetailsChanged,
  interviewIds,
  interviewRescheduled,
  interviewScheduled,
  interviewSubject,
  interviewsSwapped,
  monday,
  otherSubject,
  placeAt,
  slotOpened,
  tuesday,
} from '@one-hcm/contracts/recruitment/testing/interview-samples'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { inTransaction } from '@one-hcm/platform/postgres/pool'
import { recorded } from '@one-hcm/platform/testing/given'
import { applyBatch } from '../../engine/apply-batch.ts'
import { createGenerationTables } from '../../engine/tables.ts'
import { type EngineWorld, startEngineWorld } from '../../testing/engine-world.ts'
import { interviewSlotsProjection } from './interview-slots.projection.ts'
import { interviewsProjection } from './interviews.projection.ts'

const SCHEMA = 'read_1'
const projections = [interviewSlotsProjection, interviewsProjection]
const { slot, otherSlot, interview, otherInterview } = interviewIds
const wednesday = placeAt('2026-03-18', '10:00:00')
const third = 'c0ffee00-0000-5000-8000-000000000003'

let world: EngineWorld
beforeAll(async () => {
  world = await startEngineWorld()
  await inTransaction(world.pool, (db) => createGenerationTables(db, SCHEMA, projections))
})
afterAll(() => world.stop())

/** A free slot, two interviews, a move, a swap, a change, an end and a cancellation. */
const events: InterviewEvent[] = [
  slotOpened(),
  interviewScheduled(),
  interviewScheduled({ ...otherSubject, ...tuesday }),
  interviewRescheduled({ slot_id: slot, ...monday }, { slot_id: third, ...wednesday }),
  interviewsSwapped(
    { ...interviewSubject, slot_id: third, from: wednesday, to: tuesday, location: null, sequence: 2 },
    { ...otherSubject, from: tuesday, to: wednesday, location: null, sequence: 1 },
  ),
  interviewDetailsChanged({ location: 'Salle B' }, { notes: 'Diplômes' }, 3),
  interviewCompleted({ ...interviewSubject, slot_id: third }),
  interviewCancelled({ ...otherSubject, ...wednesday, sequence: 2 }),
]
const history: Recorded[] = events.map((event, index) =>
  recorded('interviewCalendar-main', event, { index, at: new Date(Date.UTC(2026, 0, 15, 10, index)).toISOString() }),
)

const apply = (batch: readonly Recorded[]) =>
  inTransaction(world.pool, (db) =>
    applyBatch(
      { db, schema: SCHEMA, projections },
      batch.map((event) => ({ kind: 'event', event })),
    ),
  )
const tables = async () =>
  Promise.all(
    ['interview_slots', 'interviews', 'interviews_by_status'].map(
      async (table) => (await world.pool.query(`select * from ${SCHEMA}.${table} order by 1, 2`)).rows as object[],
    ),
  )

test('every event of the calendar, one by one, at once and again; a move and a swap change two rows each', async () => {
  for (const event of history) expect(await apply([event])).toEqual(new Map())
  const oneByOne = await tables()
  const [slots, interviews, counts] = oneByOne
  expect(slots).toHaveLength(3)
  expect(slots).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: slot, revision: 5, status: 'scheduled', interview_id: null }),
      expect.objectContaining({ id: third, revision: 6, status: 'completed', application_id: ids.application }),
      expect.objectContaining({ id: otherSlot, revision: 7, status: 'cancelled', application_id: null }),
    ]),
  )
  expect(interviews).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: interview, status: 'completed', starts_at: '2026-03-17 13:00:00+00' }),
      expect.objectContaining({ id: otherInterview, status: 'cancelled', starts_at: '2026-03-18 09:00:00+00' }),
    ]),
  )
  expect(counts).toEqual([
    expect.objectContaining({ job_offer_id: ids.offer, status: 'cancelled', n: 1n }),
    expect.objectContaining({ job_offer_id: ids.offer, status: 'completed', n: 1n }),
  ])

  expect(await apply(history)).toEqual(new Map())
  expect(await tables()).toEqual(oneByOne)
  for (const table of ['interview_slots', 'interviews', 'interviews_by_status'])
    await world.pool.query(`truncate ${SCHEMA}.${table}`)
  expect(await apply(history)).toEqual(new Map())
  expect(await tables()).toEqual(oneByOne)
})
