import { expect, test } from '@jest/globals'
import { eventDefinition, eventDefinitions } from './registry.ts'

test('every type is registered once', () => {
  expect(new Set(eventDefinitions.map(({ type }) => type)).size).toBe(eventDefinitions.length)
  expect(eventDefinition('NeverHeardOf')).toBeUndefined()
})

test.each(eventDefinitions.map((definition) => [definition.type, definition] as const))(
  '%s is declared so that it can be stored, sealed and read for ever',
  (_, { type, category, schema, personal, version, upcasters }) => {
    expect(type).toMatch(/^[A-Z][A-Za-z0-9]+$/)
    expect(category).toMatch(/^[a-z][A-Za-z0-9]*$/)
    const fields = Object.keys(schema.shape)
    // The codec keeps the envelopes under this name.
    expect(fields).not.toContain('sealed')
    const sealed = Object.values(personal).flat()
    expect(fields).toEqual(expect.arrayContaining([...Object.keys(personal), ...sealed]))
    expect(new Set(sealed).size).toBe(sealed.length)
    // Who an envelope belongs to must be readable without opening it.
    expect(sealed.filter((field) => field in personal)).toEqual([])
    expect(Object.keys(upcasters).map(Number)).toEqual(
      Array.from({ length: version - 1 }, (_unused, index) => index + 1),
    )
  },
)
