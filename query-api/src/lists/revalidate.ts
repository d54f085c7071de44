import { createHash } from 'node:crypto'
import type { Exchange, Reply } from '@one-hcm/platform/http/exchange'

/**
 * An answer that everybody may keep and must ask about before using it again: `If-None-Match` with the tag of what would be
 * answered now is answered 304. The tag follows from the content, so every event that changes what is shown changes it, and no
 * other: nobody ever sees older offers than are (recruitment §4.4).
 */
export function revalidated({ response }: Pick<Exchange, 'response'>, reply: Reply): Reply {
  const { body, headers = {}, revision } = reply
  const content = JSON.stringify([body, headers])
  const etag =
    revision === undefined
      ? `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`
      : `"${revision}"`
  const caching = { ...headers, ETag: etag, 'Cache-Control': 'public, no-cache' }
  if (!names(response.req.get('If-None-Match'), etag)) return { ...reply, headers: caching }
  return { status: 304, headers: caching }
}

/** Whether `If-None-Match` names the tag; weak and strong are the same to it (RFC 9110 §13.1.2). */
function names(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes('*') || tags.includes(etag)
}
