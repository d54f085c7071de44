import { createPublisher } from '@one-hcm/platform/broker/publisher'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import { projections } from './projections.ts'
import { createProjectors } from './projectors.ts'
import { createRelay } from './relay/relay.ts'

/** The projector, and beside it the relay where a broker is configured. */
export function createProjectorService(foundation: Foundation): Service {
  const { log, pool, listener, logger, metrics, settings } = foundation
  const projectors = createProjectors({ log, pool, listener, logger, metrics, projections })
  const relay = settings.AMQP_URL
    ? createRelay({
        log,
        pool,
        logger,
        publisher: createPublisher({ url: settings.AMQP_URL, prefix: settings.AMQP_PREFIX, logger }),
      })
    : undefined
  return {
    name: 'projectors',
    start: async () => {
      await listener.start()
      await projectors.start()
      await relay?.start()
    },
    stop: async () => {
      await relay?.stop()
      await projectors.stop()
    },
  }
}
