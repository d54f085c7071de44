import type { LakeTable } from '@one-hcm/contracts/recruitment/lake/lake-table'

/** Where things lie below the container (recruitment §6.2). `day` is `YYYY-MM-DD` in UTC. */
export const rowPath = (table: Pick<LakeTable, 'zone' | 'name'>, day: string, id: string): string =>
  `${table.zone}/${table.name}/ingestion_date=${day}/${id}.json`

export const documentFolder = (day: string, applicationId: string): string =>
  `documents/ingestion_date=${day}/${applicationId}/`

export type PathDocument = { id: string; document_type: string; file_name: string }

/**
 * Paths of one application's documents of one day, in their order. Of several with the same type and name the first
 * keeps the plain name and the others carry their id before it, so that what comes later renames nothing.
 */
export function documentPaths(day: string, applicationId: string, documents: readonly PathDocument[]): string[] {
  const folder = documentFolder(day, applicationId)
  const taken = new Set<string>()
  return documents.map(({ id, document_type, file_name }) => {
    const name = blobFileName(file_name)
    const plain = `${folder}${document_type}_${name}`
    const path = taken.has(plain) ? `${folder}${document_type}_${id}_${name}` : plain
    taken.add(path)
    return path
  })
}

const NAME_LENGTH_MAX = 200
const KEPT_AT_END = 20

/**
 * A file name as one segment of a blob path: no separators, control characters or lone surrogates, composed form,
 * no dot or space at the end, of bounded length with its ending kept.
 */
export function blobFileName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}/\\]/gu, '_')
    .replace(/[. ]+$/, '')
  const characters = [...safe]
  if (characters.length <= NAME_LENGTH_MAX) return safe || '_'
  const start = characters.slice(0, NAME_LENGTH_MAX - KEPT_AT_END)
  return [...start, ...characters.slice(-KEPT_AT_END)].join('')
}

/** What a path in the lake stands for; undefined for a path that we would never write. */
export type LakePath =
  | { kind: 'row'; zone: string; table: string; day: string; id: string }
  | { kind: 'document'; day: string; applicationId: string }

export function parseLakePath(path: string): LakePath | undefined {
  const row = /^(dimensions|facts)\/(\w+)\/ingestion_date=(\d{4}-\d\d-\d\d)\/([^/]+)\.json$/.exec(path)
  if (row) return { kind: 'row', zone: row[1]!, table: row[2]!, day: row[3]!, id: row[4]! }
  const document = /^documents\/ingestion_date=(\d{4}-\d\d-\d\d)\/([^/]+)\/[^/]+$/.exec(path)
  return document ? { kind: 'document', day: document[1]!, applicationId: document[2]! } : undefined
}
