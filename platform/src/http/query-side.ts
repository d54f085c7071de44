import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { AppliedPosition } from '../read-models/applied-position.ts'
import type { Floors } from '../read-models/floors.ts'
import type { Side } from './app.ts'

/** Milliseconds a read waits until the read models contain what it asks for, before it answers 503. */
const READ_WAIT_MS = 2_000

/**
 * What every read promises: with a `Consistency-Token` it shows at least that position or answers 503, never older
 * state. Without one, a session's own late writes count as its token while the read models lag (design §4).
 */
export function querySide(options: { readModels: AppliedPosition; floors: Floors }): Side {
  return {
    around: async (exchange, _route, _raw, request, handle) => {
      const token = request.get('Consistency-Token')
      if (token !== undefined && !/^\d{1,19}$/.test(token)) return refuse('invalid-consistency-token')
      let atLeast = token === undefined ? 0n : BigInt(token)
      if (token === undefined && exchange.caller && options.readModels.behindMs() > READ_WAIT_MS)
        atLeast = await options.floors.of(exchange.caller.sessionId)
      if (!(await options.readModels.waitFor(atLeast, READ_WAIT_MS))) return refuse('not-yet-visible')
      return handle()
    },
  }
}
