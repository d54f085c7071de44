import { expect, test } from '@jest/globals'
import { sample } from '../testing/stored-samples.ts'
import { type ActivityEvent, activityEvents, activityTypes, foldActivity } from './activity.row.ts'
import { activitySentence } from './activity-texts.ts'

const fold = (type: string, changes: object = {}, actor?: { id: string; role: string }) => {
  const event = sample<ActivityEvent>(type as ActivityEvent['type'], changes, actor ? { actor } : {})
  const row = foldActivity(undefined, event)
  expect(foldActivity(row, event)).toEqual(row)
  return row
}

test.each(activityEvents)('%s is an activity with a sentence in both languages', (type) => {
  const row = fold(type)!
  expect(activityTypes).toContain(row.activity_type)
  expect(row.candidate_id ?? row.job_offer_id).toEqual(expect.any(String))
  for (const language of ['fr', 'en'] as const) {
    const sentence = activitySentence(row.text, { person: 'Awa Ndong', job: 'Comptable' }, language)
    expect(sentence).toMatch(/Awa Ndong|Comptable/)
    expect(sentence).not.toMatch(/[{}]|undefined/)
  }
})

test('a change of status that an appointment made is told by the appointment', () => {
  expect(fold('ApplicationStatusChanged', {}, { id: 'policy:x', role: 'system' })).toBeUndefined()
  expect(fold('ApplicationStatusChanged', { new_status: 'shortlisted' })).toMatchObject({
    activity_type: 'application_status_changed',
    text: 'application_status_changed.shortlisted',
  })
})

test('erased people and deleted offers are not named', () => {
  expect(activitySentence('application_submitted', { person: null, job: null }, 'fr')).toBe(
    'Un candidat a postulé pour « offre supprimée ».',
  )
  expect(activitySentence('interview_scheduled', { person: null, job: 'X' }, 'en')).toBe(
    'The interview of a candidate for "X" is scheduled.',
  )
})
