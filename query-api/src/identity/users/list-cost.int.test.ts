import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type ReadWorld, startReadWorld } from '@one-hcm/embedded/testing/read-world'
import { startTestApi, type TestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { plansOf, statementsOf } from '../../lists/testing/plans.ts'
import { identityEndpoints } from '../identity.routes.ts'

let world: ReadWorld
let api: TestApi
beforeAll(async () => {
  world = await startReadWorld()
  api = await startTestApi(identityEndpoints(world))
  for (const [index, statut] of (['actif', 'en_attente', 'en_attente', 'actif'] as const).entries()) {
    const id = randomUUID()
    await world.append(`user-${id}`, [{ type: 'CandidateRegistered', data: registration(id, index, statut) }])
  }
  await world.pool.query('analyze')
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.stop()
})

const registration = (id: string, index: number, statut: string) => ({
  user_id: id,
  email: `awa${index}@example.org`,
  first_name: 'Awa',
  last_name: `Obame${index}`,
  phone: null,
  date_of_birth: '1995-04-12',
  sexe: 'F',
  candidate_status: 'interne',
  matricule: 100 + index,
  no_seeg_email: true,
  adresse: null,
  poste_actuel: null,
  annees_experience: null,
  statut,
  consent_at: null,
})

const Authorization = `Bearer ${testTokens.issue({ userId: randomUUID(), role: 'admin', sessionId: randomUUID() })}`

test.each([
  ['/api/v1/users', 4, 2],
  ['/api/v1/users?role=candidate&statut=en_attente', 2, 2],
  ['/api/v1/users?role=recruiter', 0, 2],
  ['/api/v1/users?q=obame2', 1, 2],
  ['/api/v1/users?sort=last_name&order=asc', 4, 2],
  ['/api/v1/users?sort=email&skip=3', 4, 2],
  ['/api/v1/access-requests', 2, 3],
  ['/api/v1/access-requests?status_filter=pending&viewed_filter=false', 2, 3],
  ['/api/v1/access-requests?status_filter=approved', 0, 3],
])(
  'W-39 W-40 %s: an exact total, in a constant number of statements that go by an index',
  async (path, total, count) => {
    const ran = await statementsOf(world.pool, async () => {
      const answer = await api.call(path, { headers: { Authorization } })
      expect(await answer.json()).toMatchObject({ total })
    })
    expect(ran).toHaveLength(count)
    // The tally of accounts holds a row per role and statut: there is nothing to leave out.
    for (const plan of await plansOf(world.pool, ran))
      expect(plan.replace('Seq Scan on user_accounts', '')).not.toContain('Seq Scan')
  },
)
