import { expect, test } from '@jest/globals'
import { testEnvironment } from '../testing/test-settings.ts'
import { readSettings, variableNames } from './settings.ts'

const problemsOf = (environment: Record<string, string | undefined>): readonly string[] => {
  try {
    readSettings(environment)
    return []
  } catch (error) {
    return (error as { problems: readonly string[] }).problems
  }
}

/** A production environment that is accepted. */
const production = (): Record<string, string> => ({
  ...testEnvironment(),
  ENVIRONMENT: 'production',
  EVENTSTORE_URL: 'esdb+discover://reader:pass@log.example.com',
  DATABASE_URL: 'postgres://hcm@db.example.com/hcm',
  KEYS_DATABASE_URL: 'postgres://keys@keys.example.com/keys',
  AZURE_STORAGE_CONNECTION_STRING:
    'DefaultEndpointsProtocol=https;AccountName=hcm;AccountKey=bm9uZQ==;EndpointSuffix=core.windows.net',
  AMQP_URL: 'amqps://hcm:pass@broker.example.com',
  ALLOWED_ORIGINS: 'https://hr.example.com',
})

test('what is not named gets its documented default', () => {
  const settings = readSettings(testEnvironment())
  expect(settings).toMatchObject({
    ACCESS_TOKEN_EXPIRE_MINUTES: 30,
    REFRESH_TOKEN_EXPIRE_DAYS: 7,
    RATE_LIMIT_ENABLED: true,
    RATE_LIMIT_AUTH: { minute: 5, hour: 20 },
    ALLOWED_ORIGINS: [],
    DOCUMENT_MAX_BYTES: 10_485_760,
    SCORING_WEIGHTS_P1: [0.2, 0.4, 0.4],
  })
  expect(settings.AMQP_URL).toBeUndefined()
})

test('text becomes what it means', () => {
  const settings = readSettings({
    ...testEnvironment(),
    ALLOWED_ORIGINS: 'https://a.example, https://b.example,',
    RATE_LIMIT_ENABLED: 'no',
    RATE_LIMIT_UPLOAD: '7/70',
    SCORING_WEIGHTS_P1: '0.5,0.25,0.25',
  })
  expect(settings.ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example'])
  expect(settings.RATE_LIMIT_ENABLED).toBe(false)
  expect(settings.RATE_LIMIT_UPLOAD).toEqual({ minute: 7, hour: 70 })
  expect(settings.SCORING_WEIGHTS_P1).toEqual([0.5, 0.25, 0.25])
})

test('a variable that is set to nothing counts as not set', () => {
  expect(readSettings({ ...testEnvironment(), DATABASE_POOL: '' }).DATABASE_POOL).toBe(8)
  expect(problemsOf({ ...testEnvironment(), SECRET_KEY: '' })).toEqual(['SECRET_KEY is not set'])
})

test('all that is wrong is said at once, and no value is repeated', () => {
  const problems = problemsOf({
    ...testEnvironment(),
    SECRET_KEY: 'short-and-secret',
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    RATE_LIMIT_AUTH: 'often',
    SCORING_WEIGHTS_P1: '1,2,3',
    QUERY_API_PORT: '70000',
    MASTER_KEY: undefined,
  })
  expect(problems.map((problem) => problem.split(' ')[0]).toSorted()).toEqual([
    'DATABASE_URL',
    'MASTER_KEY',
    'QUERY_API_PORT',
    'RATE_LIMIT_AUTH',
    'SCORING_WEIGHTS_P1',
    'SECRET_KEY',
  ])
  expect(problems.join(' ')).not.toMatch(/short-and-secret|hunter2|often|70000/)
})

test.each([
  ['the word of an example', 'changeme-changeme-changeme-changeme-1234'],
  ['one letter again and again', 'a'.repeat(64)],
  ['31 characters', 'abcdefghijklmnopqrstuvwxyz01234'],
])('a weak secret is refused everywhere: %s', (_, secret) => {
  expect(problemsOf({ ...testEnvironment(), SECRET_KEY: secret })).toHaveLength(1)
  expect(problemsOf({ ...testEnvironment(), BOOTSTRAP_ADMIN_TOKEN: secret })).toHaveLength(1)
})

test('a master key is 32 bytes', () => {
  for (const bytes of [16, 31, 33])
    expect(problemsOf({ ...testEnvironment(), MASTER_KEY: Buffer.alloc(bytes, 7).toString('base64') })).toEqual([
      'MASTER_KEY must be 32 bytes in base64',
    ])
})

test('production starts with everything named, remote and strict', () => {
  expect(problemsOf(production())).toEqual([])
})

test.each([
  ['DEBUG', 'true'],
  ['DATABASE_URL', 'postgres://hcm@localhost/hcm'],
  ['KEYS_DATABASE_URL', 'postgres://127.0.0.1:5432/keys'],
  ['EVENTSTORE_URL', 'esdb://log.example.com?tls=false'],
  ['EVENTSTORE_URL', 'esdb://[::1]:2113'],
  ['AZURE_STORAGE_CONNECTION_STRING', 'UseDevelopmentStorage=true'],
  ['AMQP_URL', 'amqp://guest:guest@broker.example.com'],
  ['DATABASE_URL', 'postgres://postgres:postgres@db.example.com/hcm'],
  ['KEYS_DATABASE_URL', 'postgres://postgres@keys.example.com/keys'],
  ['EVENTSTORE_URL', 'esdb://admin:changeit@log.example.com'],
  [
    'AZURE_STORAGE_CONNECTION_STRING',
    'DefaultEndpointsProtocol=https;AccountName=devstoreaccount1;AccountKey=a2V5;EndpointSuffix=core.windows.net',
  ],
  ['ALLOWED_ORIGINS', '*'],
])('A12: production refuses %s=%s, development takes it', (variable, value) => {
  expect(problemsOf({ ...production(), [variable]: value }).map((problem) => problem.split(' ')[0])).toEqual([variable])
  expect(problemsOf({ ...production(), ENVIRONMENT: 'development', [variable]: value })).toEqual([])
})

test('production names its own rules together with what is missing or malformed', () => {
  const problems = problemsOf({
    ...production(),
    DEBUG: '1',
    DATABASE_URL: 'postgres://localhost/hcm',
    SECRET_KEY: undefined,
    LOG_LEVEL: 'loud',
  })
  expect(problems.map((problem) => problem.split(' ')[0]).toSorted()).toEqual([
    'DATABASE_URL',
    'DEBUG',
    'LOG_LEVEL',
    'SECRET_KEY',
  ])
})

test('every variable is in the list that documentation and deployment are checked against', () => {
  expect(variableNames).toEqual(expect.arrayContaining(['SECRET_KEY', 'EVENTSTORE_URL', 'RATE_LIMIT_DEFAULT']))
})
