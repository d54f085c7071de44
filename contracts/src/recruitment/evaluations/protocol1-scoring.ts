/** How sections become one score: versioned configuration, recorded in every scoring event (recruitment §3.4, D-04). */
export type Protocol1Scoring = {
  /** Names this configuration in events; raised whenever a weight or the pass mark changes. */
  readonly version: string
  /** Shares of the three sections in the overall score; they add up to 1. */
  readonly weights: Protocol1Weights
  /** Overall score, 0 to 20, from which an evaluation counts as passed. */
  readonly passMark: number
}

export type Protocol1Weights = { readonly documentary: number; readonly mtp: number; readonly interview: number }

/** 20/40/40 and 10 out of 20. */
export const defaultProtocol1Scoring: Protocol1Scoring = {
  version: '1',
  weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
  passMark: 10,
}
