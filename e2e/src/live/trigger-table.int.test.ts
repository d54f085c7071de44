import { expect, test } from '@jest/globals'
import { systemForSuite } from '../journeys/suite-system.ts'
import { type Answer, at, expectStatus, textAt } from '../testing/client.ts'
import { createColleague, PASSWORD, type Person, signUpCandidate, signUpForm, uniqueEmail } from '../testing/people.ts'
import { applied, changeStatus, publishOffer } from '../testing/recruitment.ts'
import { waitFor } from '../testing/wait.ts'

/** Recruitment §5.2 row by row, through the API: who is told what in the application, once. Mails are another suite's. */
const suite = systemForSuite({ shape: 'one-process' })

const write = async (method: 'POST' | 'PUT' | 'DELETE', path: string, { token }: Person, json?: object) =>
  suite.client.call(method, `/api/v1${path}`, { token, ...(json ? { json } : {}) })

/** Sub-types of what a person was told, oldest first. */
async function told(person: Person): Promise<string[]> {
  const answer = await suite.client.get('/api/v1/notifications?order=asc', { token: person.token })
  return (at(expectStatus(answer, 200), 'data') as { subtype: string }[]).map(({ subtype }) => subtype)
}

/** What people are told while something happens. */
async function meanwhile(people: readonly Person[], happen: () => Promise<unknown>): Promise<string[][]> {
  const before = await Promise.all(people.map(async (person) => (await told(person)).length))
  await happen()
  return Promise.all(people.map(async (person, index) => (await told(person)).slice(before[index])))
}

async function applicant() {
  const { client, recruiter } = suite
  const candidate = await signUpCandidate(client)
  const offer = await publishOffer(client, recruiter)
  return { candidate, offer, id: await applied(client, candidate, offer) }
}
const ok = (answer: Answer) => expectStatus(answer, 200, 201, 204)

test('sign-up, access request, approval, password', async () => {
  const { client, admin, recruiter } = suite
  const observer = await createColleague(client, admin, 'observer')
  const form = signUpForm({ candidate_status: 'interne', no_seeg_email: true, matricule: 123_456_789 })
  const deciders = await meanwhile([admin, recruiter, observer], async () =>
    ok(await client.post('/api/v1/auth/signup', { json: form })),
  )
  expect(deciders).toEqual([['access_requested'], ['access_requested'], []])
  const request = at(
    await client.get('/api/v1/access-requests?status=pending', { token: recruiter.token }),
    'data',
    0,
    'id',
  )
  const nobodyElse = await meanwhile([admin, recruiter], async () =>
    ok(await write('POST', '/access-requests/approve', recruiter, { request_id: request })),
  )
  expect(nobodyElse).toEqual([[], []])
  const login = ok(await client.post('/api/v1/auth/login', { json: { email: form.email, password: PASSWORD } }))
  const person = { id: '', email: form.email, password: PASSWORD, token: textAt(login, 'access_token') }
  expect(await told(person)).toEqual(['registration', 'access_approved'])

  const password = 'Une-Autre-Phrase-2026!'
  ok(await write('POST', '/auth/change-password', person, { current_password: PASSWORD, new_password: password }))
  const again = ok(await client.post('/api/v1/auth/login', { json: { email: form.email, password } }))
  const later = { ...person, token: textAt(again, 'access_token') }
  expect(await told(later)).toEqual(['registration', 'access_approved', 'password_changed'])
  ok(await client.post('/api/v1/auth/forgot-password', { json: { email: form.email } }))
  await waitFor('the wish for another password to be told', async () => (await told(later)).includes('password_reset'))
})

test('an application: its candidate and the recruiter of the offer; its status: the candidate', async () => {
  const { client, admin, recruiter } = suite
  const candidate = await signUpCandidate(client)
  const offer = await publishOffer(client, recruiter)
  const colleague = await createColleague(client, admin, 'recruiter')
  let id = ''
  const submitted = await meanwhile([candidate, recruiter, colleague, admin], async () => {
    id = await applied(client, candidate, offer)
  })
  expect(submitted).toEqual([['application_submitted'], ['application_submitted'], [], []])
  const moved = await meanwhile([candidate, recruiter], async () =>
    ok(await changeStatus(client, recruiter, id, 'rejected')),
  )
  expect(moved).toEqual([['application_status_changed'], []])
})

