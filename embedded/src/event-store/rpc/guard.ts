import type { Metadata, UntypedHandleCall, UntypedServiceImplementation } from '@grpc/grpc-js'
import { accessDenied, endedByShutdown, type Refusal, refusalOf, shuttingDown, unauthenticated } from '../errors.ts'
import type { NodeContext } from '../node-context.ts'
import type { Users } from './authentication.ts'

/** What all kinds of calls have in common. */
interface AnyCall {
  metadata: Metadata
  emit(event: 'error', reason: Refusal): boolean
}
type AnyCallback = (reason: Refusal, response: null) => void
type AnyHandler = (call: AnyCall, callback?: AnyCallback) => void

/**
 * The handlers of a service behind what applies to every call: users (§8), no new work while the node stops (§11.4), and a
 * status for whatever a handler throws at once (§3.1).
 */
export function guarded(
  node: NodeContext,
  users: Users | undefined,
  handlers: UntypedServiceImplementation,
): UntypedServiceImplementation {
  const guardedHandlers: UntypedServiceImplementation = {}
  for (const [name, handler] of Object.entries(handlers)) {
    const handle = handler as unknown as AnyHandler
    const guardedHandler: AnyHandler = (call, callback) => {
      const refuse = (reason: Refusal): void => {
        if (callback === undefined) call.emit('error', reason)
        else callback(reason, null)
      }
      const reason = check(node, users, call.metadata, callback === undefined)
      if (reason !== undefined) {
        refuse(reason)
        return
      }
      try {
        handle(call, callback)
      } catch (error) {
        refuse(refusalOf(error))
      }
    }
    guardedHandlers[name] = guardedHandler as unknown as UntypedHandleCall
  }
  return guardedHandlers
}

function check(
  node: NodeContext,
  users: Users | undefined,
  metadata: Metadata,
  isStreaming: boolean,
): Refusal | undefined {
  if (node.calls.isStopping) return isStreaming ? endedByShutdown() : shuttingDown()
  const caller = users?.callerOf(metadata)
  if (caller?.kind === 'unknown') return unauthenticated()
  return caller?.kind === 'anonymous' ? accessDenied() : undefined
}
