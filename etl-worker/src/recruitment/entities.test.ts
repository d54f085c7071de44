import { expect, test } from '@jest/globals'
import { etlRaw } from '@one-hcm/contracts/consumers'
import { lakeTables } from '@one-hcm/contracts/recruitment/lake/lake-tables'
import { eventDefinitions } from '@one-hcm/contracts/registry'
import { entityKinds, entityOf, isMainStream, streamsOf } from './entities.ts'

test('the exporter is told of every event that a row is folded from, and of no other', () => {
  const categories = entityKinds.flatMap((kind) => kind.categories)
  const folded = eventDefinitions.filter(({ category }) => categories.includes(category)).map(({ type }) => type)
  expect([...etlRaw.eventTypes].sort()).toEqual(folded.sort())
})

test('every table has its kind of entity', () => {
  expect(entityKinds.map(({ table }) => table.name)).toEqual(lakeTables.map(({ name }) => name))
})

test('a stream leads to its entity, and the entity to all its streams', () => {
  const application = entityOf('protocol1-a-1')!
  expect(application).toMatchObject({ kind: { table: { name: 'fact_applications' } }, id: 'a-1' })
  expect(streamsOf(application)).toEqual(['application-a-1', 'protocol1-a-1', 'protocol2-a-1'])
  expect(streamsOf(entityOf('user-u-1')!)).toEqual(['user-u-1'])
  expect(entityOf('session-1')).toBeUndefined()
})

test('an entity begins in one stream only', () => {
  expect(['application-1', 'user-1', 'jobOffer-1'].map(isMainStream)).toEqual([true, true, true])
  expect(['protocol1-1', 'protocol2-1', 'session-1', '$settings'].map(isMainStream)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
