import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { routes } from '@one-hcm/contracts/routes'
import { createGateway } from '@one-hcm/embedded/all-in-one/gateway'
import { serviceNames } from '@one-hcm/embedded/services/services'
import { describeVariables } from '@one-hcm/platform/config/settings'
import { parse } from 'yaml'
import { type Compose, type ComposeService, deploymentFaults } from './deployment.ts'
import { packages, root } from './source-files.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const compose = () => parse(read('docker-compose.yml'), { merge: true }) as Compose
const faultsOf = (changed: Compose) => deploymentFaults(changed, serviceNames, describeVariables())

test('the composed system is the one that npm start runs, configured by what the services know', () => {
  expect(faultsOf(compose())).toEqual([])
})

const withDefault = ['$', '{SECRET_KEY:-x}'].join('')

/** What is planted: a service's name, and what it becomes; undefined takes it out. */
test.each<
  [what: string, name: string, plant: ((former: ComposeService) => ComposeService) | undefined, sentence: string]
>([
  ['a service that is missing', 'reactors', undefined, 'lacks reactors'],
  ['a service that nobody knows', 'postman', () => ({ command: ['postman'] }), 'postman is no service'],
  ['a service that runs another', 'projectors', (is) => ({ ...is, command: ['reactors'] }), 'projectors runs reactors'],
  ['a variable that nobody reads', 'query-api', (is) => withVariable(is, 'COLOUR', 'red'), 'query-api sets COLOUR'],
  ['variables that are missing', 'query-api', (is) => ({ ...is, environment: {} }), 'query-api lacks MASTER_KEY'],
  [
    'a default secret',
    'query-api',
    (is) => withVariable(is, 'SECRET_KEY', withDefault),
    'query-api gives SECRET_KEY a value',
  ],
  [
    'a password',
    'postgres',
    (is) => withVariable(is, 'POSTGRES_PASSWORD', 'hunter2'),
    'postgres gives POSTGRES_PASSWORD a value',
  ],
  ['a service nobody watches', 'rabbitmq', ({ healthcheck: _, ...is }) => is, 'rabbitmq has no health check'],
  ['an image that moves', 'proxy', (is) => ({ ...is, image: 'nginx:latest' }), 'proxy uses nginx:latest'],
  ['a part that is open', 'postgres', (is) => ({ ...is, ports: ['5432:5432'] }), 'postgres is open to the network'],
])('%s is noticed', (_, name, plant, sentence) => {
  const { services } = compose()
  const { [name]: former = {}, ...others } = services
  const faults = faultsOf({ services: plant ? { ...others, [name]: plant(former) } : others })
  expect(faults.join('\n')).toContain(sentence)
})

const withVariable = (service: ComposeService, name: string, value: string): ComposeService => ({
  ...service,
  environment: { ...service.environment, [name]: value },
})

test('the image holds every package, runs as nobody special and watches itself', () => {
  const dockerfile = read('deploy/Dockerfile')
  for (const name of packages) expect(dockerfile).toContain(`COPY ${name}/package.json ${name}/`)
  expect(dockerfile).toMatch(/^USER node$/m)
  expect(dockerfile).toMatch(/^HEALTHCHECK /m)
  expect(dockerfile.match(/^FROM node:24\.\d+\.\d+-/gm)).toHaveLength(2)
})

test('the forge tests with a broker, and the adapter suites on containers', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml')) as {
    jobs: Record<string, { services?: object; env?: Record<string, string>; steps: { run?: string }[] }>
  }
  const runs = (job: string) => jobs[job]!.steps.map(({ run }) => run)
  expect(jobs.test!.services).toHaveProperty('rabbitmq')
  expect(runs('test')).toContain('.ci/run')
  expect(jobs.containers!.env).toEqual({ RUN_CONTAINER_TESTS: '1' })
  expect(runs('containers')).toContain('npm run jest -- e2e/src/containers')
})

test('container tests use the images that are deployed', () => {
  expect(read('e2e/src/containers/event-store.container.test.ts')).toContain(compose().services.eventstore!.image!)
})

test('the origin of npm start goes by the method alone, and that leads every route to its side', async () => {
  const served: string[] = []
  const answer = (side: string) => () => void served.push(side)
  const gateway = createGateway({ command: answer('command'), query: answer('query') })
  for (const { method } of routes) gateway({ method: method.toUpperCase() } as IncomingMessage, {} as ServerResponse)
  expect(served).toEqual(routes.map(({ side }) => side))
})
