import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type SmtpPeer, startSmtpPeer } from '@one-hcm/platform/testing/smtp-peer'
import { type Client, expectStatus, textAt } from '../testing/client.ts'
import {
  createColleague,
  createFirstAdmin,
  type Person,
  signUpCandidate,
  signUpForm,
  uniqueEmail,
  uniqueMatricule,
} from '../testing/people.ts'
import { applied, changeStatus, publishOffer } from '../testing/recruitment.ts'
import { type System, startSystem } from '../testing/system.ts'
import { waitFor } from '../testing/wait.ts'

/** Every row of recruitment §5.2 through the whole system: over HTTP in, at a mail server out. */

const HR = 'access@hr.example'
let peer: SmtpPeer
let system: System
let client: Client
let admin: Person
let recruiter: Person
let seen = 0

beforeAll(async () => {
  peer = await startSmtpPeer()
  system = await startSystem({
    shape: 'one-process',
    env: {
      RATE_LIMIT_ENABLED: 'false',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(peer.port),
      SMTP_TLS: 'false',
      MAIL_FROM_EMAIL: 'rh@hr.example',
      HR_MAILBOX: HR,
      PUBLIC_APP_URL: 'https://hr.example',
    },
  })
  client = system.client
  admin = await createFirstAdmin(client, system.bootstrapToken)
  recruiter = await createColleague(client, admin, 'recruiter')
}, 120_000)
afterAll(async () => {
  await system?.dispose()
  await peer?.stop()
}, 60_000)

/** Texts of what arrived since the last look, by recipient; waits for as many. */
async function arrivals(count: number): Promise<{ to: string; text: string }[]> {
  await waitFor(`${count} messages`, () => peer.received.length >= seen + count)
  const news = peer.received.slice(seen)
  seen = peer.received.length
  return news.map(({ to, raw }) => ({ to: to.join(), text: textOf(raw) }))
}
/** Header and body without the folding of the wire. */
const textOf = (raw: string) =>
  raw
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'))
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const as = (person: Person, json?: object) => ({ token: person.token, ...(json ? { json } : {}) })

test('W-34 sign-up, request, approval, rejection', async () => {
  const candidate = await signUpCandidate(client)
  expect(await arrivals(1)).toEqual([{ to: candidate.email, text: expect.stringContaining('Madame Candidate,') }])

  const request = async () => {
    const form = { candidate_status: 'interne', matricule: uniqueMatricule(), no_seeg_email: true }
    const json = signUpForm({ ...form, first_name: 'Paul', sexe: 'M' })
    const answer = expectStatus(await client.post('/api/v1/auth/signup', { json }), 201)
    const pending = await arrivals(2)
    expect(pending.map(({ to }) => to).sort()).toEqual([HR, json.email].sort())
    expect(pending.find(({ to }) => to === HR)!.text).toContain(String(form.matricule))
    const requests = await client.get('/api/v1/access-requests?limit=500', as(recruiter))
    const { data } = requests.body as { data: { id: string; user_id: string }[] }
    return { email: json.email, id: data.find(({ user_id }) => user_id === textAt(answer, 'id'))!.id }
  }
  const approved = await request()
  expectStatus(await client.put(`/api/v1/access-requests/${approved.id}/approve`, as(recruiter)), 200)
  const welcomed = await arrivals(2)
  expect(welcomed.map(({ to }) => to)).toEqual([approved.email, approved.email])
  const rejected = await request()
  const reason = 'Le matricule ne correspond à personne chez nous.'
  expectStatus(
    await client.put(`/api/v1/access-requests/${rejected.id}/reject`, as(recruiter, { rejection_reason: reason })),
    200,
  )
  expect(await arrivals(1)).toEqual([{ to: rejected.email, text: expect.stringContaining('ne correspond à personne') }])
}, 90_000)

test('forgotten and changed passwords, and a first one: the links that arrive work', async () => {
  const candidate = await signUpCandidate(client)
  await arrivals(1)
  expectStatus(await client.post('/api/v1/auth/forgot-password', { json: { email: candidate.email } }), 200)
  const [link] = await arrivals(1)
  const tokenIn = (text: string) => /hr\.example\/reset-password\?token=([\w-]+)/.exec(text)![1]
  const reset = { token: tokenIn(link!.text), new_password: 'Une-Autre-Phrase-2026!' }
  expectStatus(await client.post('/api/v1/auth/reset-password', { json: reset }), 200)
  expect(await arrivals(1)).toEqual([{ to: candidate.email, text: expect.stringContaining('sessions') }])

  const email = uniqueEmail('observer')
  const json = { email, first_name: 'Olga', last_name: 'Bongo', role: 'observer' }
  expectStatus(await client.post('/api/v1/auth/create-user', as(admin, json)), 201)
  const [invitation] = await arrivals(1)
  expect(invitation!.to).toBe(email)
  const first = { token: tokenIn(invitation!.text), new_password: 'Une-Autre-Phrase-2026!' }
  expectStatus(await client.post('/api/v1/auth/reset-password', { json: first }), 200)
  expect(await arrivals(1)).toEqual([{ to: email, text: expect.any(String) }])
}, 60_000)

