import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** A command that a policy gives: for which aggregate, and the decision that judges it. */
export type PolicyCommand<State = unknown, E extends DomainEvent = DomainEvent> = {
  /** What tests and logs call it. */
  readonly name: string
  readonly aggregate: Aggregate<State, E, unknown>
  readonly id: string
  decide(state: State): Decision<E>
}

/**
 * A reaction of the domain to what happened: events in, commands out (design §4). Given the same event again, its
 * commands must be judged "already so".
 */
export type Policy = {
  readonly name: string
  readonly on: readonly string[]
  react(event: Recorded): readonly PolicyCommand[]
}

/** Hides the aggregate's types, which only the decision needs. */
export const policyCommand = <State, E extends DomainEvent, Row>(
  command: Omit<PolicyCommand<State, E>, 'aggregate'> & { aggregate: Aggregate<State, E, Row> },
): PolicyCommand => command as unknown as PolicyCommand
