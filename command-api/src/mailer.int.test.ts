import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { until } from '@one-hcm/platform/testing/until'
import { createResetTokens } from './identity/passwords/reset-token.ts'
import { type MailerWorld, startMailerWorld } from './policies/testing/mailer-world.ts'

let world: MailerWorld
beforeEach(async () => {
  world = await startMailerWorld()
}, 60_000)
afterEach(() => world?.stop())

const types = async () => (await world.messages()).map((events) => events.map(({ type }) => type))
const arrived = () => world.peer.received.map(({ to }) => to[0])
const reset = (user_id: string, reset_id = randomUUID(), expires_at = '2099-01-01T00:00:00.000Z') => ({
  type: 'PasswordResetRequested',
  data: { user_id, reset_id, purpose: 'forgotten', expires_at },
})

test('W-34 what happens leads to messages, each once, at the right people', async () => {
  await world.start()
  const awa = await world.register()
  const pending = await world.register('en_attente')
  await world.submit(awa)
  await world.settled(4)
  expect(arrived().sort()).toEqual([awa.email, awa.email, pending.email, 'access@hr.example'].sort())
  const queued = (await world.messages()).map(([first]) => (first!.data as { template: string }).template)
  expect(queued.sort()).toEqual([
    'access-request-pending',
    'access-request-received',
    'application-received',
    'welcome',
  ])
  expect(await types()).toEqual(Array.from({ length: 4 }, () => ['EmailQueued', 'EmailAttempted', 'EmailSent']))
})

test('two mailers at once, told of everything twice, send everything once', async () => {
  await Promise.all([world.start(), world.start()])
  for (let number = 0; number < 10; number += 1) await world.register()
  await world.settled(10)
  await world.pool.query("delete from hcm.checkpoints where name = 'mailer'")
  await world.start()
  await world.register()
  await world.settled(11)
  expect(world.peer.received).toHaveLength(11)
  expect(new Set(world.peer.received.map(({ messageId }) => messageId)).size).toBe(11)
})

test('what happened before the first start ever is told to nobody, also when everything beside the log is lost', async () => {
  const old = await world.register()
  const first = await world.start()
  const awa = await world.register()
  await world.settled(1)
  await first.stop()
  // A replay of the whole log into empty tables: no checkpoint, no schedule.
  await world.pool.query('truncate hcm.checkpoints, hcm.mail_schedule')
  await world.start()
  const later = await world.register()
  await world.settled(2)
  expect(arrived()).toEqual([awa.email, later.email])
  expect(arrived()).not.toContain(old.email)
})

test('a message that waited while no mailer ran is sent by the next one, when its time has come', async () => {
  world.peer.onMessage(() => ({ reply: 451 }))
  const first = await world.start({ MAIL_BACK_OFF_S: '0.5,60' })
  await world.register()
  await until('it has failed', async () => (await types())[0]?.includes('EmailDeliveryFailed') ?? false)
  await first.stop()
  world.peer.onMessage(() => 'accept')
  await world.start()
  await world.settled(1)
  expect(await types()).toEqual([
    ['EmailQueued', 'EmailAttempted', 'EmailDeliveryFailed', 'EmailAttempted', 'EmailSent'],
  ])
})

test('a server that fails for long: six attempts, then the message is given up, and a retry sends it', async () => {
  world.peer.onMessage(() => ({ reply: 451 }))
  await world.start()
  await world.register()
  await world.settled(1)
  const [events] = await world.messages()
  expect(events!.filter(({ type }) => type === 'EmailAttempted')).toHaveLength(6)
  expect(events!.at(-1)).toMatchObject({ type: 'EmailAbandoned', data: { reason: 'attempts-used-up', attempts: 6 } })
  world.peer.onMessage(() => 'accept')
  const email_id = events![0]!.data.email_id
  await world.append(`email-${email_id}`, [{ type: 'EmailRetryRequested', data: { email_id, requested_by: 'r' } }])
  await until('it has arrived', () => world.peer.received.length === 1)
})

test('a recipient that does not exist is given up at once', async () => {
  world.peer.onRecipient(() => 550)
  await world.start()
  await world.register()
  await world.settled(1)
  expect(await types()).toEqual([['EmailQueued', 'EmailAttempted', 'EmailDeliveryFailed', 'EmailAbandoned']])
})

test('a server that took a message without saying so gets it again under the same id', async () => {
  let first = true
  world.peer.onMessage(() => {
    const verdict = first ? 'accept-without-reply' : 'accept'
    first = false
    return verdict
  })
  await world.start()
  await world.register()
  await world.settled(1)
  const ids = world.peer.received.map(({ messageId }) => messageId)
  expect(ids).toHaveLength(2)
  expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@hr\.example>$/)
  expect(ids[1]).toBe(ids[0])
})

