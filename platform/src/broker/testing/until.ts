const LOOK_EVERY_MS = 5
const GIVE_UP_MS = 15_000

/** Resolves once the condition holds; rejects, naming it, when it does not within 15 s. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + GIVE_UP_MS
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Still not so: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
