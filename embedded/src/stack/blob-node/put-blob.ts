import { createHash, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { judgeWrite } from './conditions.ts'
import { refuse } from './errors.ts'
import type { BlobRequest } from './request.ts'
import type { BlobStore, StoredBlob } from './store.ts'

// Contents up to this size live in the index: one flush, shared with others, instead of three of their own.
const inlineBytes = 16 * 1_024
// What one Put Blob may carry in the API version that the client libraries split at.
const largestBytes = 256 * 1_024 * 1_024

/** Put Blob: contents first, then the index entry, then the answer. */
export async function putBlob(request: BlobRequest, response: ServerResponse, store: BlobStore): Promise<void> {
  const { message, container, blob: name } = request
  const { headers } = message
  // Azure's other kinds of blobs (append, page), copies, and index tags.
  const isOther = headers['x-ms-blob-type'] !== 'BlockBlob' || headers['x-ms-copy-source'] || headers['x-ms-tags']
  if (isOther) throw refuse('NotImplemented')
  const size = announcedSize(headers)
  // Judged once more in the transaction; this spares the transport of contents that will be refused.
  if (!store.hasContainer(container)) throw refuse('ContainerNotFound')
  const early = judgeWrite(headers, store.get(container, name))
  if (early) throw refuse(early)

  const hash = createHash('md5')
  const source = hashed(message, hash)
  const body = size <= inlineBytes ? await inMemory(source) : { file: await store.bodies.write(source) }
  const md5 = hash.digest('base64')
  const blob: StoredBlob = {
    ...newVersion(),
    createdMs: Date.now(),
    size,
    md5,
    headers: contentHeaders(headers),
    metadata: metadataOf(headers),
    body,
  }
  const announcedMd5 = headers['content-md5']
  const refusal = await store.put(container, name, blob, (current) =>
    announcedMd5 !== undefined && announcedMd5 !== md5 ? 'Md5Mismatch' : judgeWrite(headers, current),
  )
  if (refusal) throw refuse(refusal)
  response.writeHead(201, {
    etag: blob.etag,
    'last-modified': new Date(blob.modifiedMs).toUTCString(),
    'content-md5': md5,
    'x-ms-request-server-encrypted': 'false',
  })
  response.end()
}

/** ETag and time of a new version; the tag never repeats, also for equal contents. */
export function newVersion(): { etag: string; modifiedMs: number } {
  return { etag: `"0x${randomBytes(8).toString('hex').toUpperCase()}"`, modifiedMs: Date.now() }
}

/** The metadata that a request carries, names in lower case. */
export function metadataOf(headers: IncomingHttpHeaders): Record<string, string> {
  const prefix = 'x-ms-meta-'
  const entries = Object.entries(headers).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), String(value)]))
}

function contentHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': headers['content-type'] ?? 'application/octet-stream' }
  for (const name of ['content-type', 'content-encoding', 'content-language', 'content-disposition', 'cache-control']) {
    const value = headers[`x-ms-blob-${name}`]
    if (typeof value === 'string') kept[name] = value
  }
  return kept
}

function announcedSize(headers: IncomingHttpHeaders): number {
  const size = Number(headers['content-length'] ?? Number.NaN)
  if (Number.isNaN(size)) throw refuse('MissingContentLengthHeader')
  if (size > largestBytes) throw refuse('RequestBodyTooLarge')
  const md5 = headers['content-md5']
  if (typeof md5 === 'string' && Buffer.from(md5, 'base64').length !== 16) throw refuse('InvalidMd5')
  return size
}

async function* hashed(source: AsyncIterable<Buffer>, hash: { update(chunk: Buffer): void }): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    hash.update(chunk)
    yield chunk
  }
}

async function inMemory(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}
