import { isDeepStrictEqual } from 'node:util'

export type Row = Readonly<Record<string, unknown>>

/** What a fact of the lake says, and where the list of applications says the same. */
const SAME: Readonly<Record<string, string>> = {
  candidate_id: 'candidate_id',
  job_offer_id: 'job_offer_id',
  status: 'status',
  status_fr: 'status_fr',
  has_been_manager: 'has_been_manager',
  availability_start: 'availability_start',
  ref_entreprise: 'ref_entreprise',
  created_at: 'created_at',
  interview_date: 'interview_date',
  simulation_date: 'simulation_date',
  protocol1_status: 'evaluations.protocol1.status',
  protocol1_overall_score: 'evaluations.protocol1.overall_score',
  protocol2_status: 'evaluations.protocol2.status',
  protocol2_overall_score: 'evaluations.protocol2.overall_score',
}

/**
 * Where the lake's newest facts and what people read differ: both come from the log, by two ways. What was deleted is gone
 * from the reads, and its fact says so.
 */
export function factsAgainstReads(facts: ReadonlyMap<string, Row>, reads: ReadonlyMap<string, Row>): string[] {
  const differences: string[] = []
  for (const [id, fact] of facts) {
    const read = reads.get(id)
    const isDeleted = fact.deleted_at !== null
    if (isDeleted === (read !== undefined))
      differences.push(`application ${id} is ${isDeleted ? 'deleted in the lake and still read' : 'not read'}`)
    if (isDeleted || !read) continue
    for (const [column, path] of Object.entries(SAME)) {
      const [inLake, shown] = [fact[column] ?? null, at(read, path) ?? null]
      if (!isDeepStrictEqual(inLake, shown))
        differences.push(
          `application ${id}: ${column} is ${JSON.stringify(inLake)} in the lake, ${JSON.stringify(shown)} in reads`,
        )
    }
  }
  for (const id of reads.keys()) if (!facts.has(id)) differences.push(`application ${id} is not in the lake`)
  return differences
}

const at = (row: Row, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Row | null | undefined)?.[name], row)
