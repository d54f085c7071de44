import type { Response } from 'express'

/** Bytes of request bodies that one process holds at once; parsed, they take several times as much. */
export const BODIES_MAX_BYTES = 160 * 1024 * 1024

/** Bounds the memory of uploads: what does not fit is refused as `overloaded` instead of ending the process. */
export type BodyBudget = {
  /** Takes bytes until the response is done with; false when they do not fit. */
  take(bytes: number, response: Response): boolean
  /** Bytes held now. */
  held(): number
}

export function createBodyBudget(maxBytes = BODIES_MAX_BYTES): BodyBudget {
  let held = 0
  const byResponse = new WeakMap<Response, { bytes: number }>()
  return {
    held: () => held,
    take: (bytes, response) => {
      if (held + bytes > maxBytes) return false
      held += bytes
      const known = byResponse.get(response)
      if (known) known.bytes += bytes
      else {
        const share = { bytes }
        byResponse.set(response, share)
        response.once('close', () => {
          held -= share.bytes
          share.bytes = 0
        })
      }
      return true
    },
  }
}
