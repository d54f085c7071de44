import type { Expectations } from './expectations.ts'

/** What a client heard: messages in the order in which they came, over all of its connections. */
export type Heard = {
  id: string
  changes: readonly { resource: string; id: string | number; change: string }[]
}

/** A change as the expectations name it. */
const nameOf = (position: string, { resource, change, id }: Heard['changes'][number]): string =>
  // Which of several notifications of one event it is, and the id of a request, are the system's own.
  (resource === 'notification' && change === 'created') || resource === 'access_request'
    ? `${position} ${resource} ${change}`
    : `${position} ${resource} ${change} ${id}`

/**
 * What is wrong with what a client heard: something twice, out of order, missing, or not for its ears. At most ten of a
 * kind are named.
 */
export function violationsIn(heard: readonly Heard[], { must, may }: Expectations): string[] {
  const violations: string[] = []
  const found = (kind: string, named: readonly string[]) => {
    if (named.length > 0) violations.push(`${kind}: ${named.length}, ${named.slice(0, 10).join('; ')}`)
  }
  found(
    'repeated or out of order',
    heard.filter(({ id }, index) => index > 0 && BigInt(id) <= BigInt(heard[index - 1]!.id)).map(({ id }) => id),
  )
  const wanted = counted(must.map(({ change }) => change))
  const got = counted(heard.flatMap(({ id, changes }) => changes.map((change) => nameOf(id, change))))
  found(
    'missing',
    [...wanted].filter(([change, count]) => (got.get(change) ?? 0) < count).map(([change]) => change),
  )
  found(
    'not for these ears, or too often',
    [...got]
      .filter(([change, count]) => count > (wanted.get(change) ?? 0) + (may.has(change) ? 1 : 0))
      .map(([change]) => change),
  )
  return violations
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
