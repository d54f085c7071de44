import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { z } from 'zod'

/** A place in a sorted list, opaque to clients: the sort values of the last row they have. */
export const encodeCursor = (values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** The values behind a cursor if they fit, the refusal of a foreign or damaged one otherwise. */
export function decodeCursor<S extends z.ZodType>(
  schema: S,
  cursor: string,
): { values: z.output<S> } | Refusal<RefusalCode> {
  try {
    return { values: schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString())) }
  } catch {
    return refuse('invalid-cursor')
  }
}
