import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { judgeRead } from './conditions.ts'
import { refuse } from './errors.ts'
import { askedRange } from './range.ts'
import type { BlobRequest } from './request.ts'
import type { BlobStore, StoredBlob } from './store.ts'

/** Get Blob, whole or a range, and Get Blob Properties (HEAD). */
export async function getBlob(request: BlobRequest, response: ServerResponse, store: BlobStore): Promise<void> {
  const { message, container, blob: name } = request
  if (!store.hasContainer(container)) throw refuse('ContainerNotFound')
  for (;;) {
    const blob = store.get(container, name)
    if (!blob) throw refuse('BlobNotFound')
    const judgement = judgeRead(message.headers, blob)
    if (judgement === 'not-modified') return void response.writeHead(304, { etag: blob.etag }).end()
    if (judgement !== 'serve') throw refuse(judgement)
    if (request.method === 'HEAD') return void response.writeHead(200, describe(blob)).end()

    const range = askedRange(message.headers, blob.size)
    const { start, end } = range ?? { start: 0, end: blob.size - 1 }
    const content = blob.size === 0 ? Buffer.alloc(0) : await read(blob, start, end, store)
    // Replaced or deleted between the look at the index and the opening of the file: look again.
    if (content === undefined) continue
    response.writeHead(range ? 206 : 200, range ? describePart(blob, start, end) : describe(blob))
    if (content instanceof Uint8Array) response.end(content)
    else await pipeline(content, response)
    return
  }
}

function read({ body }: StoredBlob, start: number, end: number, store: BlobStore) {
  return 'file' in body ? store.bodies.read(body.file, start, end) : body.subarray(start, end + 1)
}

function describe(blob: StoredBlob): Record<string, string | number> {
  return {
    ...blob.headers,
    'content-length': blob.size,
    'content-md5': blob.md5,
    'accept-ranges': 'bytes',
    etag: blob.etag,
    'last-modified': new Date(blob.modifiedMs).toUTCString(),
    'x-ms-creation-time': new Date(blob.createdMs).toUTCString(),
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-server-encrypted': 'false',
    ...Object.fromEntries(Object.entries(blob.metadata).map(([name, value]) => [`x-ms-meta-${name}`, value])),
  }
}

/** Of a part, Content-MD5 would be the part's; the whole blob's goes under another name. */
function describePart(blob: StoredBlob, start: number, end: number): Record<string, string | number> {
  const { 'content-md5': md5 = '', ...rest } = describe(blob)
  return {
    ...rest,
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${blob.size}`,
    'x-ms-blob-content-md5': md5,
  }
}
