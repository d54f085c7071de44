/** Errors of parsers quote what they were given, which could be a personal value: their text goes nowhere. */
const QUOTING = new Set(['SyntaxError', 'ZodError', '$ZodError'])
const LENGTH_MAX = 300

/** Why an event could not be handled, in one line that is fit to be kept beside it. */
export function reasonOf(error: unknown): string {
  const { name = 'Error', message, code } = (error ?? {}) as { name?: string; message?: unknown; code?: unknown }
  const text = QUOTING.has(name) ? '' : `: ${String(message ?? error)}`
  return `${name}${code === undefined ? '' : ` (${String(code)})`}${text}`.replace(/\s+/g, ' ').slice(0, LENGTH_MAX)
}

/** An event that can never be handled, however often it is tried. */
export class Unprocessable extends Error {
  override name = 'Unprocessable'
}

/** What is found out about an event whose handling never came to an end. */
export const PROCESS_ENDED = 'the process ended while it was being handled'
