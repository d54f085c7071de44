import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type BlobErrorCode, blobErrors } from './errors.ts'
import { operationFor } from './operations.ts'
import { parseRequest } from './request.ts'
import { type Account, isSigned } from './shared-key.ts'
import type { BlobStore } from './store.ts'
import { errorXml } from './xml.ts'

/** The REST face of the store, for one account. `report` is told of errors that are the server's own fault. */
export function createBlobServer(store: BlobStore, account: Account, report: (error: unknown) => void): Server {
  // Longer than clients keep idle connections, so that none is closed under a request that is just being sent.
  const keepAliveTimeout = 120_000
  return createServer({ keepAliveTimeout }, async (message, response) => {
    response.setHeader('x-ms-request-id', randomUUID())
    response.setHeader('x-ms-version', message.headers['x-ms-version'] ?? '2025-01-05')
    const clientId = message.headers['x-ms-client-request-id']
    if (clientId !== undefined) response.setHeader('x-ms-client-request-id', clientId)
    try {
      await serve(message, response, store, account)
    } catch (error) {
      const refusal = (error as { refusal?: BlobErrorCode }).refusal
      if (!refusal && !message.destroyed) report(error)
      answerError(message, response, refusal ?? 'InternalError')
    }
  })
}

async function serve(message: IncomingMessage, response: ServerResponse, store: BlobStore, account: Account) {
  const { method = '', url = '', headers } = message
  // Before anything else is looked at: without the key nothing can be learned, not even which names exist.
  if (!isSigned({ method, url, headers }, account)) throw { refusal: 'AuthenticationFailed' }
  const request = parseRequest(message)
  await operationFor(request)(request, response, store)
}

function answerError(message: IncomingMessage, response: ServerResponse, code: BlobErrorCode): void {
  if (response.headersSent) return void response.destroy()
  const body = message.method === 'HEAD' ? '' : errorXml(code)
  // The rest of a refused upload is not worth reading: the connection closes instead.
  if (!message.complete) response.setHeader('connection', 'close')
  response.writeHead(blobErrors[code][0], {
    'x-ms-error-code': code,
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}
