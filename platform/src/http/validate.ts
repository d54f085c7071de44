import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { FieldError, Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { z } from 'zod'
import type { Language } from './problem.ts'

const messages = { fr: z.locales.fr().localeError, en: z.locales.en().localeError }

/** Parses input by its schema; failures name each field by JSON pointer, in the caller's language. */
export function validate(
  schema: z.ZodType | undefined,
  input: unknown,
  place: 'path' | 'query' | '',
  language: Language,
): { value: unknown } | Refusal<RefusalCode> {
  if (!schema) return { value: undefined }
  const result = schema.safeParse(input, { error: messages[language] })
  const issues = result.error?.issues ?? unstorableText(input).map((path) => ({ path, message: unstorable[language] }))
  if (result.success && issues.length === 0) return { value: result.data }
  const errors: FieldError[] = issues.slice(0, ERRORS_MAX).map(({ path, message }) => ({
    pointer: place + path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    message,
  }))
  return refuse('validation-failed', {}, errors)
}

const ERRORS_MAX = 50

const unstorable = { fr: 'contient des caractères interdits', en: 'contains characters that are not allowed' }

/**
 * Where text holds NUL or half of a surrogate pair. PostgreSQL keeps neither: accepted into an event, it would park the
 * aggregate's read model for good.
 */
function unstorableText(value: unknown, path: PropertyKey[] = []): PropertyKey[][] {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => [
    ...unstorableText(key, path),
    ...unstorableText(child, [...path, Array.isArray(value) ? Number(key) : key]),
  ])
}
