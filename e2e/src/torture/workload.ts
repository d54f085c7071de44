import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { reachableBy } from '@one-hcm/contracts/recruitment/applications/status-change'
import { commandIdFor, visitorScope } from '@one-hcm/platform/commands/command-context'
import type { CallOptions } from '../testing/client.ts'
import { type Person, signUpForm } from '../testing/people.ts'
import type { Random } from '../testing/random.ts'
import { submission } from '../testing/recruitment.ts'
import { jobDescriptions, offerFrom, smallDocuments } from '../testing/samples.ts'
import type { Intent } from './history.ts'
import type { Application, TakenOffer, World } from './world.ts'

/** One write of a virtual user, ready to be sent as often as needed. */
export type Operation = {
  kind: 'sign-up' | 'create-offer' | 'revise-offer' | 'submit' | 'change-status' | 'score'
  intent: Intent
  method: 'POST' | 'PUT'
  path: string
  call: CallOptions & { idempotencyKey: string }
  commandId: string
  stream: string | undefined
  /** Fields of its event's data (`criteria.cv_score`) and their values. */
  wanted: Readonly<Record<string, unknown>>
  /** What the users know once it was answered. */
  learn?(world: World): void
}

const CONFLICTING = 0.15
const MALFORMED = 0.05
/** 20 % of the offers take 80 % of what happens. */
const HOT = 0.2
const HOT_SHARE = 0.8
const OFFERS_MIN = 5
const CANDIDATES_MIN = 4

/** Where an application ends: kept out, so that there is always something to do. */
const FINAL: ReadonlySet<string> = new Set(['hired', 'rejected', 'accepted'])

/** What the next virtual user does. Depends on nothing but what the users know, and chance. */
export function nextOperation(world: World, random: Random): Operation {
  const intent: Intent = random.chance(MALFORMED)
    ? 'malformed'
    : random.chance(CONFLICTING / (1 - MALFORMED))
      ? 'conflicting'
      : 'valid'
  if (world.offers.length < OFFERS_MIN) return createOffer(world, random, intent === 'malformed' ? intent : 'valid')
  if (world.candidates.length < CANDIDATES_MIN) return signUp(world, random, 'valid')
  if (intent === 'conflicting') return conflict(world, random)
  const dice = random.next()
  if (dice < 0.12) return signUp(world, random, intent)
  if (dice < 0.17) return createOffer(world, random, intent)
  if (dice < 0.25) return reviseOffer(world, random, intent)
  if (dice < 0.6 || world.applications.length === 0) return submit(world, random, intent)
  return dice < 0.85 ? changeStatus(world, random, intent) : score(world, random, intent)
}

const keyOf = (random: Random): string =>
  `torture-${Array.from({ length: 3 }, () => random.integer(2 ** 32).toString(36)).join('')}`

function operation(
  random: Random,
  /** A person who is logged in, or whose keys these are. */
  actor: Person | string,
  given: Pick<Operation, 'kind' | 'intent' | 'method' | 'path' | 'learn'> & {
    json: unknown
    headers?: Readonly<Record<string, string>>
    stream?: string | ((commandId: string) => string)
    wanted?: Operation['wanted']
  },
): Operation {
  const { json, headers, stream, wanted = {}, ...rest } = given
  const idempotencyKey = keyOf(random)
  const [scope, token] = typeof actor === 'string' ? [actor, undefined] : [actor.id, actor.token]
  const commandId = commandIdFor(scope, `${given.method.toLowerCase()} ${given.path}`, idempotencyKey)
  return {
    ...rest,
    call: { token, json, headers, idempotencyKey },
    commandId,
    stream: typeof stream === 'function' ? stream(commandId) : stream,
    wanted,
  }
}

function signUp(world: World, random: Random, intent: Intent): Operation {
  const email = `torture.${random.integer(2 ** 32).toString(36)}${random.integer(2 ** 32).toString(36)}@example.org`
  const isInternal = random.chance(0.3)
  const form = signUpForm({
    email,
    first_name: 'Torture',
    ...(isInternal
      ? {
          candidate_status: 'interne',
          matricule: 1 + random.integer(2 ** 31 - 2),
          email: email.replace('example.org', 'seeg-gabon.com'),
        }
      : {}),
  })
  return operation(random, visitorScope(world.fingerprintSecret, form.email), {
    kind: 'sign-up',
    intent,
    method: 'POST',
    path: '/api/v1/auth/signup',
    json: intent === 'malformed' ? { ...form, password: 'weak' } : form,
    stream: (commandId) => `user-${deriveId('user', commandId)}`,
    wanted: { email: form.email },
    learn: (world) => void world.newcomers.push(form.email),
  })
}

