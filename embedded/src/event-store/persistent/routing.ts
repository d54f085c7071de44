import { parseLink } from '../reading/links.ts'
import type { Message } from './message.ts'
import type { Routing } from './strategies.ts'

/** What the pinned strategies hash (§7.2). */
export function routingOf({ record }: Message): Routing {
  return {
    get stream() {
      return (record.isLink ? parseLink(record.data)?.stream : undefined) ?? record.stream
    },
    correlationId: () => {
      try {
        const metadata: unknown = JSON.parse(record.metadata.toString('utf8'))
        const id = (metadata as { $correlationId?: unknown } | null)?.$correlationId
        return typeof id === 'string' ? id : undefined
      } catch {
        return undefined
      }
    },
  }
}
