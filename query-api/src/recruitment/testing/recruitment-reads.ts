import { randomUUID } from 'node:crypto'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { DRAFTS_TABLE } from '@one-hcm/contracts/recruitment/drafts/draft.wire'
import { type ReadWorld, startReadWorld } from '@one-hcm/embedded/testing/read-world'
import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import { createSealedRows } from '@one-hcm/platform/privacy/sealed-rows'
import { startTestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { recruitmentEndpoints } from '../recruitment.routes.ts'

/** The recruitment reads behind the real edge, on a log and read models of the test's own. */
export type RecruitmentReads = ReadWorld & {
  /** GET as somebody, or as a visitor. */
  get(path: string, as?: Person, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** What the document store holds, by document id. */
  files: Map<string, Buffer | 'erased'>
  /** Number of SQL statements since the last call. */
  statements(): number
}
export type Person = { id: string; role: Role }
export type Answer = { status: number; headers: Headers; body: unknown; bytes: Buffer }

/** The items of a bare list or of an enveloped one. */
export const itemsOf = ({ body }: Answer): Readonly<Record<string, unknown>>[] =>
  Array.isArray(body) ? body : (body as { data: Readonly<Record<string, unknown>>[] }).data

export const person = (role: Role): Person => ({ id: randomUUID(), role })

export async function startRecruitmentReads(): Promise<RecruitmentReads> {
  const world = await startReadWorld()
  const files = new Map<string, Buffer | 'erased'>()
  const documents: DocumentStore = {
    ensureReady: () => Promise.resolve(),
    keyFor: ({ documentId }) => Promise.resolve(documentId),
    put: ({ documentId, bytes }) => {
      files.set(documentId, bytes)
      return Promise.resolve({ storage_key: documentId })
    },
    get: ({ documentId }) => Promise.resolve(files.get(documentId)),
  }
  let count = 0
  const query = world.pool.query.bind(world.pool)
  world.pool.query = ((...parameters: Parameters<typeof query>) => {
    count += 1
    return query(...parameters)
  }) as typeof world.pool.query
  const drafts = createSealedRows({ pool: world.pool, keys: world.keys, table: DRAFTS_TABLE })
  const api = await startTestApi(recruitmentEndpoints({ ...world, documents, drafts }))
  return {
    ...world,
    files,
    statements: () => {
      const since = count
      count = 0
      return since
    },
    get: async (path, as, given = {}) => {
      const authorization: Record<string, string> = as
        ? { Authorization: `Bearer ${testTokens.issue({ userId: as.id, role: as.role, sessionId: randomUUID() })}` }
        : {}
      const response = await api.call(path, { headers: { ...authorization, ...given } })
      const bytes = Buffer.from(await response.arrayBuffer())
      const isJson = (response.headers.get('content-type') ?? '').includes('json')
      return {
        status: response.status,
        headers: response.headers,
        bytes,
        body: isJson ? (JSON.parse(bytes.toString()) as unknown) : undefined,
      }
    },
    stop: async () => {
      await api.stop()
      await world.stop()
    },
  }
}
