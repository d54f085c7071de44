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
  if (result.success) return { value: result.data }
  const errors: FieldError[] = result.error.issues.slice(0, 50).map((issue) => ({
    pointer: `${place}/${issue.path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
    message: issue.message,
  }))
  return refuse('validation-failed', {}, errors)
}
