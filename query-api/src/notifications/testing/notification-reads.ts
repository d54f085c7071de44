import { randomUUID } from 'node:crypto'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { drafted, offerContent, published, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { type ReadWorld, startReadWorld } from '@one-hcm/embedded/testing/read-world'
import type { Endpoint } from '@one-hcm/platform/http/exchange'
import { startTestApi, testTokens } from '@one-hcm/platform/testing/test-api'

export type Person = { id: string; role: Role }
type Body = Readonly<Record<string, unknown>>

/** The reads of notifications behind the real edge, and what happens to people, on a log of the test's own. */
export type NotificationReads = ReadWorld & {
  origin: string
  get(path: string, as: Person, headers?: Record<string, string>): Promise<{ status: number; body: Body }>
  /** Number of SQL statements since the last call. */
  statements(): number
  /** A candidate; waiting for approval unless active. */
  signUp(changes?: Partial<Extract<UserEvent, { type: 'CandidateRegistered' }>['data']>): Promise<Person>
  appoint(role: Role): Promise<Person>
  /** An offer in the state of being open; its id. */
  publish(recruiter: Person, changes?: Parameters<typeof offerContent>[0]): Promise<string>
  /** An application; its id. */
  apply(candidate: Person, offer: string, recruiter: Person): Promise<string>
}

export const token = ({ id, role }: Person, sessionId: string = randomUUID()): string =>
  testTokens.issue({ userId: id, role, sessionId })

export async function startNotificationReads(
  endpoints: (world: ReadWorld) => readonly Endpoint[],
  appended: () => void = () => undefined,
): Promise<NotificationReads> {
  const started = await startReadWorld()
  const world: ReadWorld = {
    ...started,
    append: async (...parameters) => {
      const events = await started.append(...parameters)
      appended()
      return events
    },
  }
  let count = 0
  const query = world.pool.query.bind(world.pool)
  world.pool.query = ((...parameters: Parameters<typeof query>) => {
    count += 1
    return query(...parameters)
  }) as typeof world.pool.query
  const api = await startTestApi(endpoints(world))
  return {
    ...world,
    origin: api.origin,
    get: async (path, as, headers = {}) => {
      const response = await api.call(path, { headers: { Authorization: `Bearer ${token(as)}`, ...headers } })
      return { status: response.status, body: (await response.json()) as Body }
    },
    statements: () => {
      const since = count
      count = 0
      return since
    },
    signUp: async (changes = {}) => {
      const id = randomUUID()
      await world.append(`user-${id}`, [registered(id, changes)], { actor: { id, role: 'visitor' } })
      return { id, role: 'candidate' }
    },
    appoint: async (role) => {
      const id = randomUUID()
      await world.append(`user-${id}`, [created(id, role)])
      return { id, role }
    },
    publish: async (recruiter, changes = {}) => {
      const offer = randomUUID()
      await world.append(`jobOffer-${offer}`, [
        drafted(offerContent(changes), { offer, recruiter: recruiter.id }),
        published(null, { offer }),
      ])
      return offer
    },
    apply: async (candidate, offer, recruiter) => {
      const event = submitted({ candidate: candidate.id, offer, recruiter: recruiter.id })
      const { application_id } = event.data
      await world.append(`application-${application_id}`, [event], { actor: candidate })
      return application_id
    },
    stop: async () => {
      await api.stop()
      await world.stop()
    },
  }
}

const identity = {
  phone: null,
  date_of_birth: null,
  adresse: null,
  poste_actuel: null,
  matricule: null,
  sexe: null,
  annees_experience: null,
}
const registered = (user_id: string, changes: object): UserEvent => ({
  type: 'CandidateRegistered',
  data: {
    ...identity,
    user_id,
    email: `${user_id}@example.org`,
    first_name: 'Awa',
    last_name: 'Ndong',
    candidate_status: 'externe',
    no_seeg_email: true,
    statut: 'actif',
    consent_at: null,
    ...changes,
  },
})
const created = (user_id: string, role: Role): UserEvent => ({
  type: 'UserCreatedByAdmin',
  data: {
    ...identity,
    user_id,
    email: `${user_id}@example.com`,
    first_name: 'Rose',
    last_name: 'Mba',
    role,
    candidate_status: null,
    no_seeg_email: false,
    created_by: 'admin-1',
    password_generated: false,
  },
})
