import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { LakeStore } from '@one-hcm/platform/blobs/lake-store'
import { createLanes } from '@one-hcm/platform/broker/lanes'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { type Dated, dateHistory } from './dated-history.ts'
import { isErasedHistory } from './erasure.ts'
import { documentObject, objectsOf } from './objects-of.ts'
import { readHistory } from './read-history.ts'
import type { LakeDocument } from './recruitment/application-documents.ts'
import { type Entity, streamsOf } from './recruitment/entities.ts'
import { documentFolder } from './recruitment/lake-paths.ts'

/** A PDF that an event tells of cannot be had. The fact is not written without it. */
export class DocumentUnavailable extends Error {
  override name = 'DocumentUnavailable'
  constructor(document: LakeDocument, reason: 'missing' | 'erased meanwhile' | 'of another size') {
    super(`Document ${document.document_id} of application ${document.application_id} is ${reason}`)
  }
}

/** An event was announced that its stream does not show yet. */
export class HistoryBehind extends Error {
  override name = 'HistoryBehind'
  constructor(event: Recorded) {
    super(`${event.stream} does not show revision ${event.revision} yet`)
  }
}

export type Exported = { written: number; unchanged: number; stale: number }

export type Exporter = {
  /**
   * Brings the lake up to date with the days on which these events happened, or with all days of the entity. Resolves
   * once the files are stored, PDFs before the rows that list them. Harmless to repeat and to run in any order and at
   * the same time as others: the files end as those of a fresh export. Rejects when a stream or a PDF cannot be read or
   * the lake cannot be written; what is stored by then stays right.
   */
  export(entity: Entity, events: readonly Recorded[] | 'all'): Promise<Exported>
}

/** PDFs in memory at once, whatever the number of exports: each takes its size several times over. */
const COPIES_MAX = 2

export function createExporter(stores: {
  log: Pick<EventLog, 'readStream'>
  documents: Pick<DocumentStore, 'get'>
  lake: LakeStore
}): Exporter {
  const { log, documents, lake } = stores
  const lanes = createLanes()
  let copies = 0

  const copy = async (document: LakeDocument): Promise<keyof Exported> => {
    const bytes = await documents.get({
      personId: document.candidate_id,
      documentId: document.document_id,
      storage_key: document.storage_key,
    })
    if (bytes === undefined) throw new DocumentUnavailable(document, 'missing')
    if (bytes === 'erased') throw new DocumentUnavailable(document, 'erased meanwhile')
    if (bytes.length !== document.file_size) throw new DocumentUnavailable(document, 'of another size')
    return lake.putIfNewer({ ...documentObject(document), body: bytes })
  }

  const copyInTurn = (document: LakeDocument) => lanes.run(`copy ${copies++ % COPIES_MAX}`, () => copy(document))

  /** A copy that is there need not be made again for each change of its application. */
  const isCopied = async ({ path, file_size, version }: LakeDocument): Promise<boolean> => {
    const entry = await lake.stat(path)
    return entry !== undefined && entry.size === file_size && entry.version.revision >= version
  }

  return {
    export: async (entity, events) => {
      const history = dateHistory(await readHistory(log, streamsOf(entity)))
      const erased = isErasedHistory(history)
      // An erasure changes the rows of all days, and no event of those days will come again.
      const days = events === 'all' || erased ? undefined : daysOf(history, events)
      const done: Exported = { written: 0, unchanged: 0, stale: 0 }

      for (const document of entity.kind.documents(history)) {
        if (events === 'all' || !(await isCopied(document))) done[await copyInTurn(document)] += 1
      }
      for (const object of objectsOf(entity, history))
        if (!days || days.has(object.day)) done[await lake.putIfNewer(object)] += 1
      if (erased && entity.kind.table.zone === 'facts') await deleteDocuments(lake, entity.id, history)
      return done
    },
  }
}

function daysOf(history: readonly Dated[], events: readonly Recorded[]): ReadonlySet<string> {
  const dayOf = new Map(history.map(({ event, day }) => [event.id, day]))
  return new Set(
    events.map((event) => {
      const day = dayOf.get(event.id)
      if (day === undefined) throw new HistoryBehind(event)
      return day
    }),
  )
}

/** Copies of an erased person's PDFs: their names are gone from the history, so whatever lies in the folders goes. */
async function deleteDocuments(lake: LakeStore, applicationId: string, history: readonly Dated[]): Promise<void> {
  for (const day of new Set(history.map((dated) => dated.day)))
    for await (const { path } of lake.list(documentFolder(day, applicationId))) await lake.delete(path)
}
