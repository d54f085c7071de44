import type { z } from 'zod'

/** What of an answer its route does not declare, by pointer; what does not fit the declaration, too. */
export function undeclared(response: z.ZodType | undefined, body: unknown): string[] {
  if (!response || body === undefined) return []
  const parsed = response.safeParse(body)
  if (!parsed.success)
    return parsed.error.issues.map(
      ({ path, message }) => `/${path.map(String).join('/')} is not as declared: ${message}`,
    )
  return beyond(body, parsed.data, '')
}

/** Fields that parsing took away, because no schema names them. */
function beyond(given: unknown, declared: unknown, pointer: string): string[] {
  if (Array.isArray(given) && Array.isArray(declared))
    return given.flatMap((item, index) => beyond(item, declared[index], `${pointer}/${index}`))
  if (!isRecord(given) || !isRecord(declared)) return []
  return Object.entries(given).flatMap(([name, value]) =>
    name in declared ? beyond(value, declared[name], `${pointer}/${name}`) : [`${pointer}/${name} is not declared`],
  )
}

/** Names of all fields, at any depth, that hold something. */
export function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => [...(isEmpty(inner) ? [] : [name]), ...namesIn(inner)])
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || value === false

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
