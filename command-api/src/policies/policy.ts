import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import type { PolicyCommand } from './policy-command.ts'

/**
 * A reaction of the domain to what happened: events in, commands out (design §4). Given the same event again, its
 * commands must be judged "already so".
 */
export type Policy = {
  readonly name: string
  /** Event types it reacts to. */
  readonly on: readonly string[]
  react(event: Recorded): readonly PolicyCommand[]
}

/** Keeps the events' types inside the declaration. */
export const definePolicy = <E extends DomainEvent>(policy: {
  name: string
  on: readonly E['type'][]
  react(event: Recorded<E>): readonly PolicyCommand[]
}): Policy => policy as unknown as Policy
