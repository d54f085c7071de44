import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import { type Client, expectStatus, textAt } from '../testing/client.ts'
import { createColleague, createFirstAdmin, logIn, PASSWORD, type Person } from '../testing/people.ts'
import type { Offer } from '../testing/recruitment.ts'
import type { System } from '../testing/system.ts'
import { waitFor } from '../testing/wait.ts'

export type TakenOffer = Offer & { recruiter: Person }
export type Application = {
  id: string
  candidate: Person
  offer: TakenOffer
  /** As far as the users know: somebody may have moved it on. */
  status: ApplicationStatus
}

/** What the virtual users know of: grows with every write that was answered. */
export type World = {
  admin: Person
  auditor: Person
  recruiters: Person[]
  candidates: Person[]
  offers: TakenOffer[]
  applications: Application[]
  /** Accounts that were opened but have not logged in yet. */
  newcomers: string[]
  /** What visitors' command ids are derived with. */
  fingerprintSecret: Buffer
}

/** The colleagues of a new system, with nothing to do yet. */
export async function createWorld(
  client: Client,
  { bootstrapToken, fingerprintSecret }: Pick<System, 'bootstrapToken' | 'fingerprintSecret'>,
): Promise<World> {
  const admin = await createFirstAdmin(client, bootstrapToken)
  const auditor = await createColleague(client, admin, 'auditor')
  const recruiters = [
    await createColleague(client, admin, 'recruiter'),
    await createColleague(client, admin, 'recruiter'),
  ]
  return { admin, auditor, recruiters, candidates: [], offers: [], applications: [], newcomers: [], fingerprintSecret }
}

const LOGIN_WITHIN_MS = 60_000

/** Logs in for as long as it takes: a log-in has no key, and a second session does no harm. */
export const logInPatiently = (client: Client, email: string): Promise<Person> =>
  waitFor(
    `${email} to log in`,
    async () => {
      const answer = await client.post('/api/v1/auth/login', { json: { email, password: PASSWORD } })
      if (answer.outcome === 'unknown') return undefined
      return {
        id: textAt(expectStatus(answer, 200), 'user', 'id'),
        email,
        password: PASSWORD,
        token: textAt(answer, 'access_token'),
      }
    },
    LOGIN_WITHIN_MS,
  )

/** Tokens live for half an hour: a long run renews them. */
export async function renewTokens(client: Client, world: World): Promise<void> {
  for (const person of [world.admin, world.auditor, ...world.recruiters, ...world.candidates])
    person.token = (await logIn(client, person.email, person.password)).token
}
