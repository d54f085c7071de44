import { expect, test } from '@jest/globals'
import { etlRaw } from '@one-hcm/contracts/consumers'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { evaluationSamples } from './evaluation-samples.ts'
import { applicationSamples, jobOfferSamples, userSamples } from './samples.ts'

const samples = { ...userSamples, ...jobOfferSamples, ...applicationSamples, ...evaluationSamples }

test('there is a sample, and so a place for a case, of every event that the exporter handles', () => {
  expect(Object.keys(samples).sort()).toEqual([...etlRaw.eventTypes].sort())
})

test.each(Object.values(samples))('the sample of $type fits its definition', ({ type, data }) => {
  expect(eventDefinition(type)!.schema.safeParse(data).error?.issues).toBeUndefined()
})