test('an interview booked, moved, swapped and called off: once each, and not by its status too', async () => {
  const { recruiter } = suite
  const [one, other] = [await applicant(), await applicant()]
  const book = async ({ id }: { id: string }, time: string) =>
    textAt(
      ok(await write('POST', '/interviews/slots', recruiter, { date: '2027-06-15', time, application_id: id })),
      'id',
    )
  const slots: string[] = []
  const people = [one.candidate, other.candidate, recruiter]
  const booked = await meanwhile(people, async () => {
    slots.push(await book(one, '09:00'), await book(other, '10:00'))
  })
  expect(booked).toEqual([['interview_scheduled'], ['interview_scheduled'], []])
  const moved = await meanwhile(people, async () => {
    slots[0] = textAt(ok(await write('PUT', `/interviews/slots/${slots[0]}`, recruiter, { time: '11:00' })), 'id')
  })
  expect(moved).toEqual([['interview_rescheduled'], [], []])
  const swapped = await meanwhile(people, async () =>
    ok(await write('POST', '/interviews/slots/swap', recruiter, { slot_id_a: slots[0], slot_id_b: slots[1] })),
  )
  expect(swapped).toEqual([['interview_rescheduled'], ['interview_rescheduled'], []])
  const cancelled = await meanwhile(people, async () =>
    ok(await write('DELETE', `/interviews/slots/${slots[1]}`, recruiter)),
  )
  expect(cancelled.flat()).toEqual(['interview_cancelled'])
})

test('the reminder of an interview: its candidate, once', async () => {
  const { client, recruiter } = suite
  const { candidate, id } = await applicant()
  ok(await write('POST', '/interviews/slots', recruiter, { date: '2027-06-16', time: '09:00', application_id: id }))
  const [reminder] = (await waitFor('the reminder to be set', async () => {
    const { token } = recruiter
    const list = at(await client.get(`/api/v1/deadlines?application_id=${id}`, { token }), 'data') as { id: string }[]
    return list.length > 0 && list
  })) as { id: string }[]
  const due_at = new Date(Date.now() + 1_000).toISOString()
  ok(await write('PUT', `/deadlines/${reminder!.id}`, recruiter, { due_at }))
  await waitFor('the reminder', async () => (await told(candidate)).includes('interview_reminder'))
  expect((await told(candidate)).filter((subtype) => subtype === 'interview_reminder')).toHaveLength(1)
})

test('a simulation: its candidate, once', async () => {
  const { client, recruiter } = suite
  const { candidate, id } = await applicant()
  ok(await changeStatus(client, recruiter, id, 'incubation'))
  const simulation = { simulation_date: '2027-06-17', simulation_time: '09:00' }
  const [scheduled] = await meanwhile([candidate], async () =>
    ok(await write('PUT', `/applications/${id}/simulation`, recruiter, simulation)),
  )
  expect(scheduled).toEqual(['simulation_scheduled'])
  const [cancelled] = await meanwhile([candidate], async () =>
    ok(await write('DELETE', `/applications/${id}/simulation`, recruiter)),
  )
  expect(cancelled).toEqual(['simulation_cancelled'])
})

test('an evaluation that is done: the recruiter of the offer, not who scored it, and never the candidate', async () => {
  const { client, admin, recruiter } = suite
  const evaluator = await createColleague(client, admin, 'recruiter')
  const { candidate, id } = await applicant()
  const done = await meanwhile([candidate, recruiter, evaluator], async () =>
    ok(await write('POST', '/evaluations/protocol1', evaluator, { application_id: id, cv_score: 15, completed: true })),
  )
  expect(done).toEqual([[], ['evaluation_completed'], []])
})

test('offers: candidates who asked for it, of their audience', async () => {
  const { client, recruiter } = suite
  const [asked, unasked] = [await signUpCandidate(client), await signUpCandidate(client)]
  const internal = await signUpCandidate(client, {
    candidate_status: 'interne',
    email: uniqueEmail('interne', 'seeg-gabon.com'),
    matricule: 223_456_789,
  })
  for (const person of [asked, internal])
    ok(await write('PUT', '/notifications/preferences', person, { job_offers: true }))
  const published = await meanwhile([asked, unasked, internal], async () => {
    await publishOffer(client, recruiter)
    await publishOffer(client, recruiter, { offer_status: 'interne' })
  })
  expect(published).toEqual([['job_match'], [], ['job_match', 'job_match']])
})

test('a profile: its owner; one that a submission made is no news', async () => {
  const { candidate } = await applicant()
  expect(await told(candidate)).not.toContain('profile_completed')
  const [changed] = await meanwhile([candidate], async () =>
    ok(await write('PUT', '/users/me/profile', candidate, { current_position: 'Comptable' })),
  )
  expect(changed).toEqual(['profile_updated'])
})
