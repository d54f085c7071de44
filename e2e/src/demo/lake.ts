import { createLakeStore, type LakeStore } from '@one-hcm/platform/blobs/lake-store'
import { waitFor } from '../testing/wait.ts'

export type LakeFile = { path: string; size: number; text: string }

/** The lake as the demo reads it: what was written there for one thing, newest day last. */
export type LakeReader = {
  /** Waits until the newest row of this thing says what it should. */
  row(folder: string, id: string, isThere: (row: Record<string, unknown>) => boolean): Promise<LakeFile>
  paths(part: string): Promise<string[]>
}

const WITHIN_MS = 20_000

/** Undefined where nobody told the demo where the lake is. */
export function openLake(env: NodeJS.ProcessEnv): LakeReader | undefined {
  const { AZURE_STORAGE_CONNECTION_STRING: connectionString, AZURE_STORAGE_CONTAINER: container = 'raw' } = env
  if (!connectionString) return undefined
  const lake: LakeStore = createLakeStore({ connectionString, container })
  const list = async (prefix: string, part: string) => {
    const found: string[] = []
    for await (const { path } of lake.list(prefix)) if (path.includes(part)) found.push(`${path}`)
    return found.toSorted()
  }
  return {
    row: (folder, id, isThere) =>
      waitFor(
        `the lake to hold ${folder} ${id}`,
        async () => {
          const path = (await list(`${folder}/`, id)).at(-1)
          const object = path === undefined ? undefined : await lake.get(path)
          if (!object || path === undefined) return undefined
          const text = object.body.toString()
          return isThere(JSON.parse(text) as Record<string, unknown>)
            ? { path: `${container}/${path}`, size: object.body.length, text }
            : undefined
        },
        WITHIN_MS,
      ),
    paths: async (part) => (await list('documents/', part)).map((path) => `${container}/${path}`),
  }
}
