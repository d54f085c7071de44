import { expect } from '@jest/globals'
import { at, textAt } from '../../testing/client.ts'
import { submission } from '../../testing/recruitment.ts'
import { jobDescriptions, offerFrom, smallDocuments } from '../../testing/samples.ts'
import type { Scene } from './scene.ts'

/** From an offer to somebody hired, as one recruiter lives it (recruitment §8). */
export async function recruiterJourney({ visitor, recruiter, newCandidate, day, anotherDay }: Scene): Promise<void> {
  const published = async () =>
    ((await visitor.read('/api/v1/public/jobs')).body as { id: string }[]).map(({ id }) => id)

  // A draft with a title; it is mine at once, and nobody else's yet.
  const job = offerFrom(jobDescriptions()[0]!, { department: `Direction ${recruiter.id}` })
  const drafted = await recruiter.write('POST', '/api/v1/jobs', { json: { title: job.title, status: 'draft' } }, 201)
  const offer = { id: textAt(drafted, 'id'), title: job.title, questions: job.questions_mtp }
  const mine = (await recruiter.read('/api/v1/jobs/recruiter/my-jobs?status_filter=draft')).body as { id: string }[]
  expect(mine.map(({ id }) => id)).toContain(offer.id)
  expect(await published()).not.toContain(offer.id)

  // Too little to publish; filled in, it is public at once.
  const early = await recruiter.write('PUT', `/api/v1/jobs/${offer.id}`, { json: { status: 'active' } }, 422)
  expect(at(early, 'code')).toBe('job-offer-incomplete')
  await recruiter.write('PUT', `/api/v1/jobs/${offer.id}`, { json: { ...job, status: 'active' } })
  expect(await published()).toContain(offer.id)

  // Two candidates; the pipeline shows them with their names.
  const apply = async (last_name: string) => {
    const candidate = await newCandidate({ last_name })
    const json = submission(offer, smallDocuments(last_name))
    return textAt(await candidate.write('POST', '/api/v1/applications', { json }, 201), 'data', 'id')
  }
  const [first, second] = [await apply('Première'), await apply('Seconde')]
  const pipeline = await recruiter.read(`/api/v1/applications?job_offer_id=${offer.id}&status=candidature`)
  expect([at(pipeline, 'total'), at(pipeline, 'data', 0, 'candidate', 'last_name')]).toEqual([2, 'Seconde'])
  expect(await recruiter.see(`/api/v1/jobs/${offer.id}/applications`, 'total')).toBe(2)

  // Their documents, and what protocol 1 makes of them.
  const documents = `/api/v1/applications/${first}/documents`
  const cv = textAt(await recruiter.read(documents), 'data', 0, 'id')
  expect((await recruiter.read(`${documents}/${cv}/download`)).headers.get('Content-Type')).toContain('application/pdf')
  const evaluation = await recruiter.see(`/api/v1/evaluations/protocol1/application/${first}`, 0, 'id')
  const scores = { cv_score: 16, diplomes_certificats_score: 14, lettre_motivation_score: 15 }
  const scored = await recruiter.write('PUT', `/api/v1/evaluations/protocol1/${evaluation}`, { json: scores })
  expect(at(scored, 'documentary_score')).toBe(15)
  expect(await recruiter.see(`/api/v1/evaluations/protocol1/${evaluation}`, 'cv_score')).toBe(16)

  // An interview, moved once: the calendar and the application show it.
  const booking = { ...day, application_id: first }
  const slot = textAt(await recruiter.write('POST', '/api/v1/interviews/slots', { json: booking }, 201), 'id')
  expect(await recruiter.see(`/api/v1/interviews/slots/${slot}`, 'candidate_name')).toContain('Première')
  const moved = await recruiter.write('PUT', `/api/v1/interviews/slots/${slot}`, { json: anotherDay })
  const calendar = await recruiter.read(`/api/v1/interviews/slots?application_id=${first}&is_available=false`)
  expect([at(calendar, 'total'), at(calendar, 'slots', 0, 'id')]).toEqual([1, textAt(moved, 'id')])
  expect(await recruiter.see(`/api/v1/applications/${first}`, 'data', 'status')).toBe('interview_scheduled')

  // One hired, one refused: list, detail and history say so at once.
  const status = (id: string, json: object, expected = 200) =>
    recruiter.write('PUT', `/api/v1/applications/${id}/status`, { json }, expected)
  for (const step of ['incubation', 'accepted', 'hired']) await status(first, { status: step })
  await status(second, { status: 'refuse', notes: 'Profil trop éloigné' })
  expect(at(await status(first, { status: 'reviewed' }, 409), 'code')).toBe('status-transition-not-allowed')
  expect(await recruiter.see(`/api/v1/applications?job_offer_id=${offer.id}&status=embauche`, 'total')).toBe(1)
  expect(await recruiter.see(`/api/v1/applications/${second}`, 'data', 'status_fr')).toBe('refuse')
  const history = (await recruiter.see(`/api/v1/applications/${first}/history`, 'data')) as { new_status: string }[]
  expect(history.map(({ new_status }) => new_status).slice(0, 3)).toEqual(['hired', 'accepted', 'incubation'])

  // Closed: out of the public list at once, and nobody applies any more; its dossiers stay.
  await recruiter.write('PUT', `/api/v1/jobs/${offer.id}`, { json: { status: 'closed' } })
  expect(await published()).not.toContain(offer.id)
  const late = await newCandidate()
  const json = submission(offer, smallDocuments('late'))
  expect(at(await late.write('POST', '/api/v1/applications', { json }, 409), 'code')).toBe('job-offer-not-open')
  const dossier = await recruiter.read(`/api/v1/applications/${first}/export/pdf`)
  expect(dossier.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(at(await recruiter.write('DELETE', `/api/v1/jobs/${offer.id}`, {}, 409), 'code')).toBe(
    'job-offer-has-applications',
  )
}
