import type { IncomingMessage } from 'node:http'
import { refuse } from './errors.ts'

/** A request taken apart. */
export interface BlobRequest {
  message: IncomingMessage
  method: string
  query: URLSearchParams
  account: string
  container: string
  /** Empty when the request is about the container. */
  blob: string
}

// Azure's rule; besides, an index key must hold container and blob name.
const containerName = /^[a-z0-9](-?[a-z0-9]){2,62}$/
const longestBlobName = 1_024
const longestBlobNameBytes = 1_800

/** Reads `/account/container/blob?query`; throws a refusal when a name is not allowed. */
export function parseRequest(message: IncomingMessage): BlobRequest {
  const [path = '', query = ''] = (message.url ?? '').split('?', 2)
  const [, account = '', container = '', ...blobParts] = path.split('/')
  const blob = decode(blobParts.join('/'))
  if (container !== '' && !containerName.test(container)) throw refuse('InvalidResourceName')
  if (!isBlobName(blob)) throw refuse('InvalidResourceName')
  const method = message.method ?? 'GET'
  return { message, method, query: new URLSearchParams(query), account: decode(account), container, blob }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw refuse('InvalidResourceName')
  }
}

function isBlobName(name: string): boolean {
  if (name.length > longestBlobName || Buffer.byteLength(name) > longestBlobNameBytes) return false
  // Control characters cannot be written in a listing's XML.
  return [...name].every((character) => character >= ' ')
}
