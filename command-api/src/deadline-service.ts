import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { every } from '@one-hcm/platform/lifecycle/every'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import { followGenerations } from '@one-hcm/platform/read-models/generations'
import { createDeadlineClock } from './recruitment/deadlines/deadline-clock.ts'

/** One connection looks up what is due; another may be opened while read models are exchanged. */
const CONNECTIONS = 1

/** Looks for deadlines that are due at an interval, for as long as it runs. */
export function createDeadlineService(foundation: Foundation, now: () => Date = () => new Date()): Service {
  const { pool, log, listener, settings, logger } = foundation
  const readModels = followGenerations({
    url: settings.DATABASE_URL,
    admin: pool,
    listener,
    logger,
    max: CONNECTIONS,
  })
  const clock = createDeadlineClock({ readModels, executor: createCommandExecutor(log), now })
  // Before the first read models are built there is nothing to look up: the next look will find them.
  const look = () =>
    clock.look().catch((error: Error) => (error.name === 'ReadModelsNotBuilt' ? 0 : Promise.reject(error)))
  const ticking = every(settings.DEADLINE_CHECK_MS, 'deadlines', look, logger)
  return {
    name: 'deadlines',
    start: async () => {
      await listener.start()
      await readModels.start()
      await ticking.start()
    },
    stop: async () => {
      await ticking.stop()
      await readModels.stop()
    },
  }
}
