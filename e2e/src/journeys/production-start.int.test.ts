import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { runProgram } from '../testing/child.ts'
import { waitUntilGone } from '../testing/processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'one-hcm-e2e-production-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = (service: string, env: Readonly<Record<string, string>>) =>
  runProgram(
    'embedded/src/services/main.ts',
    [service],
    { PATH: process.env.PATH, ...env },
    { cwd: folder, withinMs: 20_000 },
  )

const unfit = {
  ENVIRONMENT: 'production',
  DEBUG: 'true',
  DATABASE_URL: 'postgres://hcm@127.0.0.1/hcm',
  EVENTSTORE_URL: 'esdb://127.0.0.1:2113?tls=false',
  SECRET_KEY: 'changeme-changeme-changeme-changeme',
  MASTER_KEY: 'c2hvcnQ=',
  ALLOWED_ORIGINS: '*',
}

test.each(['command-api', 'query-api', 'projectors', 'reactors', 'mailer', 'etl-worker'])(
  '%s refuses to start in production with missing and weak settings, and lists all of them',
  async (service) => {
    const { code, stdout, stderr } = await start(service, unfit)
    expect(code).not.toBe(0)
    const said = `${stdout}${stderr}`
    for (const variable of [
      'DEBUG',
      'DATABASE_URL',
      'KEYS_DATABASE_URL',
      'EVENTSTORE_URL',
      'AZURE_STORAGE_CONNECTION_STRING',
      'SECRET_KEY',
      'MASTER_KEY',
      'ALLOWED_ORIGINS',
    ])
      expect(said).toContain(`- ${variable} `)
    for (const value of [unfit.SECRET_KEY, unfit.MASTER_KEY, 'hcm@127']) expect(said).not.toContain(value)
  },
)

test('without any configuration it says what is missing', async () => {
  const { code, stderr, stdout } = await start('query-api', {})
  expect(code).not.toBe(0)
  expect(`${stdout}${stderr}`).toContain('DATABASE_URL is not set')
})

test('the all-in-one refuses too, rather than being production on one machine, and leaves nothing running', async () => {
  const marker = { variable: 'ONE_HCM_E2E', value: randomUUID(), folder }
  const env = {
    ...process.env,
    ENVIRONMENT: 'production',
    DATA_DIR: join(folder, 'data'),
    [marker.variable]: marker.value,
  }
  const { code, stderr } = await runProgram('embedded/src/all-in-one/main.ts', [], env, {
    cwd: folder,
    withinMs: 60_000,
  })
  expect(code).toBe(1)
  expect(stderr).toContain('- DATABASE_URL must not be on this machine in production')
  await waitUntilGone(marker, 10_000)
}, 90_000)
