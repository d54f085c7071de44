import type { Logger } from '../logging/logger.ts'
import type { Service } from './service.ts'

/** Work repeated at an interval, one run at a time; a failed run is logged and the next one comes all the same. */
export function every(intervalMs: number, name: string, work: () => Promise<unknown>, logger: Logger): Service {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let busy = false
  const tick = () => {
    if (busy) return
    busy = true
    running = work()
      .catch((error: unknown) => logger.warn({ err: error, work: name }, 'periodic work failed'))
      .finally(() => {
        busy = false
      })
  }
  return {
    name,
    start: () => {
      timer = setInterval(tick, intervalMs)
      return Promise.resolve()
    },
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
