import type { LakeObject } from '@one-hcm/platform/blobs/lake-store'
import { type Dated, historyByDay } from './dated-history.ts'
import { isErasedHistory } from './erasure.ts'
import type { LakeDocument } from './recruitment/application-documents.ts'
import type { Entity } from './recruitment/entities.ts'
import { rowPath } from './recruitment/lake-paths.ts'

/** A fold gave a row that its table does not allow: a defect of ours. Names columns, never values. */
export class RowInvalid extends Error {
  override name = 'RowInvalid'
  constructor(table: string, columns: readonly string[]) {
    super(`A row of ${table} does not fit its table in: ${columns.join(', ')}`)
  }
}

/** Content of an erased person beats every former content, whatever its revision (`LakeVersion`). */
const ERASED_EPOCH = 1

/**
 * The row files of an entity: per UTC day on which something happened to it, the row as it stood after that day's last
 * event (design §7). Pure, so that the same log gives the same bytes whoever exports it and whenever.
 */
export function objectsOf({ kind, id }: Entity, history: readonly Dated[]): (LakeObject & { day: string })[] {
  const { table } = kind
  const epoch = isErasedHistory(history) ? ERASED_EPOCH : 0
  return historyByDay(history).flatMap(({ day, upTo }) => {
    const row = kind.row(upTo)
    if (!row) return []
    const parsed = table.schema.safeParse(row)
    if (!parsed.success) throw new RowInvalid(table.name, [...new Set(parsed.error.issues.map(pathOf))])
    const values = parsed.data as Record<string, unknown>
    return [
      {
        day,
        path: rowPath(table, day, id),
        body: Buffer.from(JSON.stringify(values, null, 2)),
        contentType: 'application/json',
        metadata: {
          table: table.name,
          pk: id,
          ...Object.fromEntries(
            Object.entries(table.references).map(([name, column]) => [name, String(values[column])]),
          ),
          ingestion_date: day,
        },
        version: { epoch, revision: upTo.at(-1)!.version },
      },
    ]
  })
}

const pathOf = ({ path }: { path: readonly PropertyKey[] }): string => path.map(String).join('.')

/** A document's file, still without its bytes. */
export const documentObject = (document: LakeDocument): Omit<LakeObject, 'body'> => ({
  path: document.path,
  contentType: 'application/pdf',
  metadata: {
    application_id: document.application_id,
    candidate_id: document.candidate_id,
    document_type: document.document_type,
    ready_for_ocr: 'true',
    ingestion_date: document.day,
  },
  version: { epoch: 0, revision: document.version },
})
