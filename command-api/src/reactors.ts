import { DRAFTS_TABLE } from '@one-hcm/contracts/recruitment/drafts/draft.wire'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import type { LogPosition } from '@one-hcm/platform/event-store/event-log'
import { createFollower } from '@one-hcm/platform/event-store/follower'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import { moveCheckpoint, readCheckpoint } from '@one-hcm/platform/postgres/checkpoints'
import { createSealedRows } from '@one-hcm/platform/privacy/sealed-rows'
import { createDeadlineService } from './deadline-service.ts'
import { createSessionStore } from './identity/sessions/session-store.ts'
import { performWith } from './policies/perform-command.ts'
import { performOnDrafts } from './policies/perform-on-drafts.ts'
import { policies } from './policies/policies.ts'
import type { Policy } from './policies/policy.ts'
import { policySettings } from './policies/policy-settings.ts'
import { runPolicies } from './policies/run-policies.ts'

/**
 * Runs the policies as followers of the log, each from its own checkpoint: a broker that is down delays none of them. And
 * the clock of the deadlines, whose events policies react to.
 */
export function createReactors(foundation: Foundation): Service {
  const deadlines = createDeadlineService(foundation)
  const followers = policies.map((policy) => followPolicy(foundation, policy))
  return {
    name: 'reactors',
    start: async () => {
      for (const follower of followers) follower.start()
      await deadlines.start()
    },
    stop: async () => {
      await deadlines.stop()
      await Promise.all(followers.map((follower) => follower.stop()))
    },
  }
}

function followPolicy({ log, pool, keys, logger, metrics, settings }: Foundation, policy: Policy) {
  const executor = createCommandExecutor(log)
  const drafts = createSealedRows({ pool, keys, table: DRAFTS_TABLE })
  const perform = performOnDrafts(performWith(policySettings(settings), createSessionStore(pool)), drafts)
  const name = `policy/${policy.name}`
  let position: LogPosition | undefined
  return createFollower({
    name,
    log,
    logger,
    metrics,
    checkpoint: async () => {
      position = await readCheckpoint(pool, name)
      return position
    },
    handle: async (events, last) => {
      const wanted = events.filter(({ type }) => policy.on.includes(type))
      for (const decoded of await log.codec.decode(wanted))
        if (decoded.kind === 'event') await runPolicies([policy], perform, executor, decoded.event)
        else if (decoded.kind === 'unreadable')
          logger.error({ policy: policy.name, event: decoded.stored.id, reason: decoded.reason }, 'event passed over')
      await moveCheckpoint(pool, name, position, last)
      position = last
    },
  })
}
