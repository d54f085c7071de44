import pino, { type Logger as PinoLogger } from 'pino'

export type Logger = PinoLogger

/**
 * JSON lines on standard output. Only fields that are named at the call are logged, never request bodies or event
 * data; what an error carries beside its message and stack is left out, since drivers put values there.
 */
export function createLogger(options: {
  level: string
  service: string
  destination?: pino.DestinationStream
}): Logger {
  return pino(
    {
      level: options.level,
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    options.destination ?? pino.destination({ dest: 1, sync: false }),
  )
}

const describeError = (error: unknown) => {
  const { name, message, stack, code, type } = (error ?? {}) as Error & { code?: unknown; type?: unknown }
  return {
    name,
    message: String(message ?? error).slice(0, 500),
    code,
    type,
    stack: stack?.split('\n').slice(0, 8).join('\n'),
  }
}

/** A logger that says nothing, for tests. */
export const silentLogger = (): Logger => pino({ level: 'silent' })
