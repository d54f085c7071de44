/** Holds everybody who asks while it is closed. */
export type Barrier = {
  close(): void
  open(): void
  passed(): Promise<void>
}

export function createBarrier(): Barrier {
  let closed: PromiseWithResolvers<void> | undefined
  return {
    close: () => {
      closed ??= Promise.withResolvers<void>()
    },
    open: () => {
      closed?.resolve()
      closed = undefined
    },
    passed: async () => {
      await closed?.promise
    },
  }
}
