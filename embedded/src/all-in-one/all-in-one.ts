import { join } from 'node:path'
import { createCommandApi } from '@one-hcm/command-api/command-api'
import { removeConnection, writeConnection } from '@one-hcm/platform/config/environment'
import { readSettings, variableNames } from '@one-hcm/platform/config/settings'
import { createHttpServer } from '@one-hcm/platform/http/http-server'
import { type Foundation, openFoundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import { createLogger } from '@one-hcm/platform/logging/logger'
import { createQueryApi } from '@one-hcm/query-api/query-api'
import { migrateAll } from '../services/migrations.ts'
import { services } from '../services/services.ts'
import { choosePort, portWish } from '../stack/ports.ts'
import { type Stack, startStack } from '../stack/stack.ts'
import { createGateway } from './gateway.ts'
import { withMailPage } from './mail-page.ts'
import { keptSecrets } from './secrets.ts'

export type AllInOne = {
  /** `http://127.0.0.1:8000` */
  origin: string
  dataDir: string
  environment: Readonly<Record<string, string | undefined>>
  stop(): Promise<void>
}

const DEFAULT_PORT = 8000

/**
 * The whole system on one machine: the parts that the environment does not name, the schema, every service in this
 * process, and one origin for both APIs. Throws a sentence when it cannot start, with nothing left running.
 */
export async function startAllInOne(options: {
  env: NodeJS.ProcessEnv
  report(sentence: string): void
  onUnexpectedEnd(sentence: string): void
}): Promise<AllInOne> {
  const { env, report, onUnexpectedEnd } = options
  const port = await choosePort({ ...portWish(env, 'PORT', DEFAULT_PORT), report })
  const stack: Stack = await startStack({ env, report, onUnexpectedEnd })
  const running: { service: Service; foundation: Foundation }[] = []
  const stops: (() => Promise<unknown>)[] = [() => stack.stop()]
  const stop = async () => {
    for (const step of stops.toReversed()) await step()
  }
  try {
    // The staff directory of a fresh system is empty: refusing unknown staff numbers would shut out everybody internal.
    const directory = { BLOCK_UNKNOWN_MATRICULE: 'false' }
    const mail = { PUBLIC_APP_URL: `http://localhost:${port}`, MAIL_FOLDER: join(stack.dataDir, 'mail') }
    const local = env.ENVIRONMENT === 'production' ? {} : { ...directory, ...mail }
    const defaults = { LOG_LEVEL: 'warn', ...local }
    const environment = { ...defaults, ...env, ...stack.env, ...keptSecrets(stack.dataDir, env) }
    const settings = readSettings(environment)
    await migrateAll(settings)
    const open = <S extends Service>(name: string, create: (foundation: Foundation) => S): S => {
      const foundation = openFoundation(settings, createLogger({ level: settings.LOG_LEVEL, service: name }))
      const service = create(foundation)
      running.push({ service, foundation })
      return service
    }
    open('projectors', services.projectors)
    open('reactors', services.reactors)
    open('mailer', services.mailer)
    open('etl-worker', services['etl-worker'])
    const command = open('command-api', (foundation) => createCommandApi(foundation, undefined))
    const query = open('query-api', (foundation) => createQueryApi(foundation, undefined))
    for (const { service, foundation } of running) {
      stops.push(async () => {
        await service.stop()
        await foundation.close()
      })
      await service.start()
    }
    const api = createGateway({ command: command.handler, query: query.handler })
    const isForEyes = settings.ENVIRONMENT !== 'production' && settings.SMTP_HOST === undefined
    const gateway = createHttpServer(isForEyes ? withMailPage(settings.MAIL_FOLDER, api) : api, {
      host: settings.HOST,
      port,
      upgrade: query.upgrade,
    })
    await gateway.start()
    stops.push(() => {
      query.closeStreams()
      return gateway.stop(settings.GRACEFUL_SHUTDOWN_MS / 2)
    })
    writeConnection(stack.dataDir, known(environment))
    stops.push(async () => removeConnection(stack.dataDir))
    return { origin: `http://${settings.HOST}:${port}`, dataDir: stack.dataDir, environment, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The variables that the services know; the rest of an operator's environment is nobody's business. */
const known = (environment: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(variableNames.map((name) => [name, environment[name]]))
