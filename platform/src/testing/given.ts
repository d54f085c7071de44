import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { Aggregate } from '../commands/aggregate.ts'

/**
 * The words every decision is tested in: `given(aggregate, …events).when(decide).then(…events)`. `then` also judges the
 * same command again on what came of it, and wants it to be harmless: no event, or the named refusal.
 */
export const given = <State, E extends DomainEvent, Row>(
  aggregate: Aggregate<State, E, Row>,
  ...events: readonly NoInfer<E>[]
) => {
  const state = events.reduce(aggregate.evolve, aggregate.initialState)
  return {
    when: (decide: (state: State) => Decision<E>) => ({
      /** Exactly these events; judged again afterwards, nothing (`already so`) or the given refusal. */
      // biome-ignore lint/suspicious/noThenProperty: the field's own word; nobody awaits a specification
      then: (expected: readonly NoInfer<E>[], again: 'already so' | RefusalCode = 'already so') => {
        const decided = decide(state)
        if (isRefusal(decided)) throw new Error(`Expected events, got the refusal ${decided.refused}`)
        assertSame(decided, expected)
        const repeated = decide(decided.reduce(aggregate.evolve, state))
        const outcome = isRefusal(repeated) ? repeated.refused : repeated.length === 0 ? 'already so' : repeated
        assertSame(outcome, again)
      },
      thenAlreadySo: () => assertSame(decide(state), []),
      thenRefused: (code: RefusalCode, params?: Readonly<Record<string, string | number>>) => {
        const decided = decide(state)
        if (!isRefusal(decided)) throw new Error(`Expected the refusal ${code}, got ${JSON.stringify(decided)}`)
        assertSame(decided.refused, code)
        if (params) assertSame(decided.params, params)
      },
    }),
  }
}

function assertSame(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual, null, 2), JSON.stringify(expected, null, 2)]
  if (a !== b) throw new Error(`Expected ${b}\ngot ${a}`)
}

/** An event as if recorded: for tests of folds. Revision and position count up with `index`. */
export function recorded<E extends DomainEvent>(
  stream: string,
  event: E,
  { index = 0, at = '2026-01-15T10:00:00.000Z', actor = { id: 'actor', role: 'recruiter' } } = {},
): Recorded<E> {
  return {
    ...event,
    id: `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
    stream,
    revision: index,
    position: BigInt(index + 1),
    prepare: BigInt(index + 1),
    metadata: {
      actor,
      correlation_id: 'correlation',
      causation_id: 'causation',
      request_id: 'request',
      occurred_at: at,
      schema_version: 1,
      command_id: `command-${index}`,
    },
  }
}
