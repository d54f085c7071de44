import { expect } from '@jest/globals'
import { at, textAt } from '../../testing/client.ts'
import { PASSWORD, signUpForm } from '../../testing/people.ts'
import { answersTo, smallPdf, threeDocuments } from '../../testing/samples.ts'
import { type Scene, uploadOf } from './scene.ts'

/** From the landing page to the tracking of an application, as one candidate lives it (recruitment §8). */
export async function candidateJourney({ visitor, recruiter, offer, day }: Scene): Promise<void> {
  // The landing page, without an account.
  const listed = (await visitor.read('/api/v1/public/jobs')).body as { id: string }[]
  expect(listed.map(({ id }) => id)).toContain(offer.id)
  expect(await visitor.see(`/api/v1/public/jobs/${offer.id}`, 'title')).toBe(offer.title)
  expect(await visitor.see('/api/v1/public/jobs/count', 'total')).toBe(
    Number((await visitor.read('/api/v1/public/jobs')).headers.get('X-Total-Count')),
  )

  // An account: signed up, logged in, recognised.
  const form = signUpForm({ first_name: 'Awa', last_name: 'Obame' })
  await visitor.write('POST', '/api/v1/auth/signup', { json: form }, 201)
  const me = await visitor.enter(form.email)
  expect(await me.see('/api/v1/auth/me', 'role')).toBe('candidate')
  expect(await me.see('/api/v1/users/me', 'data', 'id')).toBe(me.id)

  // The form is kept while it is filled in.
  const draft = `/api/v1/applications/drafts/by-offer?job_offer_id=${offer.id}`
  expect(await me.see(draft, 'data')).toBeNull()
  const put_down = { job_offer_id: offer.id, form_data: { ref_entreprise: 'Gabon Télécom' }, ui_state: { step: 2 } }
  await me.write('POST', '/api/v1/applications/drafts/by-offer', { json: put_down }, 201)
  expect(await me.see(draft, 'data', 'form_data', 'ref_entreprise')).toBe('Gabon Télécom')

  // Sent: it is in the list at once, once, and the draft is gone.
  const application = {
    job_offer_id: offer.id,
    mtp_answers: answersTo(offer.questions),
    documents: threeDocuments(),
  }
  const sent = await me.write('POST', '/api/v1/applications', { json: application }, 201)
  const id = textAt(sent, 'data', 'id')
  expect(at(sent, 'message')).toContain('3 document(s) uploadé(s)')
  expect(at(sent, 'data', 'candidate_id')).toBe(me.id)
  const mine = await me.read('/api/v1/applications')
  expect([at(mine, 'total'), at(mine, 'data', 0, 'id'), at(mine, 'data', 0, 'status_fr')]).toEqual([
    1,
    id,
    'candidature',
  ])
  expect(await me.see(draft, 'data')).toBeNull()
  const twice = await me.write('POST', '/api/v1/applications', { json: application }, 400)
  expect(at(twice, 'code')).toBe('application-duplicate')

  // One more document, seen at once; one replaced.
  await me.write('POST', `/api/v1/applications/${id}/documents`, uploadOf('certificats', 'certificat.pdf'), 201)
  expect(await me.see(`/api/v1/applications/${id}/documents`, 'total')).toBe(4)
  await me.write('POST', `/api/v1/applications/${id}/documents?replace=true`, uploadOf('cv', 'cv-2.pdf'), 201)
  const documents = (await me.see(`/api/v1/applications/${id}/documents`, 'data')) as {
    id: string
    file_name: string
  }[]
  expect(documents.map(({ file_name }) => file_name)).toContain('cv-2.pdf')
  const cv = documents.find(({ file_name }) => file_name === 'cv-2.pdf')!
  const file = await me.read(`/api/v1/applications/${id}/documents/${cv.id}/download`)
  expect(file.bytes.toString('base64')).toBe(smallPdf('cv-2.pdf'))

  // The profile, saved in two calls as the screen does.
  await me.write('PUT', '/api/v1/users/me', { json: { phone: '+241 06 12 34 56' } })
  await me.write('PUT', '/api/v1/users/me/profile', { json: { current_position: 'Ingénieure', skills: ['Cisco'] } })
  expect(await me.see('/api/v1/users/me', 'data', 'phone')).toBe('+241 06 12 34 56')
  expect(await me.see('/api/v1/users/me/profile', 'data', 'current_position')).toBe('Ingénieure')

  // A recruiter takes it up and invites: the candidate sees status, date and notification, and no internal note.
  await recruiter.write('PUT', `/api/v1/applications/${id}/status`, {
    json: { status: 'incubation', notes: 'Interne' },
  })
  const booked = { json: { ...day, application_id: id } }
  const slot = textAt(await recruiter.write('POST', '/api/v1/interviews/slots', booked, 201), 'id')
  const history = await me.read(`/api/v1/applications/${id}/history`)
  expect(JSON.stringify(history.body)).not.toContain('Interne')
  expect(await me.see(`/api/v1/applications/${id}/complete`, 'data', 'status')).toBe('interview_scheduled')
  expect(await me.see('/api/v1/interviews/slots', 'data', 0, 'id')).toBe(slot)
  expect((await me.read(`/api/v1/interviews/slots/${slot}/calendar.ics`)).body).toContain('BEGIN:VEVENT')
  const told = await me.read('/api/v1/notifications?unread_only=true')
  const notice = Number(at(told, 'notifications', 0, 'id'))
  await me.write('PUT', `/api/v1/notifications/${notice}/read`)
  const unread = (await me.see('/api/v1/notifications?unread_only=true', 'notifications')) as { id: number }[]
  expect(unread.map((one) => one.id)).not.toContain(notice)

  // Their own dossier, and a new password at the end of the day.
  const dossier = await me.read(`/api/v1/applications/${id}/export/pdf?include_documents=true`)
  expect(dossier.headers.get('Content-Disposition')).toContain('Candidature_Obame_Awa_')
  const passwords = { current_password: PASSWORD, new_password: 'Une-Autre-Phrase-2026!' }
  await me.write('POST', '/api/v1/auth/change-password', { json: passwords })
  const again = await visitor.enter(form.email, passwords.new_password)
  expect(await again.see('/api/v1/applications', 'total')).toBe(1)
}
