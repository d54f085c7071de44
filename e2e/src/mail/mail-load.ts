import { randomUUID } from 'node:crypto'
import { emailIdFor } from '@one-hcm/command-api/policies/mails/queue-mails'
import type { DomainEvent } from '@one-hcm/contracts/kernel/event'
import type { EmailTemplate } from '@one-hcm/contracts/notifications/emails/email-template'
import type { Random } from '../testing/random.ts'
import type { WantedMail } from './mail-evidence.ts'
import { HR_MAILBOX, type MailStage } from './mail-stage.ts'

/** Things that happen to people, and the messages that have to come of it. */
export type MailLoad = {
  readonly wanted: WantedMail[]
  readonly tooLate: string[]
  /** Lets one thing happen. */
  next(): Promise<void>
}

const NEVER = '2099-01-01T00:00:00.000Z'
const LONG_AGO = '2020-01-01T00:00:00.000Z'

export function createMailLoad(stage: MailStage, random: Random): MailLoad {
  const people: { id: string; email: string }[] = []
  const wanted: WantedMail[] = []
  const tooLate: string[] = []
  let number = 0

  const happen = async (id: string, event: DomainEvent) => (await stage.append(`user-${id}`, event)).id
  const want = (
    eventId: string,
    template: EmailTemplate,
    to: { userId: string } | { mailbox: 'hr' },
    address: string,
  ) => wanted.push({ emailId: emailIdFor(eventId, { template, to }), template, to: address })

  const signUp = async (statut: 'actif' | 'en_attente') => {
    number += 1
    const person = { id: randomUUID(), email: `candidate-${number}@example.com` }
    const eventId = await happen(person.id, registered(person.id, person.email, statut))
    people.push(person)
    if (statut === 'actif') return want(eventId, 'welcome', { userId: person.id }, person.email)
    want(eventId, 'access-request-pending', { userId: person.id }, person.email)
    return want(eventId, 'access-request-received', { mailbox: 'hr' }, HR_MAILBOX)
  }
  const changePassword = async () => {
    const { id, email } = random.pick(people)
    const data = { user_id: id, change_id: randomUUID() }
    want(await happen(id, { type: 'PasswordChanged', data }), 'password-changed', { userId: id }, email)
  }
  const askForLink = async (expires_at: string) => {
    const { id, email } = random.pick(people)
    const data = { user_id: id, reset_id: randomUUID(), purpose: 'forgotten', expires_at }
    const eventId = await happen(id, { type: 'PasswordResetRequested', data })
    const to = { userId: id }
    if (expires_at === NEVER) want(eventId, 'password-reset', to, email)
    else tooLate.push(emailIdFor(eventId, { template: 'password-reset', to }))
  }

  return {
    wanted,
    tooLate,
    next: async () => {
      if (people.length === 0 || random.chance(0.5))
        return void (await signUp(random.chance(0.8) ? 'actif' : 'en_attente'))
      if (random.chance(0.6)) return void (await changePassword())
      await askForLink(random.chance(0.9) ? NEVER : LONG_AGO)
    },
  }
}

const registered = (user_id: string, email: string, statut: 'actif' | 'en_attente'): DomainEvent => ({
  type: 'CandidateRegistered',
  data: {
    user_id,
    email,
    first_name: 'Camille',
    last_name: 'Candidate',
    phone: null,
    date_of_birth: '1990-05-17',
    adresse: null,
    poste_actuel: null,
    matricule: null,
    sexe: 'F',
    candidate_status: 'externe',
    no_seeg_email: false,
    annees_experience: null,
    statut,
    consent_at: null,
  },
})
