import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { foldTwice, history, timeOf, withoutPeople } from '../testing/fold-twice.ts'
import { ids, submitted } from '../testing/recruitment-samples.ts'
import type { ApplicationEvent } from './application.events.ts'
import { foldApplication } from './application.row.ts'
import { synthesisToFields, synthesisWire } from './application-synthesis.ts'

const file = join(import.meta.dirname, '../../../golden/SynthesisRecorded.v1.json')
const { data } = JSON.parse(readFileSync(file, 'utf8')) as {
  data: Extract<ApplicationEvent, { type: 'SynthesisRecorded' }>['data']
}
const recorded: ApplicationEvent = { type: 'SynthesisRecorded', data }
const events = history<ApplicationEvent>(`application-${ids.application}`, submitted(), recorded)

test('SynthesisRecorded: texts and scores as they were, under the names that screens read', () => {
  const row = foldTwice(foldApplication, events)!
  expect(row).toMatchObject({ status: 'pending', updated_at: timeOf(1) })
  expect(synthesisWire.parse(row.synthesis)).toMatchObject({ global_score: 14.98, recorded_at: timeOf(1) })
  expect(synthesisToFields(row.synthesis)).toEqual({
    synthesis_points_forts: "Rigueur, esprit d'équipe.",
    synthesis_points_amelioration: 'Conduite du changement.',
    synthesis_conclusion: "Profil retenu pour la période d'incubation.",
    synthesis_global_score: 14.98,
  })
})

test('of an erased candidate keeps the scores and no word', () =>
  expect(synthesisToFields(foldTwice(foldApplication, withoutPeople(events))!.synthesis)).toEqual({
    synthesis_points_forts: null,
    synthesis_points_amelioration: null,
    synthesis_conclusion: null,
    synthesis_global_score: 14.98,
  }))

test('without one there is nothing to show', () =>
  expect(synthesisToFields(foldTwice(foldApplication, events.slice(0, 1))!.synthesis)).toMatchObject({
    synthesis_conclusion: null,
    synthesis_global_score: null,
  }))
