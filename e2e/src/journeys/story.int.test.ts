import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runProgram } from '../testing/child.ts'
import { at, expectStatus } from '../testing/client.ts'
import { logIn } from '../testing/people.ts'
import { type AuditEvent, exportLog } from '../testing/recruitment.ts'
import { type System, startSystem } from '../testing/system.ts'

const amqpUrl = process.env.AMQP_URL
const through = amqpUrl ? 'RabbitMQ' : 'the log (AMQP_URL is not set)'
const STOPPED_WITHIN_MS = 10_000

let system: System
beforeAll(async () => {
  // Limits stay on; only sign-ups get more room than their three a minute, so that nobody has to wait.
  system = await startSystem({
    shape: 'one-process',
    amqpUrl,
    env: { RATE_LIMIT_SIGNUP: '20/100', RATE_LIMIT_AUTH: '30/100' },
  })
}, 120_000)
afterAll(() => system?.dispose(), 60_000)

const playDemo = () =>
  runProgram('e2e/src/demo/main.ts', [system.origins.query[0]!], { ...system.environment(), DEMO_LANG: 'en' })

const account = (role: string) => {
  const accounts = JSON.parse(readFileSync(join(system.dataDir, 'demo-accounts.json'), 'utf8')) as {
    role: string
    email: string
    password: string
  }[]
  const found = accounts.find((one) => one.role === role)
  if (!found) throw new Error(`The demo kept no account of a ${role}`)
  return logIn(system.client, found.email, found.password)
}

test(`the demo plays the whole story, with messages through ${through}`, async () => {
  const { code, stdout, stderr } = await playDemo()
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  for (const type of [
    'FirstAdminCreated',
    'UserCreatedByAdmin',
    'CandidateRegistered',
    'AccessApproved',
    'JobOfferDrafted',
    'JobOfferPublished',
    'ApplicationSubmitted',
    'ApplicationStatusChanged',
    'InterviewScheduled',
    'DeadlineSet',
    'EvaluationScored',
    'EvaluationCompleted',
    'DocumentDownloaded',
    'AccessRejected',
    'HistoryRead',
  ])
    expect(stdout).toMatch(new RegExp(`event +${type} `))
  expect(stdout).toMatch(/row +GET \/api\/v1\/applications\/\S+ +\{"status":"shortlisted"\}/)
  expect(stdout).toMatch(/blob +raw\/facts\/fact_applications\/ingestion_date=\d{4}-\d\d-\d\d\/\S+\.json/)
  expect(stdout).toMatch(/PDF +raw\/documents\/\S+cv_cv01-ingenieur-reseau-fr\.pdf/)
  expect(stdout).toContain('application-duplicate')
  expect(stdout).toContain('interview_scheduled')
  expect(stdout).toMatch(/answer +200 +\[\["sent",/)
  if (amqpUrl) expect(stdout).toMatch(/message +recruitment\.application\.ApplicationSubmitted .*sealed/)
  expect(statSync(join(system.dataDir, 'demo-accounts.json')).mode & 0o077).toBe(0)
}, 120_000)

test('and plays again on the same system', async () => {
  const { code, stderr } = await playDemo()
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
}, 120_000)

test('Ctrl-C ends every process within 10 s, and a restart shows everything as it was', async () => {
  const { client } = system
  const before = await exportLog(client, await account('auditor'))
  const recruiter = await account('recruiter')
  const applications = expectStatus(await client.get('/api/v1/applications', { token: recruiter.token }), 200)
  expect(at(applications, 'total')).toBe(2)

  expect(await system.stop('SIGINT')).toBeLessThan(STOPPED_WITHIN_MS)
  await system.recover()

  const after = await exportLog(client, await account('auditor'))
  const byId = (log: AuditEvent[]) => log.slice(0, before.length)
  expect(byId(after)).toEqual(before)
  const again = await client.get('/api/v1/applications', { token: (await account('recruiter')).token })
  expect(again.body).toEqual(applications.body)
}, 120_000)

test('operators find the running system by its data directory: read models and lake equal the log', async () => {
  for (const [command, word] of [
    ['projections', 'rebuild'],
    ['projections', 'verify'],
    ['projections', 'redrive'],
    ['projections', 'status'],
    ['projections', 'parked'],
    ['lake', 'verify'],
    ['lake', 'dead-letters'],
  ] as const) {
    const { code, stdout, stderr } = await system.operator(command, word)
    expect({ command, word, code, said: code === 0 ? '' : stdout + stderr }).toEqual({
      command,
      word,
      code: 0,
      said: '',
    })
  }
}, 120_000)

test('an export of history by an operator is complete and leaves a record', async () => {
  const file = join(system.logFolder, 'export.ndjson')
  const { code, stderr } = await system.operator('audit', 'export', '--out', file)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const last = JSON.parse(lines.at(-1)!) as AuditEvent
  expect([last.type, last.data.operation, last.actor.id]).toEqual(['HistoryRead', 'export', 'operator'])
  const log = await exportLog(system.client, await account('auditor'))
  expect(log.slice(0, lines.length)).toEqual(lines.map((line) => JSON.parse(line) as AuditEvent))
}, 60_000)
