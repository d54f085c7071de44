import type { FieldError, Refusal } from '@one-hcm/contracts/kernel/refusal'
import { refusalText } from '@one-hcm/contracts/kernel/refusal'
import { type RefusalCode, refusals } from '@one-hcm/contracts/refusals'

export type Language = 'fr' | 'en'

/**
 * RFC 9457 problem document, plus the keys existing clients read (recruitment §0): `error` repeats the code, `message`
 * the detail, `status_code` the status, `trace_id` the request id.
 */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: string
  error: string
  message: string
  status_code: number
  path: string
  request_id: string
  trace_id: string
  errors?: readonly { pointer: string; detail: string }[]
}

type Occasion = { path: string; requestId: string; language: Language }

export function problemOf(refusal: Refusal<RefusalCode>, occasion: Occasion): Problem {
  const definition = refusals[refusal.refused]
  const detail = refusalText(definition, refusal.params, occasion.language)
  return problem(definition.status, refusal.refused, detail, occasion, refusal.errors)
}

/** A defect or a lost part: says nothing of its cause, only the request id to look it up by. */
export function internalProblem(occasion: Occasion): Problem {
  const detail =
    occasion.language === 'fr'
      ? 'Une erreur interne est survenue. Communiquez le numéro de requête au support.'
      : 'An internal error occurred. Give the request id to support.'
  return problem(500, 'internal-error', detail, occasion)
}

function problem(
  status: number,
  code: string,
  detail: string,
  { path, requestId }: Occasion,
  errors?: readonly FieldError[],
): Problem {
  return {
    type: `/problems/${code}`,
    title: code.replaceAll('-', ' '),
    status,
    detail,
    instance: path,
    code,
    error: code,
    message: detail,
    status_code: status,
    path,
    request_id: requestId,
    trace_id: requestId,
    ...(errors ? { errors: errors.map(({ pointer, message }) => ({ pointer, detail: message })) } : {}),
  }
}
