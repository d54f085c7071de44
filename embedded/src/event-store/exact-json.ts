/** Numbers are kept as their text: JavaScript's own lose digits beyond 2^53 (§5.2, the JS trap). */
interface NumberText {
  rawJSON: string
}

const json = JSON as unknown as {
  rawJSON(text: string): NumberText
  isRawJSON(value: unknown): value is NumberText
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown
}

/** As `JSON.parse`, but `JSON.stringify` gives every number back as it was written. Throws SyntaxError. */
export function parseExactly(text: string): unknown {
  return json.parse(text, (_key, member, context) =>
    typeof member === 'number' && context.source !== undefined ? json.rawJSON(context.source) : member,
  )
}

/** The text of a number that `parseExactly` has read, undefined for everything else. */
export const numberText = (value: unknown): string | undefined => (json.isRawJSON(value) ? value.rawJSON : undefined)

export const isObject = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !json.isRawJSON(value)
