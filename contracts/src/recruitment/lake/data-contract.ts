import { z } from 'zod'
import type { Classification, LakeTable } from './lake-table.ts'
import { lakeTables } from './lake-tables.ts'

/**
 * The data contract as a page (Markdown), made from the same tables that rows are checked with. The page in `docs/` is
 * held equal to it by a test; `npm run generate` writes it.
 */
export const dataContract = (): string =>
  [introduction, '## Tables', ...lakeTables.map(tableSection), promises].join('\n\n').concat('\n')

const introduction = `# Data contract of the raw zone

<!-- Generated from contracts/src/recruitment/lake. Do not edit: run npm run generate. -->

The raw zone holds the recruitment data of One HCM for the data team: one JSON file per row and day, and the PDFs of
applications. It is the **restricted zone**: values are readable, and so are documents. Whoever may read it may read
personal data.

## Where things lie

Paths are relative to the container (\`AZURE_STORAGE_CONTAINER\`, \`raw\` by default).

| what | path | content type | metadata |
| --- | --- | --- | --- |
${lakeTables.map(pathRow).join('\n')}
| document | \`documents/ingestion_date=YYYY-MM-DD/{application_id}/{document_type}_{file_name}\` | \`application/pdf\` | \`application_id\`, \`candidate_id\`, \`document_type\`, \`ready_for_ocr\` (\`true\`), \`ingestion_date\`, \`revision\` |

- JSON files are UTF-8, indented by two spaces, one object each, fields always present and in the order below.
- Metadata holds ids only. \`revision\` grows with every change of the row; \`epoch\` is there, and 1, once the row was
  rewritten because its person was erased.
- \`file_name\` is as the candidate gave it, without separators and control characters, at most 200 characters. Where two
  documents of an application share type and name, the first keeps it and the others carry their id before it.`

function pathRow(table: LakeTable): string {
  const metadata = ['table', 'pk', ...Object.keys(table.references), 'ingestion_date', 'revision']
  const path = `${table.zone}/${table.name}/ingestion_date=YYYY-MM-DD/{${table.key}}.json`
  return `| row of \`${table.name}\` | \`${path}\` | \`application/json\` | ${metadata.map((name) => `\`${name}\``).join(', ')} |`
}

function tableSection(table: LakeTable): string {
  const references = new Set(Object.values(table.references))
  const rows = Object.entries(table.columns).map(([name, { schema, classification, meaning }]) => {
    const { type, nullable } = describeType(schema)
    const key = name === table.key ? 'primary' : references.has(name) ? 'foreign' : ''
    return `| \`${name}\` | ${type} | ${key} | ${nullable ? 'yes' : 'no'} | ${classification} | ${meaning} |`
  })
  return [
    `### ${table.name}`,
    table.summary,
    ['| column | type | key | null | class | meaning |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n')
}

type JsonSchema = {
  type?: string | string[]
  format?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
}

const describeType = (schema: z.ZodType): { type: string; nullable: boolean } => {
  const options = optionsOf(z.toJSONSchema(schema) as JsonSchema)
  const types = options.filter(({ type }) => type !== 'null').map(typeName)
  return { type: types.join(' or '), nullable: types.length < options.length }
}

/** The alternatives of a schema: JSON Schema writes them as a union or as a list of types. */
const optionsOf = (schema: JsonSchema): JsonSchema[] =>
  schema.anyOf ?? (Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : [schema])

function typeName({ type, format, const: constant, enum: values, items, properties }: JsonSchema): string {
  if (constant !== undefined) return `\`${JSON.stringify(constant)}\``
  if (values) return values.map((value) => `\`${String(value)}\``).join(', ')
  if (type === 'array') return `list of ${typeName(items ?? {})}`
  if (type === 'object') {
    const fields = Object.entries(properties ?? {}).map(([name, field]) => `${name}: ${fieldType(field)}`)
    return fields.length === 0 ? '`{}`' : `{ ${fields.join('; ')} }`
  }
  if (format === 'date-time') return 'timestamp'
  if (format === 'date') return 'date'
  return String(type ?? 'any')
}

const fieldType = (field: JsonSchema): string =>
  optionsOf(field)
    .map((option) => (option.type === 'null' ? 'null' : typeName(option)))
    .join(' or ')

const classes: Readonly<Record<Classification, string>> = {
  internal: 'business data, about nobody',
  pseudonymous: 'about a person, without naming them',
  personal: 'names or describes a person; empty (`null`, `[]`, `{}`) once that person is erased',
}

const promises = `## Types and classes

A *timestamp* is ISO-8601 in UTC with \`Z\`; a *date* is \`YYYY-MM-DD\`. Classes:

${Object.entries(classes)
  .map(([name, meaning]) => `- **${name}**: ${meaning}`)
  .join('\n')}

## Partitions

\`ingestion_date\` is the UTC day on which something happened to the row, by the time its event carries: for every such
day there is one file, the row as it stood after the last event of that day. Days without events have no file. Should a
clock step back between two events of a row, the later event counts for the earlier one's day, so a day that has passed
does not change.

**Reading the latest state**: per key, the file with the greatest \`ingestion_date\`. **Reading the state of a day D**:
per key, the file with the greatest \`ingestion_date\` not after D. There is one file per key and day, so neither needs a
tie-breaker.

\`document_blob_paths\` of a fact leads to its PDFs, also from later days: documents are not copied again.

## Promised

- A fact is written after the PDFs it lists, so each listed path can be read.
- Files are a function of the event log alone. Redelivered, doubled, late and reordered events, crashes and backfills end
  in the same bytes as a fresh export of the same log. \`npm run lake -- verify\` compares byte for byte, and
  \`etl-worker/src/convergence.int.test.ts\` shows it on random histories.
- A write never replaces newer content (\`platform/src/blobs/lake-store.int.test.ts\`).
- An erasure empties every \`personal\` column in the files of all days, and removes the PDFs, with the next export of the
  row; no writer with former content in hand can bring the values back into a row.
- Columns may be added at the end. A column that goes or changes its meaning is announced by a new table name.

## Not promised

- Files of different tables are not written at one moment: a fact may be there before its dimensions, for as long as the
  exporter is behind.
- An export that keeps failing becomes a dead letter with its reason and waits for \`npm run lake -- redrive\`; until then
  the row is of an older version, and never half written.
- Not every event shows: a day's file holds the last state of that day. The complete history is the log's.`
