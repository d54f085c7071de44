import { categoryOfStream, idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import type { LakeStore } from '@one-hcm/platform/blobs/lake-store'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { dateHistory } from './dated-history.ts'
import { objectsOf } from './objects-of.ts'
import { readHistory } from './read-history.ts'
import { entityOf, streamsOf } from './recruitment/entities.ts'

/** The application is not in the lake yet: the function would not find it. */
export class NotExportedYet extends Error {
  override name = 'NotExportedYet'
  constructor(applicationId: string) {
    super(`Application ${applicationId} is not in the lake yet`)
  }
}

/** The function did not take the call. */
export class PostHookRefused extends Error {
  override name = 'PostHookRefused'
  constructor(status: number) {
    super(`The function answered ${status}`)
  }
}

const WITHIN_MS = 60_000

/**
 * Calls the configured function with an application that has come to the lake (recruitment §6.4): once for its
 * submission and once for each export that was asked for. Rejects while it is not there, or when the function does not
 * take the call, so that the inbox tries again. Does nothing without an address. Neither it nor its key is ever logged.
 */
export function createPostHook(options: {
  url: string | undefined
  key: string | undefined
  log: Pick<EventLog, 'readStream'>
  lake: Pick<LakeStore, 'stat'>
  withinMs?: number
}): (event: Recorded) => Promise<void> {
  const { url, key, log, lake, withinMs = WITHIN_MS } = options
  if (!url) return () => Promise.resolve()
  const target = new URL(url)
  if (key) target.searchParams.set('code', key)

  const isExported = async (applicationId: string): Promise<boolean> => {
    const fact = entityOf(`application-${applicationId}`)!
    const history = dateHistory(await readHistory(log, streamsOf(fact)))
    const newest = objectsOf(fact, history).at(-1)
    return newest !== undefined && (await lake.stat(newest.path)) !== undefined
  }

  return async (event) => {
    const applicationId = idOfStream(event.stream)
    if (categoryOfStream(event.stream) === 'application' && !(await isExported(applicationId)))
      throw new NotExportedYet(applicationId)
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ application_id: applicationId, last_watermark: event.metadata.occurred_at }),
      signal: AbortSignal.timeout(withinMs),
      redirect: 'error',
    })
    await response.body?.cancel()
    if (!response.ok) throw new PostHookRefused(response.status)
  }
}
