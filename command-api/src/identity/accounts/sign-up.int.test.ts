import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { IdentityDependencies } from '../dependencies.ts'
import { maintainIdentity } from '../identity.ts'
import {
  type Answer,
  type Caller,
  type IdentityWorld,
  type somebody as Somebody,
  somebody,
  startIdentityWorld,
} from '../testing/identity-world.ts'
import { settlePendingRegistrations } from './settle-registration.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await startIdentityWorld()
  await world.identity.agents.importAgents([
    { matricule: 4821, nom: 'Ndong', prenom: 'Awa' },
    { matricule: 4822, nom: 'Obame', prenom: 'Jean' },
    { matricule: 4823, nom: 'Mba', prenom: 'Léa' },
  ])
}, 60_000)
afterAll(() => world?.stop())
beforeEach(() => world.pool.query('truncate hcm.accounts'))

const accounts = async () =>
  (await world.pool.query<{ user_id: string; state: string }>('select * from hcm.accounts order by created_at')).rows
const signUp = (body: ReturnType<typeof Somebody>, options = {}) => world.post('/api/v1/auth/signup', body, options)
const logIn = ({ email, password }: { email: string; password: string }) =>
  world.post('/api/v1/auth/login', { email, password })

test('an external candidate signs up, and logs in with any spelling of the address', async () => {
  const body = somebody()
  const { status, body: user, headers } = await signUp(body)
  expect(status).toBe(201)
  expect(user).toMatchObject({
    email: body.email,
    role: 'candidate',
    statut: 'actif',
    is_active: true,
    matricule: null,
  })
  expect(JSON.stringify(user)).not.toMatch(/password|hash|consent/i)
  expect(headers.get('Consistency-Token')).toMatch(/^\d+$/)
  expect(headers.get('ETag')).toBe('"0"')
  expect(await world.eventsOf(`user-${user.id}`)).toEqual(['CandidateRegistered'])
  const login = await logIn({ ...body, email: ` ${body.email.toUpperCase()} ` })
  expect(login.status).toBe(200)
  expect(login.body.user.id).toBe(user.id)
})

test('an internal candidate with company e-mail is active; one without waits, and login says so', async () => {
  const active = await signUp(
    somebody({ email: 'jean.obame@SEEG-Gabon.com', candidate_status: 'interne', matricule: 4822 }),
  )
  expect(active.body).toMatchObject({ statut: 'actif', is_internal_candidate: true, matricule: 4822 })

  const body = somebody({ candidate_status: 'interne', matricule: 4821, no_seeg_email: true })
  const pending = await signUp(body)
  expect(pending.body).toMatchObject({ statut: 'en_attente', is_active: false, no_seeg_email: true })
  const refused = await logIn(body)
  expect(refused.status).toBe(403)
  expect(refused.body).toMatchObject({ code: 'account-pending', detail: expect.stringContaining('en attente') })
  expect((await logIn({ ...body, password: 'Autre-mot-2026!' })).body).toMatchObject({ code: 'invalid-credentials' })
})

test('D-01: /signup/candidate logs an active candidate in, and gives a waiting one no tokens', async () => {
  const active = await world.post('/api/v1/auth/signup/candidate', somebody())
  expect(active).toMatchObject({
    status: 201,
    body: { token_type: 'bearer', expires_in: 300, user: { statut: 'actif' } },
  })
  const refreshed = await world.post('/api/v1/auth/refresh', { refresh_token: active.body.refresh_token })
  expect(refreshed.status).toBe(200)
  const pending = await world.post(
    '/api/v1/auth/signup/candidate',
    somebody({ candidate_status: 'interne', matricule: 4821, no_seeg_email: true }),
  )
  expect(pending).toMatchObject({
    status: 201,
    body: { access_token: null, refresh_token: null, user: { statut: 'en_attente' } },
  })
})

