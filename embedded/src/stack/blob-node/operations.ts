import type { ServerResponse } from 'node:http'
import { judgeWrite } from './conditions.ts'
import { type BlobErrorCode, refuse } from './errors.ts'
import { getBlob } from './get-blob.ts'
import { metadataOf, newVersion, putBlob } from './put-blob.ts'
import type { BlobRequest } from './request.ts'
import type { BlobStore } from './store.ts'
import { listingXml } from './xml.ts'

/** Serves one request that is signed; throws a refusal when it cannot be served. */
export type Operation = (request: BlobRequest, response: ServerResponse, store: BlobStore) => Promise<void>

const operations: Record<string, Operation> = {
  'PUT container': async ({ container }, response, store) => {
    settle(await store.createContainer(container))
    response.writeHead(201, containerHeaders()).end()
  },
  'GET container': getContainer,
  'HEAD container': getContainer,
  'DELETE container': async ({ container }, response, store) => {
    settle(await store.deleteContainer(container))
    response.writeHead(202).end()
  },
  'GET container list': async ({ container, query }, response, store) => {
    if (!store.hasContainer(container)) throw refuse('ContainerNotFound')
    const limit = Number(query.get('maxresults') ?? 5_000)
    if (!(Number.isInteger(limit) && limit > 0)) throw refuse('InvalidQueryParameterValue')
    const asked = {
      prefix: query.get('prefix') ?? '',
      delimiter: query.get('delimiter') ?? '',
      from: query.get('marker') ?? '',
      limit: Math.min(limit, 5_000),
    }
    const withMetadata = (query.get('include') ?? '').split(',').includes('metadata')
    const body = listingXml(container, asked, store.list(container, asked), withMetadata)
    response.writeHead(200, { 'content-type': 'application/xml' }).end(body)
  },
  'PUT blob': putBlob,
  'GET blob': getBlob,
  'HEAD blob': getBlob,
  'PUT blob metadata': async ({ container, blob: name, message: { headers } }, response, store) => {
    const version = newVersion()
    const metadata = metadataOf(headers)
    const judge = (current: { etag: string; modifiedMs: number } | undefined) => judgeWrite(headers, current)
    settle(await store.change(container, name, judge, (blob) => ({ ...blob, ...version, metadata })))
    const { etag, modifiedMs } = version
    response.writeHead(200, { etag, 'last-modified': new Date(modifiedMs).toUTCString() }).end()
  },
  'DELETE blob': async ({ container, blob: name, message: { headers } }, response, store) => {
    settle(
      await store.change(
        container,
        name,
        (current) => current && judgeWrite(headers, current),
        () => undefined,
      ),
    )
    response.writeHead(202).end()
  },
}

/** The operation that a request asks for; anything that One HCM does not use is refused as not implemented. */
export function operationFor({ method, container, blob, query }: BlobRequest): Operation {
  const comp = query.get('comp')
  const aspect = comp === null ? '' : ` ${comp}`
  const isContainer = query.get('restype') === 'container' && blob === ''
  const level = isContainer ? 'container' : 'blob'
  const known = container !== '' && (isContainer || blob !== '') && !query.has('snapshot') && !query.has('versionid')
  const operation = known ? operations[`${method} ${level}${aspect}`] : undefined
  if (!operation) throw refuse('NotImplemented')
  return operation
}

async function getContainer({ container }: BlobRequest, response: ServerResponse, store: BlobStore): Promise<void> {
  if (!store.hasContainer(container)) throw refuse('ContainerNotFound')
  response.writeHead(200, containerHeaders()).end()
}

// Containers are only there or not: nothing conditional hangs on their version.
const containerHeaders = () => ({ etag: '"0x1"', 'last-modified': new Date().toUTCString() })

function settle(refusal: BlobErrorCode | undefined): void {
  if (refusal) throw refuse(refusal)
}
