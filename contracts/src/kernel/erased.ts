/**
 * What a personal field reads as once its person's key is destroyed. A type of its own, so that every reader of a
 * sealed field has to say what it does then.
 */
export const erased = Object.freeze({ erased: true as const })
export type Erased = typeof erased

export const isErased = (value: unknown): value is Erased =>
  typeof value === 'object' && value !== null && (value as { erased?: unknown }).erased === true

/** The value for people to see: null once it is erased. */
export const reveal = <T>(value: T | Erased): T | null => (isErased(value) ? null : value)
