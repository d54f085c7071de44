const LOCAL = /@(localhost|127\.|\[::1\])|\/\/(localhost|127\.|\[::1\])|UseDevelopmentStorage|http:\/\/127\./i
/** Accounts that servers come with. */
const DEFAULT_ACCOUNT =
  /\/\/(guest:guest|postgres(:(postgres|password|admin|secret)?)?|(admin|ops):changeit|root(:(root|password)?)?)@/i
const OFF = /^(false|0|no|off|n|disabled)$/i

type Rule = [variable: string, broken: (value: string) => boolean, sentence: string]

/** What production does not accept, by variable: nothing local, nothing weak, no debugging (recruitment §7). */
const rules: readonly Rule[] = [
  ['DEBUG', (value) => !OFF.test(value), 'must be off in production'],
  ['DATABASE_URL', (value) => LOCAL.test(value), 'must not be on this machine in production'],
  ['KEYS_DATABASE_URL', (value) => LOCAL.test(value), 'must not be on this machine in production'],
  ['EVENTSTORE_URL', (value) => LOCAL.test(value), 'must not be on this machine in production'],
  ['AZURE_STORAGE_CONNECTION_STRING', (value) => LOCAL.test(value), 'must not be on this machine in production'],
  ['EVENTSTORE_URL', (value) => /tls=false|tlsVerifyCert=false/i.test(value), 'must use verified TLS in production'],
  ...['DATABASE_URL', 'KEYS_DATABASE_URL', 'EVENTSTORE_URL', 'AMQP_URL'].map(
    (variable): Rule => [
      variable,
      (value) => DEFAULT_ACCOUNT.test(value),
      'must not use an account that its server comes with in production',
    ],
  ),
  [
    'AZURE_STORAGE_CONNECTION_STRING',
    (value) => /AccountName=devstoreaccount1/i.test(value),
    'must not use the account of the emulator in production',
  ],
  ['ALLOWED_ORIGINS', (value) => value.split(',').some((origin) => origin.trim() === '*'), 'must name the origins'],
]

/**
 * What keeps an environment from being used in production, nothing elsewhere. Judged on the variables as they were
 * given, so that a malformed or missing one hides none of these.
 */
export const productionProblems = (given: Readonly<Record<string, string>>): string[] =>
  given.ENVIRONMENT !== 'production'
    ? []
    : rules.flatMap(([variable, broken, sentence]) => {
        const value = given[variable]
        return value !== undefined && broken(value) ? [`${variable} ${sentence}`] : []
      })