function createOffer(world: World, random: Random, intent: Intent): Operation {
  const recruiter = random.pick(world.recruiters)
  const job = random.pick(jobDescriptions())
  const body = offerFrom(job, { title: `${job.title} ${random.integer(10_000)}`, status: 'active' })
  const created = operation(random, recruiter, {
    kind: 'create-offer',
    intent,
    method: 'POST',
    path: '/api/v1/jobs',
    json: intent === 'malformed' ? { ...body, salary_min: 'plenty' } : body,
    stream: (commandId) => `jobOffer-${deriveId('jobOffer', commandId)}`,
  })
  const id = deriveId('jobOffer', created.commandId)
  return {
    ...created,
    learn: ({ offers }) => void offers.push({ id, title: body.title, questions: job.questions_mtp, recruiter }),
  }
}

/** Mostly one of a few: rivals meet there. */
function hot<T>(from: readonly T[], random: Random): T {
  const few = Math.max(1, Math.ceil(from.length * HOT))
  return random.chance(HOT_SHARE) ? random.pick(from.slice(0, few)) : random.pick(from)
}

function reviseOffer(world: World, random: Random, intent: Intent): Operation {
  const offer: TakenOffer = hot(world.offers, random)
  const salary = 300_000 + random.integer(1_000_000)
  return operation(random, offer.recruiter, {
    kind: 'revise-offer',
    intent,
    method: 'PUT',
    path: `/api/v1/jobs/${offer.id}`,
    json: intent === 'malformed' ? { salary_max: 'plenty' } : { salary_max: salary },
    stream: `jobOffer-${offer.id}`,
  })
}

function submissionOf(candidate: Person, offer: TakenOffer, random: Random, intent: Intent): Operation {
  const id = deriveId('application', candidate.id, offer.id)
  const body = submission(offer, smallDocuments(String(random.integer(1_000_000))))
  return operation(random, candidate, {
    kind: 'submit',
    intent,
    method: 'POST',
    path: '/api/v1/applications',
    json: intent === 'malformed' ? { ...body, documents: body.documents.slice(1) } : body,
    stream: `application-${id}`,
    wanted: { candidate_id: candidate.id, job_offer_id: offer.id },
    learn: ({ applications }) => {
      if (!applications.some((known) => known.id === id)) applications.push({ id, candidate, offer, status: 'pending' })
    },
  })
}

/** Somebody applies for something they have not applied for yet, as far as the users know. */
function submit(world: World, random: Random, intent: Intent): Operation {
  const offer = hot(world.offers, random)
  const applied = new Set(
    world.applications.filter((known) => known.offer.id === offer.id).map(({ candidate }) => candidate.id),
  )
  const free = world.candidates.filter(({ id }) => !applied.has(id))
  return free.length === 0 ? signUp(world, random, intent) : submissionOf(random.pick(free), offer, random, intent)
}

function changeStatus(world: World, random: Random, intent: Intent): Operation {
  const application: Application = hot(world.applications, random)
  const reachable = reachableBy('transition', { status: application.status, previousStatus: undefined }).filter(
    (status) => !FINAL.has(status),
  )
  if (reachable.length === 0) return score(world, random, intent)
  const status = random.pick(reachable)
  return operation(random, random.pick(world.recruiters), {
    kind: 'change-status',
    intent,
    method: 'PUT',
    path: `/api/v1/applications/${application.id}/status`,
    json: intent === 'malformed' ? { status: 7 } : { status, notes: `Note ${random.integer(1_000_000)}` },
    stream: `application-${application.id}`,
    wanted: { new_status: status },
    learn: () => {
      application.status = status
    },
  })
}

function score(world: World, random: Random, intent: Intent): Operation {
  const application: Application = hot(world.applications, random)
  const points = random.integer(2_001) / 100
  const field = random.pick(['cv_score', 'metier_score', 'interview_talent_score'])
  return operation(random, random.pick(world.recruiters), {
    kind: 'score',
    intent,
    method: 'PUT',
    path: `/api/v1/evaluations/protocol1/${application.id}`,
    json: { [field]: intent === 'malformed' ? 21 : points },
    stream: `protocol1-${application.id}`,
    wanted: { [`criteria.${field}`]: points },
  })
}

/** What the rules must refuse, whoever came first. */
function conflict(world: World, random: Random): Operation {
  const dice = random.next()
  if (world.applications.length === 0) return submit(world, random, 'valid')
  const { candidate, offer, id } = hot(world.applications, random)
  if (dice < 0.5) return submissionOf(candidate, offer, random, 'conflicting')
  if (dice < 0.7) {
    const again = signUp(world, random, 'conflicting')
    const form = signUpForm({ email: candidate.email })
    return { ...again, call: { ...again.call, json: form }, learn: undefined }
  }
  return operation(random, random.pick(world.recruiters), {
    kind: 'change-status',
    intent: 'conflicting',
    method: 'PUT',
    path: `/api/v1/applications/${id}/status`,
    json: { status: 'reviewed', notes: 'By somebody who has not seen the latest' },
    headers: { 'If-Match': '"4711"' },
    stream: `application-${id}`,
  })
}
