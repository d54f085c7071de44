import type { RefusalCode } from '../refusals.ts'
import type { DomainEvent } from './event.ts'
import type { FieldError, Refusal } from './refusal.ts'

/** New events, none for "already so", or a coded refusal. */
export type Decision<E extends DomainEvent> = readonly E[] | Refusal<RefusalCode>

/** Refuses with a code of the catalogue, the sentence's parameters and the fields concerned. */
export const refuse = (
  code: RefusalCode,
  params: Refusal['params'] = {},
  errors?: readonly FieldError[],
): Refusal<RefusalCode> => ({ refused: code, params, ...(errors ? { errors } : {}) })
