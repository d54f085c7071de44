import { at, type Client, expectStatus, textAt } from '../testing/client.ts'
import { type Person, signUpForm } from '../testing/people.ts'
import type { Random } from '../testing/random.ts'
import { applied, changeStatus, type Offer, publishOffer } from '../testing/recruitment.ts'

/** People and things that changes are made of. */
export type Stage = {
  client: Client
  recruiter: Person
  /** Who may apply, with what they hear of offers. */
  candidates: Person[]
  offers: Offer[]
  applications: { id: string; status: string }[]
}

/** Where an application can go on from, back and forth for ever. */
const next: Readonly<Record<string, string>> = {
  pending: 'shortlisted',
  shortlisted: 'interview_scheduled',
  interview_scheduled: 'incubation',
  incubation: 'interview_scheduled',
}

type Change = (stage: Stage, random: Random) => Promise<void>

const moveApplication: Change = async ({ client, recruiter, applications }, random) => {
  const application = random.pick(applications)
  const status = next[application.status]!
  const answer = await changeStatus(client, recruiter, application.id, status, { prefer: 'respond-async' })
  if (answer.status === 200) application.status = status
}
const updateAccount: Change = async ({ client, candidates }, random) => {
  const { token } = random.pick(candidates)
  const phone = `+241${String(random.integer(90_000_000) + 10_000_000)}`
  expectStatus(await client.put('/api/v1/users/me', { token, json: { phone }, prefer: 'respond-async' }), 200)
}
const readAll: Change = async ({ client, candidates }, random) => {
  const { token } = random.pick(candidates)
  expectStatus(await client.put('/api/v1/notifications/read-all', { token, prefer: 'respond-async' }), 204)
}
const readOne: Change = async ({ client, candidates }, random) => {
  const { token } = random.pick(candidates)
  const id = at(await client.get('/api/v1/notifications?limit=1&unread_only=true', { token }), 'data', 0, 'id')
  if (typeof id === 'number') await client.put(`/api/v1/notifications/${id}/read`, { token, prefer: 'respond-async' })
}
const writeOffer: Change = async (stage, random) => {
  const { client, recruiter } = stage
  const offer_status = random.pick(['tous', 'externe', 'interne'])
  const offer = await publishOffer(client, recruiter, { offer_status })
  if (random.chance(0.3)) {
    const answer = await client.put(`/api/v1/jobs/${offer.id}`, { token: recruiter.token, json: { status: 'closed' } })
    expectStatus(answer, 200)
  }
}
const ask: Change = async ({ client }) => {
  const form = signUpForm({
    candidate_status: 'interne',
    no_seeg_email: true,
    matricule: 100_000 + Math.floor(Math.random() * 899_999_999),
  })
  expectStatus(await client.post('/api/v1/auth/signup', { json: form }), 201)
}
const apply: Change = async (stage, random) => {
  const { client, recruiter, candidates, applications } = stage
  const offer = await publishOffer(client, recruiter)
  const id = await applied(client, random.pick(candidates), offer)
  applications.push({ id, status: 'pending' })
}

/** How often each is made, in a hundred. */
const shares: readonly [Change, number][] = [
  [moveApplication, 62],
  [updateAccount, 12],
  [readOne, 8],
  [readAll, 6],
  [writeOffer, 7],
  [apply, 4],
  [ask, 1],
]

/** One change, whatever it is. */
export function makeChange(stage: Stage, random: Random): Promise<void> {
  let left = random.integer(100)
  for (const [change, share] of shares) {
    left -= share
    if (left < 0) return change(stage, random)
  }
  return Promise.resolve()
}

/** Applications to begin with: one of each candidate. */
export async function prepareStage(client: Client, recruiter: Person, candidates: Person[]): Promise<Stage> {
  const offers = [await publishOffer(client, recruiter), await publishOffer(client, recruiter)]
  const applications = await Promise.all(
    candidates.flatMap((candidate) =>
      offers.map(async (offer) => ({ id: await applied(client, candidate, offer), status: 'pending' })),
    ),
  )
  return { client, recruiter, candidates, offers, applications }
}

/** Asks to be told of offers. */
export async function optIn(client: Client, { token }: Person): Promise<void> {
  expectStatus(await client.put('/api/v1/notifications/preferences', { token, json: { job_offers: true } }), 200)
}

/** A change of one's own, and where it lies in the log: whoever hears of it has heard of all that came before. */
export async function ownMark(client: Client, { token }: Person): Promise<bigint> {
  const answer = await client.put('/api/v1/users/me', { token, json: { first_name: `Marque ${Date.now()}` } })
  expectStatus(answer, 200)
  return BigInt(answer.headers.get('Consistency-Token') ?? textAt(answer, 'none'))
}
