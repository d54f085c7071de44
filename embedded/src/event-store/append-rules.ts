import type { ProposedEvent } from './event.ts'

/** Why a stream cannot be written under this name (§4.1), or undefined. */
export function checkWritableName(stream: string): 'access-denied' | 'invalid' | undefined {
  if (stream === '$all') return 'access-denied'
  return stream === '' || stream === '$$' ? 'invalid' : undefined
}

/** What counts against the append size limit: data bytes only (§4.1). */
export const countedBytes = (event: ProposedEvent): number => event.data.length
