/** `npm start`: everything, with data under `.data/`, until Ctrl-C. */
import { withEnvFiles } from '@one-hcm/platform/config/environment'
import { SettingsError } from '@one-hcm/platform/config/settings'
import { runUntilSignalled } from '@one-hcm/platform/lifecycle/run'
import { createLogger } from '@one-hcm/platform/logging/logger'
import { type AllInOne, startAllInOne } from './all-in-one.ts'

const STOP_WITHIN_MS = 9_500

const env = withEnvFiles(process.cwd(), process.env)
const say = (line: string) => console.log(line)
let system: AllInOne | undefined

await runUntilSignalled({
  logger: createLogger({ level: env.LOG_LEVEL ?? 'warn', service: 'all-in-one' }),
  stopWithinMs: STOP_WITHIN_MS,
  start: async () => {
    say('One HCM is starting …')
    try {
      system = await startAllInOne({
        env,
        report: say,
        onUnexpectedEnd: (sentence) => {
          console.error(`${sentence} Stopping.`)
          process.kill(process.pid, 'SIGTERM')
        },
      })
    } catch (error) {
      console.error(error instanceof SettingsError ? error.message : `Cannot start: ${(error as Error).message}`)
      throw error
    }
    const { origin, dataDir } = system
    say(`One HCM is ready.

  API            ${origin}/api/v1
  Documentation  ${origin}/docs   (also /redoc and /openapi.json)
  Health         ${origin}/health
  E-mail         ${origin}/dev/mail   (where no mail server is configured)
  Data           ${dataDir}
  First admin    the one-time token is in ${dataDir}/secrets/BOOTSTRAP_ADMIN_TOKEN

Next: 'npm run demo' in another terminal plays the whole story. Ctrl-C stops.`)
  },
  stop: async () => {
    await system?.stop()
    say('Stopped. All data is kept.')
  },
})
