import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import {
  drafted,
  offerContent,
  published,
  statusChanged,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { recorded } from '@one-hcm/platform/testing/given'

/** How much there is to list. */
export type Size = { applications: number; candidates: number; offers: number; recruiters: number }

const DAY_MS = 86_400_000
const DAYS = 365
const firstNames = ['Awa', 'Luc', 'Rose', 'Paul', 'Zoé', 'Yann', 'Inès', 'Marc', 'Nadia', 'Jean', 'Olga', 'Pierre']
const lastNames = [
  'Obame',
  'Obiang',
  'Mba',
  'Ondo',
  'Nzé',
  'Ndong',
  'Essono',
  'Moussavou',
  'Koumba',
  'Bekale',
  'Mintsa',
]
const departments = ['Eau', 'Électricité', 'Support', 'Finances', null]
/** The ways applications go, as often as each is here; most wait, few are hired. */
const ways: readonly (readonly ApplicationStatus[])[] = [
  [],
  [],
  [],
  ['reviewed'],
  ['reviewed', 'rejected'],
  ['reviewed', 'shortlisted'],
  ['shortlisted', 'interview_scheduled'],
  ['interview_scheduled', 'incubation'],
  ['incubation', 'simulation_scheduled', 'rejected'],
  ['incubation', 'hired'],
]

const uuid = (kind: number, number: number) =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
export const recruiterId = (number: number) => uuid(1, number)
export const offerId = (number: number) => uuid(2, number)
export const candidateId = (number: number) => uuid(3, number)
export const nameOf = (number: number) =>
  `${firstNames[number % firstNames.length]} ${lastNames[number % lastNames.length]}${Math.floor(number / 132)}`

/** A history of the given size over the year before `now`, in the order of its time, the same for the same size. */
export function* historyOf(size: Size, now: number): Generator<Recorded> {
  let position = 0
  const revisions = new Map<string, number>()
  const event = (stream: string, one: DomainEvent, at: number): Recorded => {
    const revision = (revisions.get(stream) ?? -1) + 1
    revisions.set(stream, revision)
    position += 1
    return {
      ...recorded(stream, one, { index: revision, at: new Date(at).toISOString() }),
      id: deriveId('bench', stream, String(revision)),
      position: BigInt(position),
      prepare: BigInt(position),
    }
  }
  const start = now - DAYS * DAY_MS
  for (let number = 0; number < size.offers; number++) {
    const id = offerId(number)
    const content = offerContent({ title: `Poste ${number} ${nameOf(number)}`, department: departments[number % 5]! })
    yield event(
      `jobOffer-${id}`,
      drafted(content, { offer: id, recruiter: recruiterId(number % size.recruiters) }),
      start,
    )
    yield event(`jobOffer-${id}`, published(null, { offer: id }), start)
  }
  for (let number = 0; number < size.candidates; number++)
    yield event(`user-${candidateId(number)}`, registered(number), start)
  for (let number = 0; number < size.applications; number++) {
    const at = start + Math.floor(((number + 0.5) * DAYS * DAY_MS) / size.applications)
    const candidate = number % size.candidates
    // The second time round, a candidate applies for another offer.
    const offer = (number + Math.floor(number / size.candidates)) % size.offers
    const recruiter = recruiterId(offer % size.recruiters)
    const application = submitted({ candidate: candidateId(candidate), offer: offerId(offer), recruiter })
    const stream = `application-${application.data.application_id}`
    yield event(stream, application, at)
    let [from, moment]: [ApplicationStatus, number] = ['pending', at]
    for (const to of ways[(number * 7 + Math.floor(number / 10)) % ways.length]!) {
      moment = Math.min(now, moment + DAY_MS + (number % 1_000) * 1_000)
      yield event(stream, statusChanged(from, to, { application_id: application.data.application_id }), moment)
      from = to
    }
  }
}

function registered(number: number): DomainEvent {
  const [first_name, last_name] = nameOf(number).split(' ') as [string, string]
  return {
    type: 'CandidateRegistered',
    data: {
      user_id: candidateId(number),
      email: `${first_name}.${last_name}.${number}@example.org`.toLowerCase(),
      first_name,
      last_name,
      phone: '+24100000000',
      date_of_birth: '1995-04-12',
      sexe: number % 3 === 0 ? 'F' : 'M',
      candidate_status: 'externe',
      matricule: null,
      no_seeg_email: false,
      adresse: null,
      poste_actuel: null,
      annees_experience: 3,
      statut: 'actif',
      consent_at: null,
    },
  }
}
