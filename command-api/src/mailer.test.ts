import { expect, test } from '@jest/globals'
import { openFoundation } from '@one-hcm/platform/lifecycle/foundation'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { testSettings } from '@one-hcm/platform/testing/test-settings'
import { createMailer } from './mailer.ts'

const production = {
  ENVIRONMENT: 'production',
  EVENTSTORE_URL: 'esdb://log.example:2113',
  DATABASE_URL: 'postgres://hcm:secret@db.example/hcm',
  KEYS_DATABASE_URL: 'postgres://hcm:secret@keys.example/keys',
  AZURE_STORAGE_CONNECTION_STRING:
    'DefaultEndpointsProtocol=https;AccountName=none;AccountKey=bm9uZQ==;EndpointSuffix=core.example',
}

const start = async (variables: Record<string, string>) => {
  const foundation = openFoundation(testSettings(variables), silentLogger())
  try {
    return createMailer(foundation).name
  } finally {
    await foundation.close()
  }
}

test('in production messages go to a mail server and lead to an address that was set, or the mailer does not start', async () => {
  await expect(start(production)).rejects.toMatchObject({
    problems: ['SMTP_HOST must be set in production', 'PUBLIC_APP_URL must be set in production'],
  })
  const complete = { ...production, SMTP_HOST: 'mail.example', PUBLIC_APP_URL: 'https://hr.example' }
  expect(await start(complete)).toBe('mailer')
  expect(await start({})).toBe('mailer')
})
