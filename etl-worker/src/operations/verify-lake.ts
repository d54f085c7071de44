import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { LakeObject, LakeStore } from '@one-hcm/platform/blobs/lake-store'
import { forEachBounded } from '@one-hcm/platform/broker/lanes'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { dateHistory } from '../dated-history.ts'
import { documentObject, objectsOf } from '../objects-of.ts'
import { readHistory } from '../read-history.ts'
import { type Entity, entityKinds, streamsOf } from '../recruitment/entities.ts'
import { parseLakePath } from '../recruitment/lake-paths.ts'
import { allEntities, nameOf } from './all-entities.ts'
import { forEachAtOnce } from './for-each-at-once.ts'

export type LakeDifference = {
  path: string
  /** `missing` from the lake, `extra` in it, `different` in body, content type, metadata or version. */
  kind: 'missing' | 'extra' | 'different'
}

export type VerifyReport = {
  entities: number
  files: number
  differences: LakeDifference[]
  /** Entities of which a fresh export cannot be made, and why. */
  failures: { entity: string; reason: string }[]
}

const PATHS_AT_ONCE = 500
/** Entities compared side by side: each holds its history and one file in memory. */
const AT_ONCE = 8

/**
 * Compares the lake with what a fresh export of the log would give, byte for byte, PDFs included, and lists every
 * difference. Writes nothing. What differs is looked at once more at the end, because a lake in use is always a moment
 * behind its log. Memory is bounded by one page of each, `AT_ONCE` histories and the differences.
 */
export async function verifyLake(stores: {
  log: Pick<EventLog, 'readStream' | 'readAll'>
  documents: Pick<DocumentStore, 'get'>
  lake: LakeStore
}): Promise<VerifyReport> {
  const { log, lake } = stores
  const report: VerifyReport = { entities: 0, files: 0, differences: [], failures: [] }
  const fail = (entity: string, error: unknown) => {
    if (report.failures.every((failure) => failure.entity !== entity))
      report.failures.push({ entity, reason: (error as Error).message })
  }

  const suspects = new Set<Entity>()
  await forEachAtOnce(allEntities(log), AT_ONCE, async (entity) => {
    report.entities += 1
    try {
      for await (const { differs } of compare(stores, entity)) {
        report.files += 1
        if (differs) suspects.add(entity)
      }
    } catch (error) {
      fail(nameOf(entity), error)
    }
  })
  const extras = await extraPaths(log, lake.list(), fail)

  for (const entity of suspects)
    for await (const { path, differs } of compare(stores, entity))
      if (differs) report.differences.push({ path, kind: differs })
  for (const path of await extraPaths(log, extras, fail))
    if (await lake.stat(path)) report.differences.push({ path, kind: 'extra' })
  return report
}

async function* compare(
  { log, documents, lake }: Parameters<typeof verifyLake>[0],
  entity: Entity,
): AsyncGenerator<{ path: string; differs: 'missing' | 'different' | undefined }> {
  const history = dateHistory(await readHistory(log, streamsOf(entity)))
  const check = async (expected: LakeObject) => {
    const live = await lake.get(expected.path)
    return {
      path: expected.path,
      differs: live ? (isEqual(live, expected) ? undefined : 'different') : 'missing',
    } as const
  }
  for (const document of entity.kind.documents(history)) {
    const body = await documents.get({
      personId: document.candidate_id,
      documentId: document.document_id,
      storage_key: document.storage_key,
    })
    if (!Buffer.isBuffer(body)) throw new Error(`Document ${document.document_id} is ${body ?? 'missing'}`)
    yield check({ ...documentObject(document), body })
  }
  for (const object of objectsOf(entity, history)) yield check(object)
}

/** Those of some paths in the lake that a fresh export would not write. */
async function extraPaths(
  log: Pick<EventLog, 'readStream'>,
  paths: AsyncIterable<{ path: string }> | Iterable<string>,
  onFailure: (entity: string, error: unknown) => void,
): Promise<string[]> {
  const extras: string[] = []
  let page: string[] = []
  const settle = async () => {
    await forEachBounded([...Map.groupBy(page, entityKey)], AT_ONCE, async ([key, ofEntity]) => {
      try {
        const expected = await expectedPaths(log, key)
        extras.push(...ofEntity.filter((path) => !expected.has(path)))
      } catch (error) {
        onFailure(key, error)
      }
    })
    page = []
  }
  for await (const item of paths) {
    page.push(typeof item === 'string' ? item : item.path)
    if (page.length >= PATHS_AT_ONCE) await settle()
  }
  await settle()
  return extras
}

/** `<table> <id>` of the entity that a path belongs to, empty for a path that is none of ours. */
function entityKey(path: string): string {
  const parsed = parseLakePath(path)
  if (!parsed) return ''
  return parsed.kind === 'document' ? `fact_applications ${parsed.applicationId}` : `${parsed.table} ${parsed.id}`
}

async function expectedPaths(log: Pick<EventLog, 'readStream'>, key: string): Promise<ReadonlySet<string>> {
  const [table, id] = key.split(' ')
  const kind = entityKinds.find((candidate) => candidate.table.name === table)
  if (!kind || !id) return new Set()
  const entity = { kind, id }
  const history = dateHistory(await readHistory(log, streamsOf(entity)))
  return new Set([...objectsOf(entity, history), ...kind.documents(history)].map(({ path }) => path))
}

const isEqual = (a: LakeObject, b: LakeObject): boolean =>
  a.body.equals(b.body) &&
  a.contentType === b.contentType &&
  a.version.epoch === b.version.epoch &&
  a.version.revision === b.version.revision &&
  Object.keys(a.metadata).length === Object.keys(b.metadata).length &&
  Object.entries(b.metadata).every(([name, value]) => a.metadata[name] === value)
