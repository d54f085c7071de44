import type { Json } from './example.ts'

/** What examples have kept so far, by name. */
export type Values = ReadonlyMap<string, string>

const NAME = /\{([a-z][\w.-]*)\}/gi

/** A text with the names in it replaced by what they stand for. Throws at a name that nothing gave. */
export const filled = (text: string, values: Values): string =>
  text.replace(NAME, (_whole, name: string) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`Nothing has given a value to {${name}}`)
    return value
  })

/** The same for every text of a body. */
export function filledIn(json: Json, values: Values): Json {
  if (typeof json === 'string') return filled(json, values)
  if (Array.isArray(json)) return json.map((item: Json) => filledIn(item, values))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([field, value]) => [field, filledIn(value, values)]))
}

/** What lies at a place like `data.0.id`; undefined when there is nothing. */
export const valueAt = (body: unknown, place: string): unknown =>
  place.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown> | null | undefined)?.[step], body)
