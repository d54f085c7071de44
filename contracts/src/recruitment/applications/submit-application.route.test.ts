import { describe, expect, test } from '@jest/globals'
import { ids } from '../testing/recruitment-samples.ts'
import { documentTypeSchema } from './application-document.ts'
import { normaliseReference } from './reference-text.ts'
import { submitApplicationBody } from './submit-application.route.ts'

const parse = (body: Record<string, unknown>) => submitApplicationBody.parse({ job_offer_id: ids.offer, ...body })

describe('answers to questions', () => {
  const canonical = { reponses_metier: ['a', 'b'], reponses_talent: ['c'], reponses_paradigme: [] }
  test.each([
    ['canonical keys', { mtp_answers: canonical }],
    ['short keys', { mtp_answers: { metier: ['a', 'b'], talent: ['c'] } }],
    ['flat keys of older clients', { mtp_metier_q1: 'a', mtp_metier_q2: 'b', mtp_talent_q1: 'c' }],
  ])('with %s', (_, body) => expect(parse(body).mtp_answers).toEqual(canonical))

  test('may be absent or null', () => {
    expect(parse({}).mtp_answers).toBeUndefined()
    expect(parse({ mtp_answers: null }).mtp_answers).toBeNull()
  })

  test.each(['text', 7, { reponses_metier: 'a' }, { metier: [1] }])('are not %j', (mtp_answers) =>
    expect(submitApplicationBody.safeParse({ job_offer_id: ids.offer, mtp_answers }).success).toBe(false),
  )
})

describe('references', () => {
  test.each([
    [undefined, null],
    [null, null],
    ['', null],
    ['   ', null],
    ['[]', null],
    ['["", " "]', null],
    ['["Paul Obiang", " Rose Mba ", ""]', 'Paul Obiang, Rose Mba'],
    ['[Paul Obiang]', '[Paul Obiang]'],
    ['{"a": 1}', '{"a": 1}'],
    ['Paul Obiang', 'Paul Obiang'],
  ])('%j is kept as %j', (given, kept) => expect(normaliseReference(given)).toBe(kept))

  test('come under the names of either client; the canonical one counts', () => {
    expect(parse({ reference_company: 'SEEG', reference_contact: '["1","2"]' })).toMatchObject({
      ref_entreprise: 'SEEG',
      ref_contact: '1, 2',
    })
    expect(parse({ reference_email: 'a@example.com', ref_mail: 'b@example.com' }).ref_mail).toBe('b@example.com')
  })
})

test.each([
  ['cv', 'cv'],
  ['diploma', 'diplome'],
  ['certificate', 'certificats'],
  ['recommendation', 'lettre_recommandation'],
  ['integrity_letter', 'autres'],
  ['project_idea', 'autres'],
])('D-09 the document type %s is kept as %s', (given, kept) => expect(documentTypeSchema.parse(given)).toBe(kept))

test('W-10 a status in the body, and fields that are gone, are not taken over', () => {
  expect(Object.keys(parse({ status: 'hired', motivation: 'x', url_idee_projet: 'y' }))).not.toEqual(
    expect.arrayContaining(['status']),
  )
})
