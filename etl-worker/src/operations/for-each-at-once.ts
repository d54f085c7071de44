/** Works on items as they come, at most `max` at the same time; resolves when all is done. The work must not throw. */
export async function forEachAtOnce<T>(
  items: AsyncIterable<T>,
  max: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  for await (const item of items) {
    const done: Promise<void> = work(item).finally(() => running.delete(done))
    running.add(done)
    if (running.size >= max) await Promise.race(running)
  }
  await Promise.all(running)
}
