import type { RefusalCode } from '../../refusals.ts'
import { type RouteDefinition, roles } from '../route.ts'

/** All refusals a route can answer with: its own, and those of the edge that its declaration implies. */
export function refusalsOf(route: RouteDefinition): RefusalCode[] {
  const { access, params, query, body, formats, side, refusals } = route
  const visitorsMay = access.visitor !== undefined
  const someMayNot = roles.some((role) => access[role] === undefined)
  const implied: (RefusalCode | false)[] = [
    !visitorsMay && 'unauthenticated',
    // A write that is open to visitors passes over a token that does not hold.
    !(visitorsMay && side === 'command') && 'invalid-token',
    someMayNot && 'forbidden',
    params !== undefined && 'not-found',
    'malformed-request',
    'not-acceptable',
    body !== undefined && formats.includes('json') && 'malformed-json',
    (query !== undefined || body !== undefined) && 'validation-failed',
    body !== undefined && 'payload-too-large',
    body !== undefined && 'unsupported-media-type',
    'rate-limited',
    side === 'command' && 'idempotency-key-invalid',
    side === 'command' && 'idempotency-key-reused',
    side === 'command' && 'person-erased',
    side === 'command' && 'precondition-failed',
    side === 'command' && 'concurrent-change',
    side === 'query' && 'invalid-consistency-token',
    side === 'query' && 'not-yet-visible',
    'unavailable',
  ]
  return [...new Set([...implied.filter((code) => code !== false), ...refusals])]
}
