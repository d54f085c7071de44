import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** What a signature covers. */
export interface SignedRequest {
  method: string
  /** Path and query as they were sent, still encoded. */
  url: string
  headers: IncomingHttpHeaders
}

/** The one account of this server; the key is base64, as in a connection string. */
export interface Account {
  name: string
  key: string
}

// In this order, each by its value or an empty line.
const signedHeaders = [
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'if-modified-since',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range',
] as const

/** Whether the request carries the account's Shared Key signature (Azure Storage, version 2015-02-21 and later). */
export function isSigned(request: SignedRequest, account: Account): boolean {
  const expected = Buffer.from(`SharedKey ${account.name}:${signature(request, account)}`)
  const given = Buffer.from(request.headers.authorization ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The signature of a request, in base64. */
export function signature(request: SignedRequest, account: Account): string {
  const lines = [
    request.method,
    ...signedHeaders.map((name) => valueToSign(name, request.headers[name])),
    ...canonicalHeaders(request.headers),
    canonicalResource(request.url, account.name),
  ]
  return createHmac('sha256', Buffer.from(account.key, 'base64')).update(lines.join('\n')).digest('base64')
}

const valueToSign = (name: string, value: string | string[] | undefined): string =>
  value === undefined || (name === 'content-length' && value === '0') ? '' : String(value)

function canonicalHeaders(headers: IncomingHttpHeaders): string[] {
  return Object.keys(headers)
    .filter((name) => name.startsWith('x-ms-'))
    .sort((a, b) => compare(sortKey(a), sortKey(b)) || compare(a, b))
    .map((name) => `${name}:${headers[name]}`)
}

// Azure sorts the names as a culture-aware comparison would: hyphens do not count, underscores come before digits.
const sortKey = (name: string): string => name.replaceAll('-', '').replaceAll('_', ' ')

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What cannot be decoded was not signed by anybody: the signature will differ. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function canonicalResource(url: string, account: string): string {
  const [path = '', query = ''] = url.split('?', 2)
  const parameters = query
    .split('&')
    .filter((parameter) => parameter !== '')
    .map((parameter) => {
      const [name = '', ...value] = parameter.split('=')
      return `${decode(name).toLowerCase()}:${decode(value.join('='))}`
    })
  return [`/${account}${path}`, ...parameters.sort(compare)].join('\n')
}