test('an application from its confirmation to the interview, which is told once', async () => {
  const offer = await publishOffer(client, recruiter)
  const [one, two] = [await signUpCandidate(client), await signUpCandidate(client)]
  const applications = [await applied(client, one, offer), await applied(client, two, offer)] as const
  const confirmed = await arrivals(4)
  expect(confirmed.filter(({ text }) => text.includes(applications[0]))).toHaveLength(1)
  expectStatus(await changeStatus(client, recruiter, applications[0], 'shortlisted'), 200)
  expect(await arrivals(1)).toEqual([{ to: one.email, text: expect.stringContaining('présélectionnée') }])

  const book = async (application_id: string, time: string) =>
    textAt(
      expectStatus(
        await client.post(
          '/api/v1/interviews/slots',
          as(recruiter, { date: day(10), time, application_id, location: 'Siège', notes: 'À ne pas dire' }),
        ),
        201,
      ),
      'id',
    )
  const slot = await book(applications[0], '09:00')
  const other = await book(applications[1], '10:00')
  const invited = await arrivals(2)
  expect(invited.map(({ to }) => to).sort()).toEqual([one.email, two.email].sort())
  for (const { text } of invited) {
    expect(text).toContain('METHOD:REQUEST')
    expect(text).not.toContain('ne pas dire')
  }
  expectStatus(
    await client.put(`/api/v1/interviews/slots/${slot}`, as(recruiter, { date: day(11), time: '14:00' })),
    200,
  )
  const [moved] = await arrivals(1)
  expect(moved).toMatchObject({ to: one.email, text: expect.stringContaining('SEQUENCE:1') })
  const slots = await client.get(`/api/v1/interviews/slots?application_id=${applications[0]}`, as(recruiter))
  const held = (slots.body as { data: { id: string; is_available: boolean }[] }).data.find(
    (found) => !found.is_available,
  )!
  const swap = { slot_id_a: held.id, slot_id_b: other }
  expectStatus(await client.post('/api/v1/interviews/slots/swap', as(recruiter, swap)), 200)
  expect((await arrivals(2)).map(({ to }) => to).sort()).toEqual([one.email, two.email].sort())
  expectStatus(await client.call('DELETE', `/api/v1/interviews/slots/${other}`, as(recruiter)), 200)
  expect(await arrivals(1)).toEqual([{ to: two.email, text: expect.stringContaining('METHOD:CANCEL') }])

  // The day before is far away: the reminder is moved to the next moment.
  const waiting = await client.get(`/api/v1/deadlines?status=pending&application_id=${applications[0]}`, as(recruiter))
  const [reminder] = (waiting.body as { data: { id: string }[] }).data
  const due_at = new Date(Date.now() + 2_000).toISOString()
  expectStatus(await client.put(`/api/v1/deadlines/${reminder!.id}`, as(recruiter, { due_at })), 200)
  expect(await arrivals(1)).toEqual([{ to: one.email, text: expect.stringContaining('rappelons') }])

  expectStatus(await changeStatus(client, recruiter, applications[0], 'incubation'), 200)
  await arrivals(1)
  const simulation = {
    simulation_date: day(12),
    simulation_time: '09:00',
    mode: 'distanciel',
    video_link: 'https://meet.example/x',
  }
  expectStatus(await client.put(`/api/v1/applications/${applications[0]}/simulation`, as(recruiter, simulation)), 200)
  expect(await arrivals(1)).toEqual([{ to: one.email, text: expect.stringContaining('https://meet.example/x') }])
  expectStatus(await changeStatus(client, recruiter, applications[1], 'rejected'), 200)
  expect(await arrivals(1)).toEqual([{ to: two.email, text: expect.stringContaining('retenue') }])
}, 90_000)

test('W-11 W-46 what a recruiter writes arrives, and the log of messages says so', async () => {
  const offer = await publishOffer(client, recruiter)
  const candidate = await signUpCandidate(client)
  await applied(client, candidate, offer)
  await arrivals(2)
  const json = { to: candidate.email, subject: 'Votre dossier', body: 'Il manque <une> pièce.' }
  const sent = expectStatus(await client.post('/api/v1/emails/send', as(recruiter, json)), 201)
  const [message] = await arrivals(1)
  expect(message).toMatchObject({ to: candidate.email, text: expect.stringContaining('Il manque &lt;une&gt; pièce.') })
  const id = textAt(sent, 'email_id')
  await waitFor('the log to say so', async () => {
    const { body } = await client.get('/api/v1/emails/logs?status_filter=sent', as(recruiter))
    return (body as { data: { id: string }[] }).data.some((one) => one.id === id)
  })
}, 60_000)

test('nothing was sent twice, and nothing more than the table says', () => {
  const ids = peer.received.map(({ messageId }) => messageId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toHaveLength(seen)
})

test('a rebuild of all read models and a restart send nothing', async () => {
  const before = peer.received.length
  expect(await system.operator('projections', 'rebuild')).toMatchObject({ code: 0 })
  expect(await system.operator('projections', 'verify')).toMatchObject({ code: 0 })
  system.killAll()
  await system.recover()
  // What comes after it is sent, so what was before it has been looked at.
  const late = await signUpCandidate(client)
  await waitFor('the message after it', () => peer.received.length > before)
  expect(peer.received.slice(before).map(({ to }) => to.join())).toEqual([late.email])
}, 120_000)
