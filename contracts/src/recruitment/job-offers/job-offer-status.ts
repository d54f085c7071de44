export const offerStatuses = ['draft', 'active', 'closed', 'archived'] as const
export type OfferStatus = (typeof offerStatuses)[number]

const aliases: ReadonlyMap<string, OfferStatus> = new Map([
  ['inactive', 'closed'],
  ['paused', 'closed'],
  ['cancelled', 'archived'],
])

/** The canonical status behind any accepted word (recruitment §2.5), undefined for an unknown one. */
export const canonicalOfferStatus = (word: string): OfferStatus | undefined =>
  (offerStatuses as readonly string[]).includes(word) ? (word as OfferStatus) : aliases.get(word)
