import type { EventDefinition } from '@one-hcm/contracts/kernel/event'
import { type JsonSchema, jsonSchemaOf } from '@one-hcm/contracts/kernel/openapi/json-schema'
import { code, page, table } from './markdown.ts'

/** `docs/event-catalogue.md`: every event with its fields, and whose key seals which of them. */
export function eventCatalogue(definitions: readonly EventDefinition[]): string {
  const contexts = [...new Set(definitions.map(({ context }) => context))]
  return page(
    'Event catalogue',
    'Every event type that the log can hold. A sealed field is encrypted with the key of the person it names and reads as `{ "erased": true }` once that key is destroyed. Metadata of every event: actor (id, role), correlation, causation and request ids, time of occurrence, schema version, command id; never personal data.',
    ...contexts.flatMap((context) => [
      `## ${context}`,
      ...definitions.filter((definition) => definition.context === context).map(describe),
    ]),
  )
}

function describe({ type, category, otherCategories = [], version, summary, schema, personal, upcasters }: EventDefinition): string {
  const sealedFor = new Map(
    Object.entries(personal).flatMap(([subject, fields]) => fields.map((field) => [field, subject] as const)),
  )
  const { properties = {} } = jsonSchemaOf(schema, 'output', new Map()) as { properties?: Record<string, JsonSchema> }
  const former = Object.keys(upcasters).length > 0 ? `, versions 1 to ${version - 1} are upcast when read` : ''
  return [
    `### ${type}`,
    summary,
    `Stream ${[category, ...otherCategories].map((one) => code(`${one}-<id>`)).join(' or ')}, version ${version}${former}.`,
    table(
      ['field', 'type', 'sealed for'],
      Object.entries(properties).map(([name, property]) => {
        const subject = sealedFor.get(name)
        return [code(name), typeOf(property), subject ? `the person in ${code(subject)}` : '']
      }),
    ),
  ].join('\n\n')
}

/** A JSON Schema in a few words. */
export function typeOf(schema: JsonSchema): string {
  const { type, enum: values, const: constant, anyOf, items, format, additionalProperties, properties } = schema as {
    type?: string | string[]
    enum?: unknown[]
    const?: unknown
    anyOf?: JsonSchema[]
    items?: JsonSchema
    format?: string
    additionalProperties?: JsonSchema | boolean
    properties?: Record<string, JsonSchema>
  }
  if (constant !== undefined) return code(String(constant))
  if (values) return values.map((value) => code(String(value))).join(', ')
  if (anyOf) return anyOf.map(typeOf).join(' or ')
  if (type === 'array') return `list of ${typeOf(items ?? {})}`
  if (properties) return `{ ${Object.entries(properties).map(([name, one]) => `${name}: ${typeOf(one)}`).join('; ')} }`
  if (type === 'object') return `map to ${typeOf(typeof additionalProperties === 'object' ? additionalProperties : {})}`
  const words = [type ?? 'anything'].flat().join(' or ')
  return [words, ...(format ? [`(${format})`] : [])].join(' ')
}
