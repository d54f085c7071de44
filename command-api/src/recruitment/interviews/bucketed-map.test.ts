import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type BucketedMap, drop, emptyMap, keep, lookUp, put, valuesOf } from './bucketed-map.ts'

const key = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.uuid(), fc.string())
const step = fc.oneof(
  fc.record({ does: fc.constant('put' as const), key, value: fc.integer() }),
  fc.record({ does: fc.constant('drop' as const), key }),
)

const entriesOf = (map: BucketedMap<number>, keys: Iterable<string>) =>
  [...keys].map((one) => [one, lookUp(map, one)] as const)

test('behaves as a map, and leaves the map it was made from as it was', () =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const model = new Map<string, number>()
      const keys = new Set(steps.map((one) => one.key))
      let map = emptyMap<number>()
      for (const one of steps) {
        const before = entriesOf(map, keys)
        const next = one.does === 'put' ? put(map, one.key, one.value) : drop(map, one.key)
        expect(entriesOf(map, keys)).toEqual(before)
        map = next
        if (one.does === 'put') model.set(one.key, one.value)
        else model.delete(one.key)
        expect(map.size).toBe(model.size)
      }
      expect(entriesOf(map, keys)).toEqual([...keys].map((one) => [one, model.get(one)]))
      expect([...valuesOf(map)].toSorted()).toEqual([...model.values()].toSorted())
      const even = keep(map, (value) => value % 2 === 0)
      expect(even.size).toBe([...model.values()].filter((value) => value % 2 === 0).length)
    }),
  ))
