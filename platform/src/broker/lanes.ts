export type Lanes = {
  /** Runs a task after all tasks given for this lane before, whatever became of them. */
  run<T>(lane: string, task: () => Promise<T>): Promise<T>
}

/** Tasks of one lane run one after another, tasks of different lanes side by side. Keeps nothing of an empty lane. */
export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run: (lane, task) => {
      const before = tails.get(lane)
      const result = before ? before.then(task) : task()
      const tail = result.then(
        () => {},
        () => {},
      )
      tails.set(lane, tail)
      void tail.then(() => {
        if (tails.get(lane) === tail) tails.delete(lane)
      })
      return result
    },
  }
}

/**
 * Starts work on one item after another, at most `max` at once, until the items end or `until` says so, and waits for
 * all that was started. Returns how many items were started. The work must not throw.
 */
export async function forEachBounded<T>(
  items: readonly T[],
  max: number,
  work: (item: T) => Promise<void>,
  until: () => boolean = () => false,
): Promise<number> {
  let next = 0
  const worker = async () => {
    while (next < items.length && !until()) await work(items[next++]!)
  }
  await Promise.all(Array.from({ length: max }, worker))
  return next
}
