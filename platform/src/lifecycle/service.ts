/**
 * A part of the system that runs until it is stopped. A service is made from its dependencies by a function and cannot
 * tell whether it runs in a process of its own or in the all-in-one (design §8).
 */
export type Service = {
  readonly name: string
  /** Resolves once the service does its work; rejects when it cannot. */
  start(): Promise<void>
  /** Finishes what is in hand, then releases everything. Safe to call once, also after a failed start. */
  stop(): Promise<void>
}
