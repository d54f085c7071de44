import type { VariableDescription } from '@one-hcm/platform/config/settings'

export type ComposeService = {
  image?: string
  build?: unknown
  command?: string[]
  environment?: Record<string, string>
  ports?: string[]
  healthcheck?: { disable?: boolean; test?: string[] }
  depends_on?: Record<string, { condition?: string }>
}
export type Compose = { services: Record<string, ComposeService> }

/** Servers of others, and what is ours but no service. */
const PARTS = ['eventstore', 'postgres', 'rabbitmq', 'azurite', 'migrate', 'proxy']
const SECRET_NAME = /PASSWORD|PASS$|_KEY$|TOKEN|SECRET|ACCOUNTS$/
/** A secret comes from outside, and its absence stops the start. */
const REQUIRED = /\$\{\w+:\?[^}]*\}/

/** What is wrong with the composed system, as sentences. */
export function deploymentFaults(
  { services }: Compose,
  serviceNames: readonly string[],
  variables: readonly VariableDescription[],
): string[] {
  const known = new Set(variables.map(({ name }) => name))
  const secrets = new Set(variables.filter(({ secret }) => secret).map(({ name }) => name))
  const faults = [...serviceNames, ...PARTS].filter((name) => !services[name]).map((name) => `the system lacks ${name}`)

  for (const [name, service] of Object.entries(services)) {
    const { command, environment = {}, healthcheck, depends_on, image, ports, build } = service
    const isOurs = serviceNames.includes(name)
    if (!isOurs && !PARTS.includes(name)) faults.push(`${name} is no service`)
    if (isOurs && command?.join() !== name) faults.push(`${name} runs ${command?.join()}`)
    if (isOurs || name === 'migrate') {
      for (const variable of Object.keys(environment)) if (!known.has(variable)) faults.push(`${name} sets ${variable}`)
      for (const variable of variables)
        if (variable.required && !environment[variable.name]) faults.push(`${name} lacks ${variable.name}`)
    }
    for (const [variable, value] of Object.entries(environment))
      if ((secrets.has(variable) || SECRET_NAME.test(variable)) && givesSecretAway(value))
        faults.push(`${name} gives ${variable} a value`)
    const isWatched = healthcheck?.test !== undefined && !healthcheck.disable
    const waits = Object.values(depends_on ?? {}).some(({ condition }) => condition !== undefined)
    if (!isWatched && !(name === 'migrate' && waits)) faults.push(`${name} has no health check`)
    if (!build && !/:\d[\w.-]*$/.test(image ?? '')) faults.push(`${name} uses ${image}`)
    if (name !== 'proxy' && ports) faults.push(`${name} is open to the network`)
  }
  return faults
}

/** A value without any placeholder is clear text; an address without an account in it is none to hide. */
function givesSecretAway(value: string): boolean {
  if (/^esdb:\/\/[^@]+$/.test(value)) return false
  return !REQUIRED.test(value) || /\$\{\w+:?-/.test(value)
}
