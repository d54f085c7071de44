import { type BlobErrorCode, blobErrors } from './errors.ts'
import type { Listing, ListQuery, StoredBlob } from './store.ts'

const declaration = '<?xml version="1.0" encoding="utf-8"?>'

/** The body of an error answer. */
export const errorXml = (code: BlobErrorCode): string =>
  `${declaration}<Error>${element('Code', code)}${element('Message', blobErrors[code][1])}</Error>`

/** The body of a listing. */
export function listingXml(container: string, query: ListQuery, listing: Listing, withMetadata: boolean): string {
  const entries = [
    ...listing.blobs.map(({ name, blob }) => ({ name, xml: blobXml(name, blob, withMetadata) })),
    ...listing.prefixes.map((name) => ({ name, xml: `<BlobPrefix>${element('Name', name)}</BlobPrefix>` })),
  ].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
  return [
    `${declaration}<EnumerationResults ContainerName="${escaped(container)}">`,
    element('Prefix', query.prefix),
    element('Marker', query.from),
    element('MaxResults', String(query.limit)),
    query.delimiter === '' ? '' : element('Delimiter', query.delimiter),
    `<Blobs>${entries.map(({ xml }) => xml).join('')}</Blobs>`,
    element('NextMarker', listing.next ?? ''),
    '</EnumerationResults>',
  ].join('')
}

function blobXml(name: string, blob: StoredBlob, withMetadata: boolean): string {
  const properties = {
    'Creation-Time': new Date(blob.createdMs).toUTCString(),
    'Last-Modified': new Date(blob.modifiedMs).toUTCString(),
    // Here without the quotes that the header has, as in Azure.
    Etag: blob.etag.replaceAll('"', ''),
    'Content-Length': String(blob.size),
    'Content-Type': blob.headers['content-type'],
    'Content-Encoding': blob.headers['content-encoding'],
    'Content-Language': blob.headers['content-language'],
    'Content-Disposition': blob.headers['content-disposition'],
    'Cache-Control': blob.headers['cache-control'],
    'Content-MD5': blob.md5,
    BlobType: 'BlockBlob',
    ServerEncrypted: 'true',
  }
  const metadata = withMetadata ? `<Metadata>${elements(blob.metadata)}</Metadata>` : ''
  return `<Blob>${element('Name', name)}<Properties>${elements(properties)}</Properties>${metadata}</Blob>`
}

const elements = (values: Record<string, string | undefined>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : element(name, value)))
    .join('')

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
