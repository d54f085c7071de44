import { refusalsOf } from '@one-hcm/contracts/kernel/openapi/refusals-of'
import type { RefusalDefinition } from '@one-hcm/contracts/kernel/refusal'
import type { RouteDefinition } from '@one-hcm/contracts/kernel/route'
import { code, page, table } from './markdown.ts'

/** `docs/errors.md`: every refusal with its sentences, and the routes that answer with it. */
export function errors(
  refusals: Readonly<Record<string, RefusalDefinition>>,
  routes: readonly RouteDefinition[],
): string {
  const routesOf = (refusal: string) => routes.filter((route) => (refusalsOf(route) as string[]).includes(refusal))
  return page(
    'Errors',
    'Every answer that is no success is a problem document (RFC 9457, `application/problem+json`). Tell errors apart by `code`; `detail` is a sentence in French or English (`Accept-Language`). Words in braces are filled in. A defect of ours is `internal-error` (500) and says nothing but its request id.',
    table(
      ['code', 'status', 'French', 'English', 'routes'],
      Object.entries(refusals)
        .toSorted(([a, { status: x }], [b, { status: y }]) => x - y || (a < b ? -1 : 1))
        .map(([name, { status, fr, en }]) => [code(name), String(status), fr, en, named(routesOf(name), routes.length)]),
    ),
  )
}

function named(found: readonly RouteDefinition[], total: number): string {
  if (found.length === total) return 'all'
  if (found.length === 0) return '–'
  return found.length > 12 ? `${found.length} of ${total}` : found.map(({ name }) => name).join(', ')
}
