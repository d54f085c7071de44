import type { Logger } from '../logging/logger.ts'

/**
 * Runs a process: starts, stops on SIGINT, SIGTERM or when the parent's pipe closes, and ends by itself when stopping
 * takes too long. A failed start stops what had started and ends with code 1. An error nobody caught is logged and ends
 * the process: what it left half done is safe, because nothing is acknowledged before it is durable.
 */
export async function runUntilSignalled(options: {
  logger: Logger
  stopWithinMs: number
  start(): Promise<unknown>
  stop(): Promise<unknown>
}): Promise<void> {
  const { logger } = options
  let stopping: Promise<void> | undefined
  const stop = (reason: string): Promise<void> => {
    stopping ??= (async () => {
      logger.info({ reason }, 'stopping')
      const deadline = setTimeout(() => {
        logger.error('could not stop in time')
        process.exit(1)
      }, options.stopWithinMs)
      deadline.unref()
      await options.stop().catch((error: unknown) => {
        logger.error({ err: error }, 'stopping failed')
        process.exitCode = 1
      })
      clearTimeout(deadline)
      logger.info('stopped')
    })()
    return stopping
  }
  const exitAfterStop = (reason: string) => void stop(reason).then(() => process.exit())
  process.on('SIGINT', () => exitAfterStop('SIGINT'))
  process.on('SIGTERM', () => exitAfterStop('SIGTERM'))
  if (process.env.ONE_HCM_PARENT_PIPE === '1') {
    process.stdin.on('end', () => exitAfterStop('parent ended'))
    process.stdin.on('error', () => exitAfterStop('parent ended'))
    process.stdin.resume()
  }
  const fatal = (error: unknown) => {
    logger.fatal({ err: error }, 'unexpected error')
    process.exit(1)
  }
  process.on('uncaughtException', fatal)
  process.on('unhandledRejection', fatal)
  try {
    await options.start()
  } catch (error) {
    logger.fatal({ err: error }, 'cannot start')
    process.exitCode = 1
    await stop('failed start')
    process.exit(1)
  }
}
