import { randomBytes } from 'node:crypto'
import { readSettings, type Settings } from '../config/settings.ts'

/** An environment that services accept: every part is named and none of them has to exist. */
export const testEnvironment = (): Record<string, string> => ({
  ENVIRONMENT: 'test',
  LOG_LEVEL: 'silent',
  EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false',
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  KEYS_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  AZURE_STORAGE_CONNECTION_STRING:
    'DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:1/none;',
  SECRET_KEY: randomBytes(48).toString('base64url'),
  MASTER_KEY: randomBytes(32).toString('base64'),
})

/** Settings for tests, with the variables that matter to the test. */
export const testSettings = (variables: Record<string, string> = {}): Settings =>
  readSettings({ ...testEnvironment(), ...variables })
