import { expect } from '@jest/globals'
import { textAt } from '../../testing/client.ts'
import { submission } from '../../testing/recruitment.ts'
import { smallDocuments } from '../../testing/samples.ts'
import type { Scene } from './scene.ts'

/** An observer sees what is going on, changes none of it, and reads no document (recruitment §1.2). */
export async function observerJourney({ observer, recruiter, newCandidate, offer, day }: Scene): Promise<void> {
  const candidate = await newCandidate({ last_name: 'Observée' })
  const json = submission(offer, smallDocuments('seen'))
  const id = textAt(await candidate.write('POST', '/api/v1/applications', { json }, 201), 'data', 'id')
  const booking = { json: { ...day, application_id: id } }
  const slot = textAt(await recruiter.write('POST', '/api/v1/interviews/slots', booking, 201), 'id')

  // What they see.
  expect(await observer.see(`/api/v1/jobs/${offer.id}`, 'title')).toBe(offer.title)
  expect(await observer.see(`/api/v1/applications?job_offer_id=${offer.id}`, 'total')).toBe(1)
  expect(await observer.see(`/api/v1/applications/${id}`, 'data', 'candidate', 'last_name')).toBe('Observée')
  expect(await observer.see(`/api/v1/applications/${id}/documents`, 'total')).toBe(3)
  expect(await observer.see(`/api/v1/applications/${id}/history`, 'data', 0, 'new_status')).toBe('interview_scheduled')
  expect(await observer.see(`/api/v1/candidates/${candidate.id}/complete`, 'total_applications')).toBe(1)
  expect(await observer.see(`/api/v1/interviews/slots/${slot}`, 'application_id')).toBe(id)
  const evaluation = await observer.see(`/api/v1/evaluations/protocol1/application/${id}`, 0, 'id')
  for (const path of [
    `/api/v1/evaluations/protocol1/${evaluation}`,
    '/api/v1/access-requests',
    '/api/v1/access-requests/unviewed-count',
    '/api/v1/applications/stats/overview',
    '/api/v1/interviews/stats/overview',
    '/api/v1/optimized/dashboard/stats/optimized',
    '/api/v1/activities',
    `/api/v1/applications/${id}/export/pdf`,
  ])
    await observer.read(path)

  // What they do not: contents of documents, and everything that changes something.
  const cv = textAt(await observer.read(`/api/v1/applications/${id}/documents`), 'data', 0, 'id')
  for (const path of [`${cv}/download`, cv]) await observer.read(`/api/v1/applications/${id}/documents/${path}`, 403)
  await observer.read(`/api/v1/applications/${id}/export/pdf?include_documents=true`, 403)
  await observer.read('/api/v1/users', 403)
  await observer.read('/api/v1/emails/logs', 403)
  for (const [method, path, body] of [
    ['POST', '/api/v1/jobs', { title: 'Non' }],
    ['PUT', `/api/v1/jobs/${offer.id}`, { title: 'Non' }],
    ['DELETE', `/api/v1/jobs/${offer.id}`, undefined],
    ['PUT', `/api/v1/applications/${id}/status`, { status: 'rejected' }],
    ['DELETE', `/api/v1/applications/${id}`, undefined],
    ['PUT', `/api/v1/evaluations/protocol1/${evaluation}`, { cv_score: 1 }],
    ['PUT', `/api/v1/interviews/slots/${slot}`, { time: '16:00' }],
    ['POST', '/api/v1/emails/send', { to: 'a@example.org', subject: 'Non', body: 'Non' }],
    ['POST', '/api/v1/access-requests/approve', { request_id: offer.id }],
  ] as const)
    await observer.write(method, path, body === undefined ? {} : { json: body }, 403)
  expect(await observer.see(`/api/v1/applications/${id}`, 'data', 'status')).toBe('interview_scheduled')
}
