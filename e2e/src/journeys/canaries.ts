import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BlobServiceClient } from '@azure/storage-blob'
import pg from 'pg'

/** Values of a test person, each so unusual that it can be searched for wherever bytes are kept. */
export type Canaries = Readonly<Record<(typeof fields)[number], string>>

const fields = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'address',
  'position',
  'answer',
  'note',
  'reason',
  'comment',
  'fileName',
  'referee',
  'pdfText',
] as const

/** Letters and digits only, so that no encoding of text changes them. */
export function createCanaries(): Canaries {
  const mark = randomUUID().replaceAll('-', '').slice(0, 10)
  const values = Object.fromEntries(fields.map((field) => [field, `canary${field.toLowerCase()}${mark}`]))
  return { ...values, phone: `0077${parseInt(mark.slice(0, 7), 16)}` } as unknown as Canaries
}

/** Which of the values can be read in these bytes. */
export const readableIn = (canaries: Readonly<Record<string, string>>, bytes: Buffer): string[] =>
  Object.entries(canaries)
    .filter(([, value]) => bytes.includes(value))
    .map(([field]) => field)

/** Every file below a folder in which a value can be read, and which. */
export function readableFiles(canaries: Readonly<Record<string, string>>, folder: string): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue
    const path = join(name.parentPath, name.name)
    const fieldsFound = readableIn(canaries, Buffer.concat([Buffer.from(path), readFileSync(path)]))
    if (fieldsFound.length > 0) found[path] = fieldsFound
  }
  return found
}

/** Every table of a database in which a value can be read, and which. */
export async function readableTables(canaries: Canaries, url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const found: Record<string, string[]> = {}
    for (const { name } of tables)
      for (const [field, value] of Object.entries(canaries)) {
        const { rowCount } = await client.query(`select 1 from ${name} t where strpos(t::text, $1) > 0 limit 1`, [
          value,
        ])
        if (rowCount) found[name] = [...(found[name] ?? []), field]
      }
    return found
  } finally {
    await client.end()
  }
}

/** How many blobs a container has, and which values can be read in their names, metadata or contents. */
export async function readableBlobs(
  canaries: Canaries,
  connectionString: string,
  container: string,
): Promise<{ blobs: number; readable: string[] }> {
  const client = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(container)
  const readable = new Set<string>()
  let blobs = 0
  for await (const blob of client.listBlobsFlat({ includeMetadata: true })) {
    blobs += 1
    const content = await client.getBlobClient(blob.name).downloadToBuffer()
    const described = Buffer.from(`${blob.name} ${JSON.stringify(blob.metadata ?? {})}`)
    for (const field of readableIn(canaries, Buffer.concat([described, content]))) readable.add(field)
  }
  return { blobs, readable: [...readable].toSorted() }
}
