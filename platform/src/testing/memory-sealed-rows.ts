import type { SealedRow, SealedRows } from '../privacy/sealed-rows.ts'

/** Sealed rows of one test, in memory and unsealed. */
export function createMemorySealedRows(): SealedRows & { size(): number } {
  const rows = new Map<string, SealedRow & { personId: string; subjectId: string }>()
  return {
    size: () => rows.size,
    put: ({ personId, subjectId }, value, now) => {
      const id = `${personId} ${subjectId}`
      const known = rows.get(id)
      const createdAt = known?.createdAt ?? now
      if (!known || known.updatedAt <= now) rows.set(id, { personId, subjectId, value, createdAt, updatedAt: now })
      return Promise.resolve({ createdAt, updatedAt: rows.get(id)!.updatedAt })
    },
    get: ({ personId, subjectId }) => Promise.resolve(rows.get(`${personId} ${subjectId}`)),
    remove: ({ personId, subjectId, until }) => {
      for (const [id, row] of rows)
        if (
          (personId === undefined || row.personId === personId) &&
          (subjectId === undefined || row.subjectId === subjectId) &&
          (until === undefined || row.updatedAt <= until)
        )
          rows.delete(id)
      return Promise.resolve()
    },
  }
}
