import { metastreamOf, type ProposedEvent } from '../event.ts'
import { any } from '../expected-revision.ts'
import type { NodeContext } from '../node-context.ts'
import type { WriteOutcome } from '../write-command.ts'
import { freshId } from '../write-group.ts'

/** Appends to one of the server's own streams. Resolves when durable. */
export function appendOwn(
  { writer }: NodeContext,
  stream: string,
  event: { type: string; isJson: boolean; data: string; metadata?: string },
): Promise<WriteOutcome> {
  const proposed: ProposedEvent = {
    id: freshId(),
    type: event.type,
    isJson: event.isJson,
    data: Buffer.from(event.data),
    metadata: Buffer.from(event.metadata ?? ''),
  }
  return writer.write({ kind: 'append', stream, expected: any, events: [proposed] })
}

/** Sets the metadata of one of the server's own streams. */
export const describeOwn = (node: NodeContext, stream: string, metadata: object): Promise<WriteOutcome> =>
  appendOwn(node, metastreamOf(stream), { type: '$metadata', isJson: true, data: JSON.stringify(metadata) })

/** Keeps two events of the stream, from its first one on (§7.1, §7.3). */
export async function keepTwo(node: NodeContext, stream: string): Promise<void> {
  if (node.log.head(metastreamOf(stream)) === undefined) await describeOwn(node, stream, { $maxCount: 2 })
}
