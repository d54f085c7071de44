import type { Exchange } from '@one-hcm/platform/http/exchange'

/** Headers of a list that is answered as a bare array: how many match, and where the next page is. */
export function listHeaders(
  { response }: Pick<Exchange, 'response'>,
  { total, next }: { total: number; next: string | null },
): Record<string, string> {
  const headers: Record<string, string> = { 'X-Total-Count': String(total) }
  if (next === null) return headers
  const url = new URL(response.req.originalUrl, 'http://list')
  url.searchParams.delete('skip')
  url.searchParams.set('cursor', next)
  return { ...headers, Link: `<${url.pathname}?${url.searchParams}>; rel="next"` }
}
