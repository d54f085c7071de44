import { isErased } from '@one-hcm/contracts/kernel/erased'
import type { Dated } from './dated-history.ts'

/** Whether the person whom a history is about has been erased: some sealed field of it cannot be read any more. */
export const isErasedHistory = (history: readonly Dated[]): boolean =>
  history.some(({ event }) => Object.values(event.data).some(isErased))
