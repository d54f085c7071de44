import type { StoredRecord } from '../storage/record.ts'

/** The two system projections that this node offers (§9). */
export type SystemLinks = 'by-category' | 'by-event-type'
export const systemLinks: readonly SystemLinks[] = ['by-category', 'by-event-type']

/** Stream that an event is linked into, or undefined (§9). */
export function linkStream(kind: SystemLinks, record: StoredRecord): string | undefined {
  if (kind === 'by-category') {
    const category = categoryOf(record.stream)
    return category === undefined ? undefined : `$ce-${category}`
  }
  // The node's own bookkeeping would otherwise be linked, which would be bookkeeping to link again.
  if (record.isLink || record.stream.startsWith('$')) return undefined
  return `$et-${record.type}`
}

/** §9: the part before the first dash; none for system streams, a leading dash, or no dash. */
export function categoryOf(stream: string): string | undefined {
  const dash = stream.indexOf('-')
  return stream.startsWith('$') || dash < 1 ? undefined : stream.slice(0, dash)
}

/** Payload of the link: existing links are linked by what they point to (§9). */
export const linkPayload = (record: StoredRecord): Buffer =>
  record.isLink ? record.data : Buffer.from(`${record.revision}@${record.stream}`)
