import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RouteDefinition } from '@one-hcm/contracts/kernel/route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import busboy from 'busboy'
import type { Request, Response } from 'express'
import type { BodyBudget } from './body-budget.ts'
import type { UploadedFile } from './exchange.ts'
import { isPlainJson } from './json-shape.ts'

export type ParsedBody = { fields: unknown; files: UploadedFile[]; raw: Buffer }

/** Files and form fields in one multipart body; more is refused. */
const PARTS_MAX = 60

/** Reads a request body in one of the formats its route accepts, within the route's size and the process's budget. */
export async function readBody(
  request: Request,
  response: Response,
  route: RouteDefinition,
  budget: BodyBudget,
): Promise<ParsedBody | Refusal<RefusalCode>> {
  const raw = await readRaw(request, route.bodyLimitBytes, (bytes) => budget.take(bytes, response))
  if (isRefusal(raw)) return raw
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  if (raw.length === 0) return { fields: {}, files: [], raw }
  if (request.headers['content-encoding'] && request.headers['content-encoding'] !== 'identity')
    return refuse('unsupported-media-type')
  if ((type === 'application/json' || type.endsWith('+json')) && route.formats.includes('json')) return parseJson(raw)
  if (type === 'application/x-www-form-urlencoded' && route.formats.includes('form'))
    return { fields: Object.fromEntries(new URLSearchParams(raw.toString())), files: [], raw }
  if (type === 'multipart/form-data' && (route.formats.includes('form') || route.formats.includes('file')))
    return parseMultipart(request, raw, route.formats.includes('file'))
  return refuse('unsupported-media-type')
}

/** Reads past the limit by one chunk at most, then refuses and lets the connection close. */
function readRaw(
  request: Request,
  limit: number,
  take: (bytes: number) => boolean,
): Promise<Buffer | Refusal<RefusalCode>> {
  const tooLarge = refuse('payload-too-large', { limit })
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve(tooLarge)
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) {
        request.pause()
        resolve(tooLarge)
      } else if (take(chunk.length)) chunks.push(chunk)
      else {
        request.pause()
        resolve(refuse('overloaded'))
      }
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', () => resolve(refuse('malformed-request')))
    request.on('aborted', () => resolve(refuse('malformed-request')))
  })
}

/** Invalid bytes and a byte order mark are errors: neither is JSON (RFC 8259 §8.1). */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function parseJson(raw: Buffer): ParsedBody | Refusal<RefusalCode> {
  if (!isPlainJson(raw)) return refuse('malformed-json')
  try {
    return { fields: JSON.parse(utf8.decode(raw)), files: [], raw }
  } catch {
    return refuse('malformed-json')
  }
}

function parseMultipart(
  request: Request,
  raw: Buffer,
  allowFiles: boolean,
): Promise<ParsedBody | Refusal<RefusalCode>> {
  return new Promise((resolve) => {
    const fields: Record<string, string | string[]> = Object.create(null)
    const files: UploadedFile[] = []
    const malformed = () => resolve(refuse('malformed-request'))
    let parser: busboy.Busboy
    try {
      parser = busboy({
        headers: request.headers,
        defParamCharset: 'utf8',
        // The body as a whole is bounded; a field would otherwise be cut without a word.
        limits: { parts: PARTS_MAX, files: PARTS_MAX, fieldSize: Number.POSITIVE_INFINITY },
      })
    } catch {
      return malformed()
    }
    parser.on('field', (name, value) => {
      if (!name) return malformed()
      const known = fields[name]
      fields[name] = known === undefined ? value : [known, value].flat()
    })
    parser.on('file', (field, stream, info) => {
      if (!allowFiles || !field) {
        stream.resume()
        return malformed()
      }
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () =>
        files.push({ field, name: info.filename ?? '', mimeType: info.mimeType, bytes: Buffer.concat(chunks) }),
      )
    })
    parser.on('partsLimit', malformed)
    parser.on('error', malformed)
    parser.on('close', () => resolve({ fields: { ...fields }, files, raw }))
    parser.end(raw)
  })
}
