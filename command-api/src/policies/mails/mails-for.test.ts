import { describe, expect, test } from '@jest/globals'
import { mailer } from '@one-hcm/contracts/consumers'
import type { DomainEvent } from '@one-hcm/contracts/kernel/event'
import type { InterviewRow } from '@one-hcm/contracts/recruitment/interviews/interview.row'
import { ids, statusChanged, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { recorded } from '@one-hcm/platform/testing/given'
import type { PersonFacts } from '../../notifications/emails/mail-facts.ts'
import type { MailFacts } from './mail-wish.ts'
import { factsNeededBy, mailRules, mailsFor } from './mails-for.ts'

const AT = '2026-03-01T10:00:00.000Z'
const WEEK_LATER = '2026-03-08T10:00:00.000Z'
const STARTS = '2026-03-05T08:30:00.000Z'
const MOVED = '2026-03-06T08:30:00.000Z'
const OTHER = '1c0a4c1e-6a0f-4d0e-9a53-1f6d1b7a2c0a'
const OTHER_APPLICATION = '2d0a4c1e-6a0f-4d0e-9a53-1f6d1b7a2c0b'

const person = (id: string, changes: Partial<PersonFacts> = {}): PersonFacts => ({
  id,
  email: 'awa@example.com',
  first_name: 'Awa',
  last_name: 'Ndong',
  sexe: 'F',
  phone: '+24106000000',
  matricule: 4821,
  date_of_birth: '1990-05-17',
  adresse: 'Libreville',
  role: 'candidate',
  statut: 'actif',
  ...changes,
})
const interview = (changes: Partial<InterviewRow> = {}): InterviewRow => ({
  id: 'interview-1',
  slot_id: 'slot-1',
  application_id: ids.application,
  candidate_id: ids.candidate,
  job_offer_id: ids.offer,
  candidate_name: 'Awa Ndong',
  job_title: 'Comptable',
  date: '2026-03-05',
  time: '09:30:00',
  starts_at: STARTS,
  location: 'Siège',
  notes: 'Apportez vos diplômes',
  interviewer_id: ids.recruiter,
  interview_mode: 'presentiel',
  video_link: null,
  status: 'scheduled',
  sequence: 0,
  scheduled_by: ids.recruiter,
  created_at: AT,
  updated_at: AT,
  ...changes,
})
const facts = (changes: Partial<MailFacts> = {}): MailFacts => ({
  people: new Map([
    [ids.candidate, person(ids.candidate)],
    [OTHER, person(OTHER, { first_name: 'Paul', last_name: 'Obiang', sexe: 'M' })],
    [ids.recruiter, person(ids.recruiter, { first_name: 'Rachel', last_name: 'Mba', role: 'recruiter' })],
  ]),
  jobTitles: new Map([
    [ids.application, 'Comptable'],
    [OTHER_APPLICATION, 'Comptable'],
  ]),
  withInterview: new Set(),
  interviews: new Map([['interview-1', interview()]]),
  plannedInterviews: new Map(),
  hasHrMailbox: true,
  ...changes,
})

/** Given these facts, when this happens, then these messages go to these recipients. */
const when = (event: DomainEvent, known = facts(), actor = { id: 'actor', role: 'recruiter' }) =>
  mailsFor(recorded('any-1', event, { at: AT, actor }), known)
const sentTo = (event: DomainEvent, known = facts(), actor = { id: 'actor', role: 'recruiter' }) =>
  when(event, known, actor).map(({ template, to }) => [template, 'userId' in to ? to.userId : to.mailbox])

const registered = (statut: 'actif' | 'en_attente') => ({
  type: 'CandidateRegistered',
  data: { user_id: ids.candidate, statut },
})
const ofPerson = { user_id: ids.candidate }
const ids3 = {
  slot_id: 'slot-1',
  interview_id: 'interview-1',
  application_id: ids.application,
  candidate_id: ids.candidate,
  job_offer_id: ids.offer,
}
const scheduled = (changes: object = {}) => ({
  type: 'InterviewScheduled',
  data: {
    ...ids3,
    date: '2026-03-05',
    time: '09:30:00',
    starts_at: STARTS,
    location: null,
    interviewer_id: ids.recruiter,
    interview_mode: 'distanciel',
    video_link: 'https://meet.example/x',
    job_title: 'Comptable',
    candidate_name: 'Awa Ndong',
    notes: 'Apportez vos diplômes',
    sequence: 0,
    ...changes,
  },
})
const from = { slot_id: 'slot-1', date: '2026-03-05', time: '09:30:00', starts_at: STARTS }
const to = { slot_id: 'slot-2', date: '2026-03-06', time: '09:30:00', starts_at: MOVED }
const rescheduled = {
  type: 'InterviewRescheduled',
  data: { ...ids3, from, to, location: 'Annexe', by: ids.recruiter, sequence: 1 },
}
const simulation = {
  type: 'SimulationScheduled',
  data: {
    application_id: ids.application,
    candidate_id: ids.candidate,
    job_offer_id: ids.offer,
    simulation_date: '2026-03-05',
    simulation_time: '09:30:00',
    starts_at: STARTS,
    mode: 'distanciel',
    video_link: 'https://meet.example/x',
    location: null,
    sequence: 0,
  },
}
const reached = (changes: object = {}) => ({
  type: 'DeadlineReached',
  data: {
    deadline_id: 'd',
    kind: 'interview-reminder',
    job_offer_id: ids.offer,
    application_id: ids.application,
    slot_id: 'slot-1',
    candidate_id: ids.candidate,
    due_at: AT,
    subject_at: STARTS,
    ...changes,
  },
})

test('the mailer asks for exactly the events that lead to messages, and for the messages themselves', () => {
  const own = ['EmailQueued', 'EmailRetryRequested']
  expect([...mailer.eventTypes].sort()).toEqual([...mailRules.map(({ on }) => on), ...own].sort())
  expect(new Set(mailRules.map(({ on }) => on)).size).toBe(mailRules.length)
})

describe('§5.2, accounts', () => {
  test('W-34 an active candidate is welcomed, once', () => {
    expect(sentTo(registered('actif'))).toEqual([['welcome', ids.candidate]])
  })

  test('W-34 one who waits for approval is not welcomed: they and human resources are told of the request', () => {
    const mails = when(registered('en_attente'))
    expect(mails.map(({ template, to: whom }) => [template, whom])).toEqual([
      ['access-request-pending', { userId: ids.candidate }],
      ['access-request-received', { mailbox: 'hr' }],
    ])
    expect(mails[1]!.values).toEqual({
      first_name: 'Awa',
      last_name: 'Ndong',
      sexe: 'F',
      email: 'awa@example.com',
      phone: '+24106000000',
      matricule: '4821',
      date_of_birth: '1990-05-17',
      adresse: 'Libreville',
    })
    expect(sentTo(registered('en_attente'), facts({ hasHrMailbox: false }))).toEqual([
      ['access-request-pending', ids.candidate],
    ])
  })

  test('an approval is told, and the welcome follows', () => {
    expect(sentTo({ type: 'AccessApproved', data: ofPerson })).toEqual([
      ['access-approved', ids.candidate],
      ['welcome', ids.candidate],
    ])
  })

  test('a rejection is told with its reason', () => {
    const [mail, ...others] = when({
      type: 'AccessRejected',
      data: { ...ofPerson, rejection_reason: 'Matricule inconnu' },
    })
    expect(others).toEqual([])
    expect(mail).toMatchObject({ template: 'access-rejected', values: { rejection_reason: 'Matricule inconnu' } })
  })

  test.each([
    ['forgotten', 'password-reset'],
    ['invitation', 'set-password'],
  ])('a link that was %s: %s, which is of no use when the link is not; no token is in it', (purpose, template) => {
    const expires_at = '2026-03-01T11:00:00.000Z'
    const mails = when({ type: 'PasswordResetRequested', data: { ...ofPerson, reset_id: 'r', purpose, expires_at } })
    expect(mails).toMatchObject([{ template, expiresAt: expires_at, values: { reset_id: 'r', expires_at } }])
  })

  test.each(['PasswordReset', 'PasswordChanged'])('%s: the owner is told when', (type) => {
    expect(when({ type, data: ofPerson })).toMatchObject([
      { template: 'password-changed', values: { changed_at: AT }, expiresAt: WEEK_LATER },
    ])
  })
})

describe('§5.2, applications', () => {
  test('a submission is confirmed to its candidate', () => {
    expect(when(submitted())).toEqual([
      {
        template: 'application-received',
        to: { userId: ids.candidate },
        about: ids.candidate,
        applicationId: ids.application,
        expiresAt: WEEK_LATER,
        values: {
          first_name: 'Awa',
          last_name: 'Ndong',
          sexe: 'F',
          application_id: ids.application,
          job_title: 'Comptable',
        },
      },
    ])
  })

  test.each(['reviewed', 'shortlisted', 'incubation', 'accepted', 'hired'] as const)('%s is told', (status) => {
    expect(when(statusChanged('pending', status))).toMatchObject([
      { template: 'application-status', values: { status } },
    ])
  })

  test('a rejection has words of its own', () => {
    expect(sentTo(statusChanged('pending', 'rejected'))).toEqual([['application-rejected', ids.candidate]])
  })

  test.each(['pending', 'simulation_scheduled', 'withdrawn'] as const)('nothing is said of %s', (status) => {
    expect(when(statusChanged('reviewed', status))).toEqual([])
  })

  test('the interview step is told when a recruiter sets it, never twice with the invitation', () => {
    const change = statusChanged('pending', 'interview_scheduled')
    expect(sentTo(change)).toEqual([['application-status', ids.candidate]])
    expect(sentTo(change, facts(), { id: 'policy:x', role: 'system' })).toEqual([])
    expect(sentTo(change, facts({ withInterview: new Set([ids.application]) }))).toEqual([])
    expect(sentTo(scheduled())).toEqual([['interview-invitation', ids.candidate]])
  })
})

describe('§5.2, interviews', () => {
  test('an invitation tells date, place, person, mode and link, brings its calendar entry, and keeps the staff’s notes', () => {
    expect(when(scheduled())).toEqual([
      {
        template: 'interview-invitation',
        to: { userId: ids.candidate },
        about: ids.candidate,
        applicationId: ids.application,
        expiresAt: STARTS,
        values: {
          first_name: 'Awa',
          last_name: 'Ndong',
          sexe: 'F',
          application_id: ids.application,
          job_title: 'Comptable',
          starts_at: STARTS,
          location: null,
          interviewer: 'Rachel Mba',
          interview_mode: 'distanciel',
          video_link: 'https://meet.example/x',
          calendar_id: 'interview-1',
          sequence: '0',
        },
      },
    ])
  })

  test('a move tells the new date, with a higher sequence under the same entry', () => {
    expect(when(rescheduled)).toMatchObject([
      {
        template: 'interview-rescheduled',
        expiresAt: MOVED,
        values: {
          starts_at: MOVED,
          previous_starts_at: STARTS,
          location: 'Annexe',
          calendar_id: 'interview-1',
          sequence: '1',
        },
      },
    ])
  })

  test('another place or link is told, with a higher sequence; what only staff see is not', () => {
    const changed = (changes: object) => ({
      type: 'InterviewDetailsChanged',
      data: { ...ids3, changes, texts: { notes: 'Pour nous' }, changed_by: ids.recruiter, sequence: 3 },
    })
    expect(when(changed({ location: 'Annexe' }))).toMatchObject([
      { template: 'interview-updated', values: { location: 'Annexe', starts_at: STARTS, sequence: '3' } },
    ])
    expect(sentTo(changed({ interviewer_id: OTHER }))).toEqual([])
    const over = facts({ interviews: new Map([['interview-1', interview({ status: 'completed' })]]) })
    expect(sentTo(changed({ location: 'Annexe' }), over)).toEqual([])
  })

  test('a swap is told to both', () => {
    const half = (interview_id: string, candidate_id: string, application_id: string) => ({
      ...ids3,
      interview_id,
      candidate_id,
      application_id,
      from,
      to,
      location: null,
      sequence: 1,
    })
    const swapped = {
      type: 'InterviewsSwapped',
      data: {
        a: half('interview-1', ids.candidate, ids.application),
        b: half('interview-2', OTHER, OTHER_APPLICATION),
      },
    }
    const known = facts({
      interviews: new Map([
        ['interview-1', interview()],
        ['interview-2', interview({ id: 'interview-2', candidate_id: OTHER })],
      ]),
    })
    expect(sentTo(swapped, known)).toEqual([
      ['interview-rescheduled', ids.candidate],
      ['interview-rescheduled', OTHER],
    ])
  })

  test('a cancellation is told, and not the reason that the staff noted', () => {
    const data = { ...ids3, date: '2026-03-05', time: '09:30:00', starts_at: STARTS, reason: 'Malade', sequence: 2 }
    expect(when({ type: 'InterviewCancelled', data })).toMatchObject([
      {
        template: 'interview-cancelled',
        expiresAt: STARTS,
        values: expect.not.objectContaining({ reason: expect.anything() }),
      },
    ])
  })

  test('a simulation is told with its mode and link; its cancellation too', () => {
    expect(when(simulation)).toMatchObject([
      {
        template: 'simulation-invitation',
        values: { starts_at: STARTS, interview_mode: 'distanciel', video_link: 'https://meet.example/x' },
      },
    ])
    expect(sentTo({ ...simulation, type: 'SimulationCancelled' })).toEqual([['simulation-cancelled', ids.candidate]])
  })

  test('a reminder goes out for the interview it is about, and for none that moved or was called off since', () => {
    const planned = (row: InterviewRow) => facts({ plannedInterviews: new Map([[ids.application, row]]) })
    expect(when(reached(), planned(interview()))).toMatchObject([{ template: 'interview-reminder', expiresAt: STARTS }])
    expect(sentTo(reached(), planned(interview({ starts_at: MOVED })))).toEqual([])
    expect(sentTo(reached())).toEqual([])
    expect(sentTo(reached({ kind: 'offer-closing' }), planned(interview()))).toEqual([])
  })
})

const everything: DomainEvent[] = [
  registered('actif'),
  registered('en_attente'),
  { type: 'AccessApproved', data: ofPerson },
  { type: 'AccessRejected', data: { ...ofPerson, rejection_reason: { erased: true } } },
  { type: 'PasswordResetRequested', data: { ...ofPerson, reset_id: 'r', purpose: 'forgotten', expires_at: AT } },
  { type: 'PasswordReset', data: ofPerson },
  { type: 'PasswordChanged', data: ofPerson },
  submitted(),
  statusChanged('pending', 'rejected'),
  scheduled({ candidate_name: { erased: true }, notes: { erased: true } }),
  rescheduled,
  simulation,
  reached(),
]

test.each(everything.map((event) => [event.type, event] as const))(
  '%s: the same event leads to the same messages, and to none for somebody who is gone',
  (_, event) => {
    expect(when(event)).toEqual(when(event))
    const nobody = facts({ people: new Map() })
    expect(sentTo(event, nobody).filter(([, whom]) => whom !== 'hr')).toEqual([])
    expect(factsNeededBy(recorded('any-1', event)).people).toContain(ids.candidate)
  },
)

test('W-35 drafts, documents and profiles are no reason to write', () => {
  for (const type of ['DraftSaved', 'ApplicationDocumentUploaded', 'CandidateProfileUpdated', 'EvaluationCompleted'])
    expect(when({ type, data: {} })).toEqual([])
})
