/** One reason why a request is not done: stable code, HTTP status, a sentence for people in both languages. */
export type RefusalDefinition = {
  readonly status: 400 | 401 | 403 | 404 | 405 | 406 | 409 | 410 | 412 | 413 | 415 | 422 | 429 | 503
  /** `{name}` is replaced by the refusal's parameter of that name. */
  readonly fr: string
  readonly en: string
}

export const defineRefusals = <const T extends Readonly<Record<string, RefusalDefinition>>>(definitions: T): T =>
  definitions

export type FieldError = {
  /** JSON pointer into the request body (`/documents/0/file_name`), or `query/limit`, `path/id`. */
  readonly pointer: string
  readonly message: string
}

/** A decision's negative outcome: a value, not an exception. */
export type Refusal<Code extends string = string> = {
  readonly refused: Code
  readonly params: Readonly<Record<string, string | number>>
  readonly errors?: readonly FieldError[]
}

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value

/** The refusal's sentence in a language, parameters filled in. */
export function refusalText(
  definition: RefusalDefinition,
  params: Refusal['params'],
  language: 'fr' | 'en' = 'fr',
): string {
  return definition[language].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
