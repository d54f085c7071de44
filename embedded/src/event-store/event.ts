/** An event as a client proposes it (§4.1). */
export interface ProposedEvent {
  /** Sixteen bytes. */
  id: Buffer
  type: string
  isJson: boolean
  data: Buffer
  /** Custom metadata: opaque bytes, usually JSON text. */
  metadata: Buffer
}

/** Revision of a tombstone (§5.3): the largest signed 64-bit number. */
export const tombstoneRevision = 9_223_372_036_854_775_807n
export const tombstoneType = '$streamDeleted'
export const metadataType = '$metadata'
export const linkType = '$>'

export const metastreamOf = (stream: string): string => `$$${stream}`
export const isMetastream = (stream: string): boolean => stream.startsWith('$$')
/** The stream that a metadata stream describes. */
export const describedStream = (metastream: string): string => metastream.slice(2)

/** Streams that `$all` never shows (§6.4). */
export function isHiddenFromAll(stream: string): boolean {
  if (stream === '$epoch-information') return true
  return (
    stream.startsWith('$persistentsubscription-$all::') &&
    (stream.endsWith('-checkpoint') || stream.endsWith('-parked'))
  )
}
