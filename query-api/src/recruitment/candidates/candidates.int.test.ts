import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { candidateProfileId, emptyProfile } from '@one-hcm/contracts/identity/users/candidate-profile'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import { candidateCompleteWire } from '@one-hcm/contracts/recruitment/candidates/candidate-complete.wire'
import { drafted, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

let world: RecruitmentReads
beforeAll(async () => {
  world = await startRecruitmentReads()
}, 60_000)
afterAll(() => world?.stop())

async function account(role: Role): Promise<string> {
  const id = randomUUID()
  const nothing = { phone: null, date_of_birth: '1990-05-17', adresse: null, poste_actuel: null, matricule: null }
  await world.append(`user-${id}`, [
    {
      type: 'UserCreatedByAdmin',
      data: {
        user_id: id,
        email: `${id}@example.com`,
        first_name: 'Awa',
        last_name: 'Ndong',
        ...nothing,
        role,
        sexe: 'F',
        candidate_status: role === 'candidate' ? 'externe' : null,
        no_seeg_email: false,
        annees_experience: null,
        created_by: id,
        password_generated: false,
      },
    },
  ])
  return id
}

async function applied(candidate: string, status?: ApplicationStatus): Promise<string> {
  const offer = randomUUID()
  await world.append(`jobOffer-${offer}`, [drafted(undefined, { offer })])
  const event = submitted({ candidate, offer })
  const { application_id } = event.data
  const changed = {
    type: 'ApplicationStatusChanged',
    data: {
      application_id,
      candidate_id: candidate,
      previous_status: 'pending',
      new_status: status,
      notes: null,
      changed_by: candidate,
      is_correction: false,
    },
  }
  await world.append(`application-${application_id}`, status ? [event, changed] : [event])
  return application_id
}

test('a candidate with profile and counters, by id and through an application', async () => {
  const id = await account('candidate')
  const bare = await world.get(`/api/v1/candidates/${id}/complete`, person('observer'))
  expect(bare.body).toMatchObject({ user_id: id, profile: null, total_applications: 0 })
  await world.append(`user-${id}`, [
    {
      type: 'CandidateProfileCreated',
      data: { user_id: id, profile_id: candidateProfileId(id), profile: { ...emptyProfile, skills: ['SIG'] } },
    },
  ])
  const application = await applied(id)
  for (const status of ['reviewed', 'incubation', 'accepted', 'hired', 'rejected', 'withdrawn'] as const)
    await applied(id, status)
  const { body, status } = await world.get(`/api/v1/candidates/${id}/complete`, person('recruiter'))
  expect(status).toBe(200)
  expect(candidateCompleteWire.strict().parse(body)).toEqual(body)
  expect(body).toMatchObject({
    profile: { skills: ['SIG'], user_id: id },
    total_applications: 7,
    pending_applications: 2,
    accepted_applications: 2,
    rejected_applications: 2,
  })
  const behind = await world.get(`/api/v1/applications/${application}/candidate-info`, person('admin'))
  // The same, but that the application asked from is told apart.
  const { applications } = body as { applications: { application_id: string }[] }
  const seen = applications.map((one) => ({ ...one, is_current_application: one.application_id === application }))
  expect(behind.body).toEqual({ ...(body as object), applications: seen })
})

test('who is no candidate, nobody, or not for the caller to see', async () => {
  const recruiter = await account('recruiter')
  const complete = (id: string, role: Role) => world.get(`/api/v1/candidates/${id}/complete`, person(role))
  expect((await complete(recruiter, 'admin')).body).toMatchObject({ status: 400, code: 'not-a-candidate' })
  expect((await complete(recruiter, 'observer')).status).toBe(404)
  expect((await complete(randomUUID(), 'admin')).status).toBe(404)
  for (const role of ['candidate', 'auditor', 'data'] as const)
    expect((await complete(recruiter, role)).status).toBe(403)
  const unknown = await world.get(`/api/v1/applications/${randomUUID()}/candidate-info`, person('admin'))
  expect(unknown.body).toMatchObject({ code: 'application-not-found' })
})
