import { setTimeout as delay } from 'node:timers/promises'
import { type Answer, at, type Client, revisionOf } from '../testing/client.ts'
import type { Person } from '../testing/people.ts'
import type { Random } from '../testing/random.ts'
import { type Attempt, attemptOf } from './attempts.ts'

const SLOTS = '/api/v1/interviews/slots'
const PROTOCOL1 = '/api/v1/evaluations/protocol1'

/** What all recruiters fight over. */
export type Field = {
  applications: readonly string[]
  /** Date and time in Libreville; fewer than would do for everybody. */
  places: readonly { date: string; time: string }[]
}

type Slot = { id: string; version: number; application_id: string | null }

export type RecruiterOptions = {
  client: Client
  person: Person
  field: Field
  random: Random
  /** Where their writes are noted down, with everybody's. */
  attempts: Attempt[]
  goesOn(): boolean
  /** The longest rest between two writes. */
  pauseMaxMs: number
}

/** Looks at the calendar, then writes on what it saw: by the time it does, others have written as well. */
export async function playRecruiter(options: RecruiterOptions): Promise<void> {
  const { client, person, field, random, attempts, goesOn, pauseMaxMs } = options
  const { token } = person
  let slots: Slot[] = []
  const put = (path: string, json: object, version?: number): Promise<Answer> =>
    client.put(path, { token, json, ...(version === undefined ? {} : { headers: { 'If-Match': `"${version}"` } }) })

  const book = async () => {
    const json = { application_id: random.pick(field.applications), ...random.pick(field.places) }
    attempts.push(attemptOf('book', [], await client.post(SLOTS, { token, json })))
  }
  const move = async (slot: Slot) => {
    // Half of them say what they saw, as new clients do; the others write as the old ones did.
    const named = random.chance(0.5)
    const answer = await put(`${SLOTS}/${slot.id}`, random.pick(field.places), named ? slot.version : undefined)
    attempts.push(attemptOf('move', named ? [seenOf(slot)] : [], answer))
  }
  const swap = async (a: Slot, b: Slot) => {
    const json = { slot_id_a: a.id, slot_id_b: b.id, version_a: a.version, version_b: b.version }
    const answer = await client.post(`${SLOTS}/swap`, { token, json })
    attempts.push(attemptOf('swap', a === b ? [] : [seenOf(a), seenOf(b)], answer))
  }
  const cancel = async (slot: Slot) => {
    const headers = { 'If-Match': `"${slot.version}"` }
    attempts.push(
      attemptOf('cancel', [seenOf(slot)], await client.call('DELETE', `${SLOTS}/${slot.id}`, { token, headers })),
    )
  }
  const score = async () => {
    const id = random.pick(field.applications)
    const revision = revisionOf(await client.get(`${PROTOCOL1}/${id}`, { token }))
    if (revision === undefined) return
    const json = { [random.pick(['cv_score', 'metier_score', 'interview_talent_score'])]: random.integer(2001) / 100 }
    attempts.push(attemptOf('score', [`${id}@${revision}`], await put(`${PROTOCOL1}/${id}`, json, revision)))
  }

  while (goesOn()) {
    if (slots.length === 0 || random.chance(0.4)) {
      const answer = await client.get(`${SLOTS}?is_available=false&limit=100`, { token })
      slots = (at(answer, 'data') as Slot[] | undefined) ?? slots
    }
    const [one, other] = slots.length > 0 ? [random.pick(slots), random.pick(slots)] : [undefined, undefined]
    const chosen = random.next()
    if (chosen < 0.3) await score()
    else if (!one || !other || chosen < 0.5) await book()
    else if (chosen < 0.75) await move(one)
    else if (chosen < 0.93) await swap(one, other)
    else await cancel(one)
    await delay(random.integer(pauseMaxMs + 1))
  }
}

const seenOf = ({ id, version }: Slot): string => `${id}@${version}`
