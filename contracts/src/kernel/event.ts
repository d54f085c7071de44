import { z } from 'zod'
import type { Erased } from './erased.ts'

export const contexts = [
  'identity',
  'recruitment',
  'notifications',
  'cv-analysis',
  'maintenance',
  'audit',
  'monitoring',
] as const
export type Context = (typeof contexts)[number]

/** Who acted: a person with the role held at that time, or one of our own processes. */
export const actorSchema = z.object({ id: z.string(), role: z.string() })
export type Actor = z.infer<typeof actorSchema>

/** Stored beside every event; never personal data (design §3). */
export const metadataSchema = z.object({
  actor: actorSchema,
  correlation_id: z.string(),
  causation_id: z.string(),
  request_id: z.string(),
  /** ISO-8601 in UTC: when it happened, as the deciding process saw it. */
  occurred_at: z.string(),
  schema_version: z.number().int().positive(),
  command_id: z.string(),
  /** Keyed hash of the request body under an idempotency key: tells a repeat from a different request. */
  command_fingerprint: z.string().optional(),
})
export type EventMetadata = z.infer<typeof metadataSchema>

type Shape = z.ZodRawShape
type PersonalFields<S extends Shape> = { readonly [Subject in keyof S & string]?: readonly (keyof S & string)[] }

/** One event type: its current shape, its former ones through upcasters, and whose personal data it carries. */
export type EventDefinition<Type extends string = string, Data = unknown> = {
  readonly type: Type
  readonly context: Context
  /** Stream category: the event lives in `<category>-<id>`. */
  readonly category: string
  /** Further categories in whose streams it happens, for aggregates that share their events. */
  readonly otherCategories?: readonly string[]
  readonly version: number
  readonly summary: string
  readonly schema: z.ZodObject
  /** Field that holds a person's id → fields sealed with that person's key. */
  readonly personal: Readonly<Record<string, readonly string[]>>
  /** `upcasters[n]` turns data of version n into data of version n + 1. */
  readonly upcasters: Readonly<Record<number, (data: Record<string, unknown>) => Record<string, unknown>>>
  readonly _data?: Data
}

type Sealed<T, P> = { [K in keyof T]: K extends P ? T[K] | Erased : T[K] }
type ValuesOf<P> = P extends Readonly<Record<string, infer F>> ? (F extends readonly (infer N)[] ? N : never) : never

/**
 * Declares an event type once for every process. Personal fields come back as `T | Erased`; what a decision or a
 * counter reads must therefore stay outside `personal` (design §3).
 */
export function defineEvent<
  const Type extends string,
  S extends Shape,
  const P extends PersonalFields<S> = Record<never, never>,
>(definition: {
  type: Type
  context: Context
  category: string
  otherCategories?: readonly string[]
  summary: string
  version?: number
  data: S
  personal?: P
  upcasters?: EventDefinition['upcasters']
}): EventDefinition<Type, Sealed<z.infer<z.ZodObject<S>>, ValuesOf<P>>> {
  return {
    type: definition.type,
    context: definition.context,
    category: definition.category,
    ...(definition.otherCategories ? { otherCategories: definition.otherCategories } : {}),
    summary: definition.summary,
    version: definition.version ?? 1,
    schema: z.object(definition.data),
    personal: (definition.personal ?? {}) as EventDefinition['personal'],
    upcasters: definition.upcasters ?? {},
  }
}

/** An event as a decision returns it: what happened, without when, who and where. */
export type EventOf<D> = D extends EventDefinition<infer Type, infer Data> ? { type: Type; data: Data } : never

export type DomainEvent = { type: string; data: object }

/** An event as it was recorded in the log. Streams are ordered by `revision`, the log by `position`. */
export type Recorded<E extends DomainEvent = DomainEvent> = E & {
  readonly id: string
  readonly stream: string
  readonly revision: number
  /** Commit position in the log; `prepare` differs from it only on some servers. */
  readonly position: bigint
  readonly prepare: bigint
  readonly metadata: EventMetadata
}

/** The id part of `<category>-<id>`. */
export const idOfStream = (stream: string): string => stream.slice(stream.indexOf('-') + 1)
export const categoryOfStream = (stream: string): string => stream.slice(0, stream.indexOf('-'))
