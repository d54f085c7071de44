import { roles } from '@one-hcm/contracts/kernel/route'

export const callers = [...roles, 'visitor'] as const
export type CallerRole = (typeof callers)[number]

/** Whose data a call is about: the caller's, somebody else's, nobody's. */
export const relations = ['own', 'other', 'none'] as const
export type Relation = (typeof relations)[number]

/** An operation as the OpenAPI document declares it. */
export type Operation = {
  operationId: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  access: Partial<Record<CallerRole, 'all' | 'own'>> | undefined
  hasBody: boolean
  /** Its body is a form with files, and nothing else. */
  takesFiles: boolean
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const
type Document = {
  paths: Record<
    string,
    Record<string, { operationId: string; 'x-access'?: Operation['access']; requestBody?: { content: object } }>
  >
}

export const operationsOf = (document: Document): Operation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      if (!operation) return []
      const { operationId, 'x-access': access, requestBody } = operation
      const types = Object.keys(requestBody?.content ?? {})
      const takesFiles = types.length > 0 && types.every((type) => type === 'multipart/form-data')
      return [{ operationId, method, path, access, hasBody: requestBody !== undefined, takesFiles }]
    }),
  )

export type Seen = {
  status: number
  code: string | undefined
  /** A list with nothing in it: what a list about nobody may be. */
  empty?: boolean
}

/**
 * What is wrong with an answer by the declaration, undefined when it is as declared. Who is not named is refused before
 * anything is looked at; who is named for their own never gets at somebody else's; nobody who is named hears `forbidden`
 * about what is theirs.
 */
export function violation(
  { access, path, hasBody }: Operation,
  role: CallerRole,
  relation: Relation,
  { status, code, empty }: Seen,
): string | undefined {
  if (access === undefined) return 'is not declared'
  const wanted = (statuses: readonly number[]) =>
    statuses.includes(status) ? undefined : `expected ${statuses.join(' or ')}, got ${status} ${code ?? ''}`
  const scope = access[role]
  if (scope === undefined) return wanted([role === 'visitor' ? 401 : 403])
  // An empty body is judged before the resource is looked for.
  const judged = hasBody ? [400, 422] : []
  const about = path.includes('{')
  if (about && relation === 'none' && scope === 'all' && empty) return undefined
  if (about && relation === 'none') return wanted([404, ...(scope === 'own' ? [403] : []), ...judged])
  if (about && relation === 'other' && scope === 'own') return wanted([403, 404, ...judged])
  if (status === 401 || status === 405 || status >= 500 || code === 'forbidden')
    return `is allowed, got ${status} ${code ?? ''}`
  return undefined
}
