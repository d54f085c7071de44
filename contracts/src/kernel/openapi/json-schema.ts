import { z } from 'zod'

export type JsonSchema = { [key: string]: unknown }

/** Schemas that were given a name (`.meta({ id })`): written once, referred to from everywhere. */
export type NamedSchemas = Map<string, JsonSchema>

/**
 * A zod schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1: of what may be sent (`input`) or of what is answered
 * (`output`). Named parts go to `named`.
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', named: NamedSchemas): JsonSchema {
  const {
    $schema: _dialect,
    $defs,
    ...own
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => simplify(jsonSchema as JsonSchema),
  }) as JsonSchema & { $defs?: Record<string, JsonSchema> }
  const suffix = io === 'input' ? 'Input' : ''
  const refer = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(refer)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) =>
        key === '$ref' && typeof child === 'string'
          ? [key, child.replace(/^#\/\$defs\/(.+)$/, `#/components/schemas/$1${suffix}`)]
          : [key, refer(child)],
      ),
    )
  }
  for (const [name, { id: _id, ...definition }] of Object.entries($defs ?? {}))
    named.set(name + suffix, refer(definition) as JsonSchema)
  const { id, ...rest } = refer(own) as JsonSchema
  if (typeof id !== 'string') return rest
  named.set(id + suffix, rest)
  return { $ref: `#/components/schemas/${id}${suffix}` }
}

/** Leaves out what a format says already, and bounds that only repeat what a double can hold. */
function simplify(schema: JsonSchema): void {
  if (typeof schema.format === 'string') delete schema.pattern
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
}