test('D-06, D-22: refusals keep the words that clients look for', async () => {
  const body = somebody()
  await signUp(body)
  expect(await signUp({ ...body, email: body.email.toUpperCase() })).toMatchObject({
    status: 400,
    body: { code: 'email-already-used', detail: expect.stringContaining('existe déjà') },
  })
  const missing = await signUp(somebody({ candidate_status: 'interne', email: 'x@seeg-gabon.com' }))
  expect(missing).toMatchObject({ status: 400, body: { code: 'matricule-required' } })
  expect(missing.body.detail).toMatch(/matricule.*obligatoire/)
  expect(
    await signUp(somebody({ candidate_status: 'interne', email: 'x@seeg-gabon.com', matricule: 9999 })),
  ).toMatchObject({ status: 400, body: { code: 'matricule-unknown' } })
  expect(await signUp(somebody({ role: 'admin' }))).toMatchObject({ status: 403, body: { code: 'guarded-field' } })
  expect(await signUp(somebody({ password: 'court' }))).toMatchObject({
    status: 422,
    body: {
      code: 'validation-failed',
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/password' })]),
    },
  })
  expect(await accounts()).toHaveLength(1)
})

test('a staff number belongs to one account', async () => {
  const internal = (email: string) => somebody({ email, candidate_status: 'interne', matricule: 4823 })
  expect((await signUp(internal('lea.mba@seeg-gabon.com'))).status).toBe(201)
  expect(await signUp(internal('lea.mba2@seeg-gabon.com'))).toMatchObject({
    status: 400,
    body: { code: 'matricule-already-used' },
  })
})

test('of parallel sign-ups with one address, in two processes, one succeeds', async () => {
  const other = await world.serve(world.otherProcess())
  const email = `ensemble.${randomUUID()}@example.com`
  // On a busy machine an append may be given up (503): whether it happened is not known, so it is repeated with its key.
  const settled = async (call: Caller): Promise<Answer> => {
    const [body, key] = [somebody({ email }), randomUUID()]
    for (;;) {
      const answer = await call('/api/v1/auth/signup', body, { key })
      if (answer.status !== 503) return answer
    }
  }
  const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => settled(index % 2 ? world.post : other)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  const rows = await accounts()
  expect(rows).toMatchObject([{ state: 'confirmed' }])
  expect(rows[0]!.user_id).toBe(answers.find(({ status }) => status === 201)!.body.id)
  expect((await logIn({ email, password: 'Mot-de-passe-2026' })).status).toBe(200)
})

test('one key, one account: repeats get the same answer, another body is refused', async () => {
  const body = somebody()
  const key = randomUUID()
  const other = await world.serve(world.otherProcess())
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => (index % 2 ? world.post : other)('/api/v1/auth/signup', body, { key })),
  )
  expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1)
  expect(answers[0]!.status).toBe(201)
  expect(await world.eventsOf(`user-${answers[0]!.body.id}`)).toEqual(['CandidateRegistered'])
  const corrected = { ...body, email: body.email.toUpperCase(), first_name: 'Ada' }
  expect(await signUp(corrected, { key })).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
  expect(await accounts()).toHaveLength(1)
})

test('two visitors may use the same key: each gets an account, and each repeat its own answer', async () => {
  const [one, two] = [somebody(), somebody()]
  const first = await signUp(one, { key: 'inscription' })
  const second = await signUp(two, { key: 'inscription' })
  expect([first.status, second.status]).toEqual([201, 201])
  expect([first.body.email, second.body.email]).toEqual([one.email, two.email])
  expect((await signUp(one, { key: 'inscription' })).body).toEqual(first.body)
  expect((await signUp(two, { key: 'inscription' })).body).toEqual(second.body)
  expect(await accounts()).toHaveLength(2)
})

/** The same parts, one of which ends as a killed process does: what it did is done, nothing follows. */
const killed = (part: 'after the row' | 'after the event', identity: IdentityDependencies): IdentityDependencies => ({
  ...identity,
  executor: {
    ...identity.executor,
    execute: async (...parameters) => {
      if (part === 'after the row') throw new Error('killed')
      await identity.executor.execute(...parameters)
      throw new Error('killed')
    },
  } as IdentityDependencies['executor'],
})

test.each(['after the row', 'after the event'] as const)('killed %s, the address is settled when met', async (part) => {
  const dying = await world.serve(killed(part, world.otherProcess()))
  const body = somebody()
  expect((await dying('/api/v1/auth/signup', body)).status).toBe(500)
  expect(await accounts()).toMatchObject([{ state: 'pending' }])
  const again = await signUp(body)
  if (part === 'after the row') expect(again.status).toBe(201)
  else expect(again.body).toMatchObject({ code: 'email-already-used' })
  expect(await accounts()).toMatchObject([{ state: 'confirmed' }])
  expect((await logIn(body)).status).toBe(200)
})

