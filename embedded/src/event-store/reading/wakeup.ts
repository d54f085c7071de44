/** Lets one loop sleep until something has happened since it last looked. */
export class Wakeup {
  private hasHappened = false
  private resume: (() => void) | undefined

  wake(): void {
    this.hasHappened = true
    const resume = this.resume
    this.resume = undefined
    resume?.()
  }

  /** Resolves at the next `wake()`, at once when there was one since the last wait. */
  async wait(): Promise<void> {
    if (!this.hasHappened) await new Promise<void>((resolve) => (this.resume = resolve))
    this.hasHappened = false
  }
}
