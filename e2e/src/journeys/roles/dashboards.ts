import { expect } from '@jest/globals'
import { at, textAt } from '../../testing/client.ts'
import { signUpForm, uniqueMatricule } from '../../testing/people.ts'
import { submission } from '../../testing/recruitment.ts'
import { smallDocuments } from '../../testing/samples.ts'
import type { Scene } from './scene.ts'

/** Figures, feeds and inboxes of the staff, right after each thing that happens (recruitment §8). */
export async function dashboardJourney(scene: Scene): Promise<void> {
  const { admin, recruiter, visitor, newCandidate, offer } = scene
  const figures = async () => {
    const { body } = await recruiter.read('/api/v1/optimized/dashboard/stats/optimized')
    const { stats } = body as { stats: Record<string, unknown> & { department_stats: { application_count: number }[] } }
    return [stats.total_jobs, stats.total_applications, stats.hired, stats.department_stats[0]?.application_count]
  }
  expect(await figures()).toEqual([1, 0, 0, 0])

  const candidate = await newCandidate()
  const json = submission(offer, smallDocuments('counted'))
  const id = textAt(await candidate.write('POST', '/api/v1/applications', { json }, 201), 'data', 'id')
  expect(await figures()).toEqual([1, 1, 0, 1])
  const feed = (await recruiter.read('/api/v1/activities?limit=20&offset=0')).body as { application_id: string }[]
  expect(feed.map((activity) => activity.application_id)).toContain(id)

  for (const status of ['shortlisted', 'accepted', 'hired'])
    await recruiter.write('PUT', `/api/v1/applications/${id}/status`, { json: { status } })
  expect(await figures()).toEqual([1, 1, 1, 1])
  expect(await recruiter.see('/api/v1/jobs/recruiter/statistics', 'total_offers')).toBe(1)

  // The inbox of access requests: counted, seen, decided by the address that older clients know.
  const waiting = async () => Number(await recruiter.see('/api/v1/access-requests/unviewed-count', 'count'))
  await recruiter.write('POST', '/api/v1/access-requests/mark-all-viewed')
  expect(await waiting()).toBe(0)
  const form = signUpForm({ candidate_status: 'interne', no_seeg_email: true, matricule: uniqueMatricule() })
  await visitor.write('POST', '/api/v1/auth/signup', { json: form }, 201)
  expect(await waiting()).toBe(1)
  const request = textAt(await recruiter.read('/api/v1/access-requests?status=pending'), 'data', 0, 'id')
  await recruiter.write(
    'PUT',
    `/api/v1/access-requests/${request}/approve`,
    {},
    recruiter.generation === 'new' ? 200 : 200,
  )
  expect(at(await visitor.enter(form.email).then((in_) => in_.read('/api/v1/auth/me')), 'statut')).toBe('actif')

  // The administrators' list of accounts.
  const edited = { first_name: 'Renommée', statut: 'inactif' }
  await admin.write('PUT', `/api/v1/users/${candidate.id}`, { json: edited })
  expect(await admin.see(`/api/v1/users/${candidate.id}`, 'data', 'statut')).toBe('inactif')
  expect(await admin.see('/api/v1/users?q=Renommée&statut=inactif', 'items', 0, 'first_name')).toBe('Renommée')
}