test('killed after the event, login itself settles the account', async () => {
  const dying = await world.serve(killed('after the event', world.otherProcess()))
  const body = somebody()
  await dying('/api/v1/auth/signup', body)
  expect((await logIn(body)).status).toBe(200)
  expect(await accounts()).toMatchObject([{ state: 'confirmed' }])
})

test('killed after the row, login finds nobody', async () => {
  const dying = await world.serve(killed('after the row', world.otherProcess()))
  const body = somebody()
  await dying('/api/v1/auth/signup', body)
  expect((await logIn(body)).body).toMatchObject({ code: 'invalid-credentials' })
  expect(await accounts()).toEqual([])
})

test.each(['after the row', 'after the event'] as const)(
  'killed %s, the row is settled once it has aged',
  async (part) => {
    const dying = await world.serve(killed(part, world.otherProcess()))
    await dying('/api/v1/auth/signup', somebody())
    await maintainIdentity(world.identity)
    const [pending] = await accounts()
    expect(pending).toMatchObject({ state: 'pending' })
    expect(await settlePendingRegistrations(world.identity, 0)).toBe(1)
    const stream = await world.eventsOf(`user-${pending!.user_id}`)
    if (part === 'after the row') {
      expect(await accounts()).toEqual([])
      expect(stream).toEqual(['RegistrationAbandoned'])
    } else {
      expect(await accounts()).toMatchObject([{ state: 'confirmed' }])
      expect(stream).toEqual(['CandidateRegistered'])
    }
  },
)

test('killed after the row, the same key carries on where it ended', async () => {
  const dying = await world.serve(killed('after the row', world.otherProcess()))
  const [body, key] = [somebody(), randomUUID()]
  await dying('/api/v1/auth/signup', body, { key })
  expect((await signUp(body, { key })).status).toBe(201)
  expect(await accounts()).toMatchObject([{ state: 'confirmed' }])
})

test('an append that was under way while its row was freed comes too late', async () => {
  let late: (() => void) | undefined
  let reached: () => void = () => {}
  const atAppend = new Promise<void>((resolve) => {
    reached = resolve
  })
  const identity = world.otherProcess()
  const slow = await world.serve({
    ...identity,
    executor: {
      ...identity.executor,
      execute: async (...parameters: Parameters<typeof identity.executor.execute>) => {
        if (!late) {
          await new Promise<void>((resolve) => {
            late = resolve
            reached()
          })
        }
        return identity.executor.execute(...parameters)
      },
    } as IdentityDependencies['executor'],
  })
  const body = somebody()
  const first = slow('/api/v1/auth/signup', body)
  await atAppend
  const second = await signUp(body)
  expect(second.status).toBe(201)
  late!()
  expect((await first).body).toMatchObject({ status: 409, code: 'registration-interrupted' })
  expect(await accounts()).toMatchObject([{ user_id: second.body.id, state: 'confirmed' }])
})

test('neither the account rows nor the log show who the person is', async () => {
  const body = somebody({ first_name: 'Philomène', adresse: '12 rue des Cocotiers', phone: '+24106112233' })
  const { body: user } = await signUp(body)
  const stored = await world.log.readStoredStream(`user-${user.id}`)
  const rows = await world.pool.query('select a::text from hcm.accounts a union all select c::text from hcm.commands c')
  const all = JSON.stringify([stored.map(({ data, metadata }) => [data, metadata]), rows.rows])
  for (const value of [body.email, body.password, 'Philomène', 'Cocotiers', '24106112233', '1990-05-17'])
    expect(all).not.toContain(value)
})

test('W-13: a verified staff number is a yes or a no, whatever is sent', async () => {
  const verify = (body: unknown) => world.post('/api/v1/auth/verify-matricule', body)
  expect(await verify({ matricule: 4821 })).toMatchObject({ status: 200, body: { valid: true, agent_info: null } })
  expect(await verify({ matricule: '4821' })).toMatchObject({ body: { valid: true } })
  expect(await verify({ matricule: 9999 })).toMatchObject({ status: 200, body: { valid: false } })
  for (const matricule of ['abc', null, [], -1, 1.5])
    expect(await verify({ matricule })).toMatchObject({
      status: 200,
      body: { valid: false, message: expect.stringContaining('Erreur lors de la vérification') },
    })
  expect((await verify({})).status).toBe(422)
})
