import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { Follower } from '@one-hcm/platform/event-store/follower'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import type { Logger } from '@one-hcm/platform/logging/logger'
import type { Metrics } from '@one-hcm/platform/observability/metrics'
import type { Listener } from '@one-hcm/platform/postgres/listener'
import { GENERATION_CHANNEL, type Generation, liveGeneration } from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'
import { followForGeneration } from './engine/generation-follower.ts'
import type { Projection } from './engine/projection.ts'
import { ensureGeneration } from './engine/rebuild.ts'
import { shapeOf } from './engine/tables.ts'

/**
 * The projector: builds the read models where there are none that fit this release, then keeps the live generation up
 * to date, and moves over to a rebuilt one as soon as it has taken over.
 */
export function createProjectors(options: {
  log: EventLog
  pool: pg.Pool
  listener: Listener
  logger: Logger
  projections: readonly Projection[]
  metrics?: Metrics | undefined
}): Service {
  const { pool, logger, listener, projections } = options
  const shape = shapeOf(projections)
  let followed: { generation: Generation; follower: Follower } | undefined
  let turn = Promise.resolve()
  let stopped = false

  const follow = async (generation: Generation) => {
    if (stopped || followed?.generation.id === generation.id) return
    await followed?.follower.stop()
    const follower = followForGeneration({ ...options, generation, announce: true })
    follower.start()
    followed = { generation, follower }
    logger.info({ generation: generation.schema }, 'projecting')
  }

  listener.on(GENERATION_CHANNEL, () => {
    turn = turn
      .then(async () => {
        const live = await liveGeneration(pool)
        if (followed && live?.shape === shape) await follow(live)
      })
      .catch((error: unknown) => logger.error({ err: error }, 'cannot move over to the live generation'))
  })

  return {
    name: 'projectors',
    start: async () => {
      await follow(await ensureGeneration({ ...options, shape }))
    },
    stop: async () => {
      stopped = true
      await turn
      await followed?.follower.stop()
    },
  }
}
