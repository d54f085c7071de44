import { type Entry, settledOf } from '../history.ts'

/** How often the run met what it is for. */
export type Sightings = {
  /** The events were in the log, the answer was not: a crash between append and reply. */
  crashesBetweenAppendAndReply: number
  unknownOutcomes: number
  /** The same write delivered again and answered like the first time. */
  duplicates: number
  /** Messages that the broker was given more than once; undefined without a broker. */
  redeliveries: number | undefined
  refusalsByConflict: number
}

const CONFLICTS = new Set([409, 412])
const DUPLICATES = new Set(['application-duplicate', 'email-already-used'])

export function sightingsOf(entries: readonly Entry[], redeliveries: number | undefined): Sightings {
  const count = (predicate: (entry: Entry) => boolean) => entries.filter(predicate).length
  return {
    crashesBetweenAppendAndReply: count(({ lostReply }) => lostReply),
    unknownOutcomes: count(({ tries }) => tries.some(({ outcome }) => outcome === 'unknown')),
    duplicates: count(({ repeat, lostReply, ...entry }) => {
      const isRepeated = repeat?.outcome === 'ok' || (lostReply && entry.tries.at(-1)?.outcome === 'ok')
      return isRepeated
    }),
    redeliveries,
    refusalsByConflict: count((entry) => {
      const answer = settledOf(entry)
      return answer !== undefined && (CONFLICTS.has(answer.status) || DUPLICATES.has(answer.code ?? ''))
    }),
  }
}

/** A run that never met its subject shows nothing, however green it is. */
export function vacuous(sightings: Sightings): string[] {
  const missing: string[] = []
  if (sightings.crashesBetweenAppendAndReply + sightings.unknownOutcomes === 0)
    missing.push('no crash left an outcome unknown')
  if (sightings.duplicates + (sightings.redeliveries ?? 0) === 0) missing.push('no write was delivered twice')
  if (sightings.refusalsByConflict === 0) missing.push('no write was refused because another came first')
  return missing
}
