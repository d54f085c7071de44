const LOCAL = /@(localhost|127\.|\[::1\])|\/\/(localhost|127\.|\[::1\])|UseDevelopmentStorage|http:\/\/127\./i
const OFF = /^(false|0|no|off|n|disabled)$/i

/** What production does not accept, by variable: nothing local, nothing weak, no debugging (recruitment §7). */
const rules: readonly [variable: string, broken: (value: string) => boolean, sentence: string][] = [
  ['DEBUG', (value) => !OFF.test(value), 'must be off in production'],
  ['DATABASE_URL', (value) => LOCAL.test(value), 'must not be on this machine in production'],
  ['KEYS_DATABASE_URL', (value) => LOCAL.test(value), 'must not be on this machine in production'],
  ['EVENTSTORE_URL', (value) => LOCAL.test(value), 'must not be on this machine in production'],
  ['AZURE_STORAGE_CONNECTION_STRING', (value) => LOCAL.test(value), 'must not be on this machine in production'],
  ['EVENTSTORE_URL', (value) => /tls=false|tlsVerifyCert=false/i.test(value), 'must use verified TLS in production'],
  ['AMQP_URL', (value) => /guest:guest@/.test(value), 'must not use the default account in production'],
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
