import { describe, expect, test } from '@jest/globals'
import type { AuditEvent } from '../testing/recruitment.ts'
import { type Heard, violationsIn } from './check-stream.ts'
import { expectationsOf, type Viewer } from './expectations.ts'

const event = (position: number, stream: string, type: string, data: object): AuditEvent =>
  ({ position: String(position), stream, type, data }) as AuditEvent
const viewer = (changes: Partial<Viewer>): Viewer => ({ name: 'x', id: 'x', role: 'observer', ...changes })

const log: AuditEvent[] = [
  event(1, 'user-c', 'CandidateRegistered', { user_id: 'c', statut: 'actif' }),
  event(2, 'jobOffer-o', 'JobOfferDrafted', { content: { offer_status: 'tous' } }),
  event(3, 'jobOffer-o', 'JobOfferPublished', {}),
  event(4, 'application-a', 'ApplicationSubmitted', { candidate_id: 'c', recruiter_id: 'r' }),
  event(5, 'protocol1-a', 'EvaluationStarted', { evaluation_id: 'e' }),
  event(6, 'application-a', 'ApplicationStatusChanged', { candidate_id: 'c' }),
]
const candidate = viewer({ id: 'c', role: 'candidate', audience: 'externe' })
const message = (id: number, ...changes: [string, string, (string | number)?][]): Heard => ({
  id: String(id),
  changes: changes.map(([resource, change, of = 7]) => ({ resource, change, id: of })),
})
const heard: Heard[] = [
  message(1, ['user', 'created', 'c'], ['notification', 'created']),
  message(3, ['job_offer', 'updated', 'o']),
  message(4, ['application', 'created', 'a'], ['notification', 'created']),
  message(6, ['application', 'updated', 'a'], ['notification', 'created']),
]
const wrong = (messages: readonly Heard[]) => violationsIn(messages, expectationsOf(log, candidate))

test('what a candidate has to hear, and nothing else, is right', () => {
  expect(wrong(heard)).toEqual([])
})

describe('planted: each of these must be found', () => {
  test('a message that was lost at a cut', () => {
    expect(wrong(heard.toSpliced(2, 1))).toEqual([expect.stringContaining('missing: 2, 4 application created a')])
  })
  test('a message that came again after a resume', () => {
    expect(wrong(heard.toSpliced(3, 0, heard[2]!)).join()).toMatch(/repeated or out of order: 1.*too often: 2/)
  })
  test('two messages in the wrong order', () => {
    expect(wrong([heard[0]!, heard[2]!, heard[1]!, heard[3]!])).toEqual([
      expect.stringContaining('repeated or out of order: 1, 3'),
    ])
  })
  test('an evaluation told to its candidate', () => {
    expect(wrong(heard.toSpliced(3, 0, message(5, ['evaluation', 'created', 'e'])))).toEqual([
      expect.stringContaining('not for these ears, or too often: 1, 5 evaluation created e'),
    ])
  })
  test('one change of two left out of a message', () => {
    expect(wrong([...heard.slice(0, 3), message(6, ['application', 'updated', 'a'])])).toEqual([
      expect.stringContaining('missing: 1, 6 notification created'),
    ])
  })
})

test('an offer that was open for a while may be told, one that never was must not be', () => {
  const life = [
    event(1, 'jobOffer-o', 'JobOfferDrafted', { content: { offer_status: 'tous' } }),
    event(2, 'jobOffer-o', 'JobOfferPublished', {}),
    event(3, 'jobOffer-o', 'JobOfferClosed', {}),
    event(4, 'jobOffer-i', 'JobOfferDrafted', { content: { offer_status: 'interne' } }),
    event(5, 'jobOffer-i', 'JobOfferPublished', {}),
  ]
  const expectations = expectationsOf(life, candidate)
  const gone = message(3, ['job_offer', 'removed', 'o'])
  expect(violationsIn([gone], expectations)).toEqual([])
  expect(violationsIn([message(2, ['job_offer', 'updated', 'o']), gone], expectations)).toEqual([])
  expect(violationsIn([gone, message(5, ['job_offer', 'updated', 'i'])], expectations)).toHaveLength(1)
})