test('a link is made when it is sent: neither log nor tables hold its token, and it is the one that works', async () => {
  const awa = await world.register()
  await world.start()
  const id = randomUUID()
  await world.append(`user-${awa.id}`, [reset(awa.id, id)])
  await world.settled(1)
  const raw = world.peer.received[0]!.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  const token = /reset-password\?token=([\w-]+)/.exec(raw)![1]!
  expect(createResetTokens(Buffer.alloc(32)).read(token)).toBeUndefined()
  expect(Buffer.from(token, 'base64url').subarray(0, 16).toString('hex')).toBe(id.replaceAll('-', ''))
  const stored = await Promise.all(
    (await world.messages()).map((events) => world.log.readStoredStream(events[0]!.stream)),
  )
  const { rows } = await world.pool.query('select t::text from hcm.mail_schedule t')
  for (const secret of [token, awa.email, 'Ndong'])
    expect(JSON.stringify([stored.flat().map(({ data }) => data), rows])).not.toContain(secret)
})

test('what comes too late is not sent, and the log says so', async () => {
  const awa = await world.register()
  await world.start()
  await world.append(`user-${awa.id}`, [reset(awa.id, randomUUID(), '2020-01-01T00:00:00.000Z')])
  const month = new Date(Date.now() - 30 * 86_400_000).toISOString()
  await world.append(`user-${awa.id}`, [{ type: 'PasswordChanged', data: { user_id: awa.id, change_id: 'c' } }], month)
  await world.settled(2)
  expect(await types()).toEqual([
    ['EmailQueued', 'EmailAbandoned'],
    ['EmailQueued', 'EmailAbandoned'],
  ])
  expect(world.peer.received).toEqual([])
})

test('somebody who is erased is not written to, whenever it happens, and that is recorded', async () => {
  const [before, meanwhile] = [await world.register(), await world.register()]
  world.peer.onMessage(() => ({ reply: 451 }))
  const first = await world.start({ MAIL_BACK_OFF_S: '0.5,60' })
  await world.append(`user-${meanwhile.id}`, [reset(meanwhile.id)])
  await until('it has failed', async () => (await types())[0]?.includes('EmailDeliveryFailed') ?? false)
  await first.stop()
  await world.keys.destroy(meanwhile.id)
  await world.keys.destroy(before.id)
  world.peer.onMessage(() => 'accept')
  await world.append(`user-${before.id}`, [reset(before.id)])
  await world.start()
  await world.settled(2)
  for (const events of await world.messages())
    expect(events.at(-1)).toMatchObject({ type: 'EmailAbandoned', data: { reason: 'person-erased' } })
  expect(world.peer.received).toEqual([])
})

test('a person who chose English is written to in English', async () => {
  const awa = await world.register()
  await world.start()
  await world.append(`mailPreference-${awa.id}`, [
    { type: 'MailLanguageChosen', data: { user_id: awa.id, language: 'en' } },
  ])
  await world.append(`user-${awa.id}`, [reset(awa.id)])
  await world.settled(1)
  expect(world.peer.received[0]!.raw).toContain('Subject: Reset your password')
  expect(world.peer.received[0]!.raw).toContain('Dear Ms Ndong,')
})

test('an invitation brings a calendar entry that keeps its id when the interview moves', async () => {
  await world.start()
  const awa = await world.register()
  const application = await world.submit(awa)
  const ids = {
    slot_id: 's',
    interview_id: 'interview-1',
    application_id: application,
    candidate_id: awa.id,
    job_offer_id: 'o',
  }
  const place = { date: '2099-03-05', time: '09:30:00', starts_at: '2099-03-05T08:30:00.000Z' }
  const next = { date: '2099-03-06', time: '09:30:00', starts_at: '2099-03-06T08:30:00.000Z' }
  const held = {
    interview_mode: null,
    video_link: null,
    interviewer_id: null,
    location: 'Siège',
    job_title: 'Comptable',
  }
  const scheduled = { ...ids, ...place, ...held, candidate_name: 'Awa', notes: null, sequence: 0, scheduled_by: 'r' }
  await world.append('interviewCalendar-main', [
    { type: 'InterviewScheduled', data: { ...scheduled, decided_on: { application_revision: 0 } } },
    {
      type: 'InterviewRescheduled',
      data: {
        ...ids,
        from: { slot_id: 's', ...place },
        to: { slot_id: 't', ...next },
        location: 'Annexe',
        by: 'r',
        sequence: 1,
      },
    },
  ])
  await world.settled(4)
  const files = world.peer.received
    .map(({ raw }) => /^Content-Type: application\/ics[\s\S]+?base64\r\n\r\n([\w+/=\r\n]+)/m.exec(raw)?.[1])
    .flatMap((encoded) => (encoded ? [Buffer.from(encoded, 'base64').toString()] : []))
  expect(files).toHaveLength(2)
  for (const file of files) expect(file).toContain('UID:interview-1@one-hcm')
  expect(files.map((file) => /SEQUENCE:(\d)/.exec(file)![1]).sort()).toEqual(['0', '1'])
  expect(files.join()).toContain('DTSTART;TZID=Africa/Libreville:20990306T093000')
})

test('without a mail server messages go to a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'one-hcm-mail-'))
  await world.start({ SMTP_HOST: '', MAIL_FOLDER: folder })
  await world.register()
  await world.settled(1)
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^[0-9a-f-]{36}\.eml$/)])
  rmSync(folder, { recursive: true })
})
