import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Answer, at, consistencyOf, type Outcome, revisionOf } from '../testing/client.ts'

/** What a write was meant to be: how the system should take it is for the checkers. */
export type Intent = 'valid' | 'conflicting' | 'malformed'

/** What an answer said, small enough to be kept. */
export type Said = {
  outcome: Outcome
  status: number
  code: string | undefined
  /** Of the aggregate, from the ETag. */
  revision: number | undefined
  /** In the log, from the Consistency-Token. */
  position: string | undefined
  bodyHash: string
}

/** One write, from its first try until its outcome was settled. */
export type Entry = {
  n: number
  kind: string
  intent: Intent
  idempotencyKey: string
  /** The id that its events carry, derived as the system documents it. */
  commandId: string
  /** The stream its events belong to, where it is known beforehand. */
  stream: string | undefined
  /** What must be so afterwards, by field of the event's data. */
  wanted: Readonly<Record<string, unknown>>
  /** Every try under the same key, in order. The last one is settled, unless the run gave up. */
  tries: Said[]
  /** Its events were in the log although no answer had arrived. */
  lostReply: boolean
  /** The answer to sending it once more afterwards. */
  repeat: Said | undefined
}

export const settledOf = (entry: Entry): Said | undefined => {
  const last = entry.tries.at(-1)
  return last?.outcome === 'unknown' ? undefined : last
}

export const said = (answer: Answer): Said => ({
  outcome: answer.outcome,
  status: answer.status,
  code: typeof at(answer, 'code') === 'string' ? String(at(answer, 'code')) : undefined,
  revision: revisionOf(answer),
  position: consistencyOf(answer),
  bodyHash: createHash('sha256').update(withoutRequestId(answer)).digest('base64url').slice(0, 22),
})

/** Problem documents name the request, which differs between a call and its repeat. */
const withoutRequestId = ({ body }: Answer): string =>
  JSON.stringify(body, (name, value: unknown) => (/^(request_id|trace_id)$/.test(name) ? undefined : value)) ?? ''

/** Everything that happened in a run, as NDJSON: checkers can be run on it again later. */
export type History = {
  readonly entries: readonly Entry[]
  begin(entry: Omit<Entry, 'n' | 'tries' | 'lostReply' | 'repeat'>): Entry
  /** Writes down what is known of an entry now. */
  note(entry: Entry): void
  nemesis(what: string): void
}

export function openHistory(file: string, header: Readonly<Record<string, unknown>>): History {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ header })}\n`)
  const write = (line: object) => appendFileSync(file, `${JSON.stringify({ t: new Date().toISOString(), ...line })}\n`)
  const entries: Entry[] = []
  return {
    entries,
    begin: (given) => {
      const entry: Entry = { n: entries.length, tries: [], lostReply: false, repeat: undefined, ...given }
      entries.push(entry)
      write({ kind: 'invoke', n: entry.n, f: entry.kind, intent: entry.intent, key: entry.idempotencyKey })
      return entry
    },
    note: (entry) => write({ kind: settledOf(entry)?.outcome ?? 'unknown', n: entry.n, entry }),
    nemesis: (what) => write({ kind: 'nemesis', what }),
  }
}
